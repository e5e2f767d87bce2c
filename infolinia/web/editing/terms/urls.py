"""Addresses of the catalogue of terms."""

from django.urls import path

from infolinia.web.editing.terms import days, pages, recounts

urlpatterns = [
    path("wiedza/terminy", pages.catalogue, name="terms"),
    path("wiedza/terminy/nowy", pages.entry, name="terms_new"),
    path("wiedza/terminy/dni-wolne", days.page, name="terms_days"),
    path("wiedza/terminy/dni-wolne/<int:change_id>/cofnij", days.take_back, name="terms_day_back"),
    path("wiedza/terminy/przeliczenia", recounts.page, name="terms_recounts"),
    path("wiedza/terminy/przeliczenia/<int:recount_id>", recounts.one, name="terms_recount"),
    path("wiedza/terminy/przeliczenia/<int:recount_id>/decyzja", recounts.decide, name="terms_recount_decide"),
    path("wiedza/terminy/<slug:code>", pages.entry, name="terms_one"),
    path("wiedza/terminy/<slug:code>/potwierdz", pages.confirm, name="terms_confirm"),
    path("wiedza/terminy/<slug:code>/watpliwy", pages.doubt, name="terms_doubt"),
]
