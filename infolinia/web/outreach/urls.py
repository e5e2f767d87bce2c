"""Addresses of contacting people."""

from django.urls import path

from infolinia.web.outreach.views import answering, campaign_steps, campaigns, desk, promises, promising, settings

app_name = "outreach"
urlpatterns = [
    path("kontakty", promises.page, name="list"),
    path("kontakty/nowa", promising.new, name="new"),
    path("kontakty/obietnica/<uuid:promise_id>", promises.one, name="promise"),
    path("kontakty/obietnica/<uuid:promise_id>/zadzwon", promising.call, name="call"),
    path("kontakty/obietnica/<uuid:promise_id>/wynik", promising.result, name="result"),
    path("kontakty/obietnica/<uuid:promise_id>/zmien", promising.change, name="change"),
    path("kontakty/obietnica/<uuid:promise_id>/napisz", promising.write, name="write"),
    path("kontakty/obietnica/<uuid:promise_id>/odwolaj", promising.cancel, name="cancel"),
    path("kontakty/obietnica/<uuid:promise_id>/zglosil-sie", promising.came, name="came"),
    path("kontakty/obietnica/<uuid:promise_id>/oddaj", promising.release, name="release"),
    path("kontakty/rozmowa/<uuid:conversation_id>", desk.beside, name="beside"),
    path("kontakty/rozmowa/<uuid:conversation_id>/<uuid:promise_id>", desk.settled, name="settled"),
    path("kontakty/kampanie", campaigns.listing, name="campaigns"),
    path("kontakty/kampanie/nowa", campaigns.new, name="campaign_new"),
    path("kontakty/kampanie/<uuid:campaign_id>", campaigns.page, name="campaign"),
    path("kontakty/kampanie/<uuid:campaign_id>/lista.csv", campaigns.report, name="campaign_report"),
    path("kontakty/kampanie/<uuid:campaign_id>/plik", campaign_steps.from_sheet, name="campaign_sheet"),
    path("kontakty/kampanie/<uuid:campaign_id>/sprawy", campaign_steps.from_matters, name="campaign_matters"),
    path("kontakty/kampanie/<uuid:campaign_id>/tresc", campaign_steps.say, name="campaign_say"),
    path("kontakty/kampanie/<uuid:campaign_id>/<slug:deed>", campaign_steps.press, name="campaign_press"),
    path("kontakty/ustawienia", settings.page, name="settings"),
    path("kontakty/oceny", answering.answers, name="answers"),
    path("ocena/<str:token>", answering.ask, name="ask"),
]
