"""Addresses of the editors' pages of the responsibility map."""

from django.urls import path

from infolinia.web.editing.responsibility import importing, pages, writing

urlpatterns = [
    path("wiedza/kto-czym", pages.page, name="responsibility"),
    path("wiedza/kto-czym/nowy", writing.line, name="responsibility_new"),
    path("wiedza/kto-czym/wpis/<int:line_id>", writing.line, name="responsibility_line"),
    path("wiedza/kto-czym/wpis/<int:line_id>/koniec", writing.end, name="responsibility_end"),
    path("wiedza/kto-czym/wpis/<int:line_id>/usun", writing.remove, name="responsibility_remove"),
    path("wiedza/kto-czym/instytucja/<slug:code>", writing.body, name="responsibility_body"),
    path("wiedza/kto-czym/plik", importing.page, name="responsibility_import"),
    path("wiedza/kto-czym/mapa.csv", importing.export, name="responsibility_export"),
    path("wiedza/kto-czym/wzor.csv", importing.pattern, name="responsibility_pattern"),
]
