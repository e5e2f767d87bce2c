"""Addresses of the templates of messages."""

from django.urls import path

from infolinia.web.editing.letters import drafts, pages

urlpatterns = [
    path("wiedza/szablony", pages.page, name="letters"),
    path("wiedza/szablony/podglad", drafts.look, name="letter_look"),
    path("wiedza/szablony/szkice/<int:edition_id>", drafts.page, name="letter_draft"),
    path("wiedza/szablony/<str:purpose>/<slug:channel>/<slug:language>", pages.one, name="letter"),
    path("wiedza/szablony/<str:purpose>/<slug:channel>/<slug:language>/zacznij", drafts.start, name="letter_start"),
]
