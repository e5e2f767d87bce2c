"""Addresses of the supervisor's screens."""

from django.urls import include, path

from infolinia.web.supervision.rules import views as rules
from infolinia.web.supervision.views import (
    acts,
    advisers,
    board,
    call_backs,
    chase,
    desk_messages,
    erasures,
    listening,
    news,
    readings,
    register,
    switches,
    waiting,
)

app_name = "supervision"
urlpatterns = [
    path("nadzor", board.page, name="board"),
    path("nadzor/teraz", board.now_fragment, name="now"),
    path("nadzor/dzien", board.day_fragment, name="day"),
    path("nadzor/przypomnij/<int:unit_id>", chase.page, name="chase"),
    path("nadzor/przypomnienia", chase.log, name="chases"),
    path("nadzor/wiadomosc", news.page, name="news"),
    path("nadzor/oddzwonienia", call_backs.page, name="call_backs"),
    path("nadzor/oddzwonienia/<uuid:call_back_id>/odwolaj", call_backs.cancel, name="call_back_cancel"),
    path("nadzor/rozmowy", register.page, name="register"),
    path("nadzor/rozmowy/<uuid:conversation_id>", register.conversation, name="conversation"),
    path("nadzor/telefon", listening.phone, name="phone"),
    path("nadzor/sluchaj/<uuid:conversation_id>", listening.listen, name="listen"),
    path("nadzor/sluchaj/koniec", listening.stop, name="listen_stop"),
    path("nadzor/doradca/<int:staff_id>", advisers.page, name="adviser"),
    path("nadzor/doradca/<int:staff_id>/stan", advisers.state, name="adviser_state"),
    path("nadzor/doradca/<int:staff_id>/wiadomosc", advisers.message, name="adviser_message"),
    path("nadzor/czeka/<uuid:conversation_id>", waiting.page, name="waiting"),
    path("nadzor/czeka/<uuid:conversation_id>/kolejka", waiting.move, name="waiting_move"),
    path("nadzor/czeka/<uuid:conversation_id>/fory", waiting.precede, name="waiting_precede"),
    path("nadzor/czeka/<uuid:conversation_id>/do-osoby", waiting.pull, name="waiting_pull"),
    path("nadzor/czeka/<uuid:conversation_id>/do-mnie", waiting.take, name="waiting_take"),
    path("nadzor/kolejka/<slug:code>/zamknij", switches.close, name="queue_close"),
    path("nadzor/kolejka/<slug:code>/otworz", switches.reopen, name="queue_open"),
    path("nadzor/komunikat/<int:message_id>/<str:what>", switches.emergency, name="emergency"),
    path("nadzor/kolejki", rules.page, name="rules"),
    path("nadzor/kolejki/ludzie", rules.people, name="rules_people"),
    path("nadzor/kolejki/pokaz-sluchanie", rules.shown, name="rules_shown"),
    path("nadzor/kolejki/nowa-<str:what>", rules.add, name="rules_add"),
    path("nadzor/kolejki/<slug:code>", rules.queue, name="rules_queue"),
    path("nadzor/wiadomosci", desk_messages.page, name="messages"),
    path("nadzor/dziennik", acts.page, name="acts"),
    path("nadzor/wglady", readings.page, name="readings"),
    path("nadzor/usuwanie", erasures.page, name="erasures"),
    path("", include("infolinia.web.supervision.line.urls")),
]
