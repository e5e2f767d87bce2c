"""Addresses of the adviser's desk: one page, and the fragments that keep it true."""

from django.urls import path

from infolinia.web.desk.views import call, finding, loop, no_answer, not_ours, pages, papers, registering, talk

app_name = "desk"
urlpatterns = [
    path("stanowisko", pages.home, name="home"),
    path("stanowisko/teraz", pages.what_is_now, name="now"),
    path("stanowisko/pasek", pages.bar, name="bar"),
    path("stanowisko/mieszkaniec", pages.resident, name="resident"),
    path("stanowisko/stan", call.change_state, name="state"),
    path("stanowisko/telefon", call.issue_phone, name="phone"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/wstrzymaj", call.hold, name="hold"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/rozlacz", call.hang_up, name="hang_up"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/wroc", call.rejoin, name="rejoin"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/koniec", call.finish, name="finish"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/mieszkaniec", talk.identify, name="identify"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/pytanie", talk.add_question, name="add_question"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/pytanie/<int:question_id>", talk.question, name="question"),
    path("stanowisko/rozmowa/<uuid:conversation_id>/pytanie/<int:question_id>/wynik", talk.outcome, name="outcome"),
    path("stanowisko/szukaj", finding.search, name="search"),
    path("stanowisko/nie-ma-karty", no_answer.no_card, name="no_card"),
    path("stanowisko/zapytaj", no_answer.ask_supervisor, name="ask_supervisor"),
    path("stanowisko/karta/<slug:code>", finding.card, name="card"),
    path("stanowisko/karta/<slug:code>/blad", loop.report_error, name="card_error"),
    path("stanowisko/wiadomosci", loop.news, name="news"),
    path("stanowisko/wiadomosc/<int:news_id>", loop.read_news, name="read_news"),
    path("stanowisko/odpowiedz/<int:report_id>", loop.read_answer, name="read_answer"),
    path("stanowisko/instrukcja/<int:instruction_id>", loop.instruction, name="instruction"),
    path("stanowisko/nie-nasze", not_ours.panel, name="not_ours"),
    path("stanowisko/nie-nasze/skierowano", not_ours.refer, name="refer"),
    path("stanowisko/druki/<slug:code>", papers.found, name="form_found"),
    path("stanowisko/druk/<int:form_id>", papers.blank, name="form_blank"),
    path("stanowisko/druk/<int:form_id>/dane", papers.fields, name="form_fields"),
    path("stanowisko/druk/<int:form_id>/wypelniony", papers.paper, name="form_paper"),
    path("stanowisko/zgloszenie", registering.register, name="register"),
    path("stanowisko/zgloszenie/termin", registering.promise, name="promise"),
    path("stanowisko/zgloszenie/pytania", registering.asks, name="asked"),
    path("stanowisko/ulice", registering.streets, name="streets"),
]
