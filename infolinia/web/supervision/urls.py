"""Addresses of the supervisor's screens."""

from django.urls import path

from infolinia.web.supervision.views import board, chase, erasures, news, readings, register

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
    path("nadzor/wglady", readings.page, name="readings"),
    path("nadzor/usuwanie", erasures.page, name="erasures"),
]
