"""Addresses of reading cards in and giving them out."""

from django.urls import path

from infolinia.web.editing.importing import files, pages, start

urlpatterns = [
    path("wiedza/wczytywanie", start.page, name="importing"),
    path("wiedza/wczytywanie/karty.json", start.export, name="export"),
    path("wiedza/wczytywanie/plik", files.upload, name="import_upload"),
    path("wiedza/wczytywanie/plik/<uuid:file_id>", files.page, name="import_file"),
    path("wiedza/wczytywanie/plik/<uuid:file_id>/szkice", files.take, name="import_take"),
    path("wiedza/wczytywanie/plik/<uuid:file_id>/wyrzuc", files.drop, name="import_drop"),
    path("wiedza/wczytywanie/strona", pages.read, name="import_page"),
    path("wiedza/wczytywanie/strona/szkic", pages.take, name="import_page_take"),
]
