"""Addresses of the line's screens, within the supervisor's."""

from django.urls import path

from infolinia.web.supervision.line import menu, views, voices
from infolinia.web.supervision.prompts import views as prompts

urlpatterns = [
    path("nadzor/linia", views.page, name="line"),
    path("nadzor/linia/komunikat", views.message, name="emergency_new"),
    path("nadzor/linia/komunikat/<int:message_id>", views.message, name="emergency"),
    path("nadzor/linia/komunikat/<int:message_id>/<str:act>", views.switch, name="emergency_switch"),
    path("nadzor/linia/komunikat/<int:message_id>/glos/", voices.page, name="emergency_voices"),
    path("nadzor/linia/komunikat/<int:message_id>/glos/<str:language>", voices.record, name="emergency_record"),
    path("nadzor/linia/komunikat/<int:message_id>/glos/<str:language>/automat", voices.back, name="emergency_back"),
    path("nadzor/linia/komunikat/<int:message_id>/glos/<str:language>/dzwiek", voices.sound, name="emergency_sound"),
    path("nadzor/linia/menu", menu.choice, name="menu_new"),
    path("nadzor/linia/menu/<int:choice_id>", menu.choice, name="menu_choice"),
    path("nadzor/linia/menu/<int:choice_id>/<str:what>", menu.act, name="menu_act"),
    path("nadzor/zapowiedzi", prompts.page, name="prompts"),
    path("nadzor/zapowiedzi/<str:language>", prompts.page, name="prompts"),
    path("nadzor/zapowiedzi/<str:language>/<str:code>", prompts.one, name="prompt"),
    path("nadzor/zapowiedzi/<str:language>/<str:code>/slowa", prompts.words, name="prompt_words"),
    path("nadzor/zapowiedzi/<str:language>/<str:code>/nagranie", prompts.recording, name="prompt_recording"),
    path("nadzor/zapowiedzi/<str:language>/<str:code>/automat", prompts.back, name="prompt_back"),
    path("nadzor/zapowiedzi/<str:language>/<str:code>/dzwiek", prompts.sound, name="prompt_sound"),
]
