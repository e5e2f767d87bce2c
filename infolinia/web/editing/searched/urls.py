"""Addresses of the weekly list."""

from django.urls import path

from infolinia.web.editing.searched import decisions, pages

urlpatterns = [
    path("wiedza/szukane", pages.page, name="searched"),
    path("wiedza/szukane/karty", pages.cards, name="searched_cards"),
    path("wiedza/szukane/pytania", pages.top, name="searched_top"),
    path("wiedza/szukane/decyzje", pages.decided, name="searched_decided"),
    path("wiedza/szukane/slowa", decisions.add_words, name="searched_add"),
    path("wiedza/szukane/pomin", decisions.skip, name="searched_skip"),
    path("wiedza/szukane/napisz", decisions.write_card, name="searched_write"),
    path("wiedza/szukane/cofnij", decisions.take_back, name="searched_back"),
]
