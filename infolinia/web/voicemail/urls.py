"""Addresses of spoken messages."""

from django.urls import path

from infolinia.web.voicemail import views

app_name = "voicemail"
urlpatterns = [
    path("poczta-glosowa", views.page, name="list"),
    path("poczta-glosowa/<uuid:conversation_id>", views.one, name="message"),
    path("poczta-glosowa/<uuid:conversation_id>/biore", views.take, name="take"),
    path("poczta-glosowa/<uuid:conversation_id>/dzwiek.wav", views.sound, name="sound"),
]
