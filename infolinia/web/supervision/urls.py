"""Addresses of the supervisor's screens."""

from django.urls import path

from infolinia.web.supervision.views import (
    acts,
    advisers,
    board,
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
    path("nadzor/wiadomosci", desk_messages.page, name="messages"),
    path("nadzor/dziennik", acts.page, name="acts"),
    path("nadzor/wglady", readings.page, name="readings"),
    path("nadzor/usuwanie", erasures.page, name="erasures"),
]
