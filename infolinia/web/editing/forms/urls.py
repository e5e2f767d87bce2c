"""Addresses of the editors' pages of forms."""

from django.urls import path

from infolinia.web.editing.forms import pages, trying, uploading

urlpatterns = [
    path("wiedza/druki", pages.page, name="forms"),
    path("wiedza/druki/nowy", uploading.new, name="forms_new"),
    path("wiedza/druki/<slug:code>", pages.one, name="forms_one"),
    path("wiedza/druki/<slug:code>/nowa-wersja", uploading.new, name="forms_version"),
    path("wiedza/druki/wersja/<int:form_id>/koniec", pages.end, name="forms_end"),
    path("wiedza/druki/wersja/<int:form_id>/pola", trying.fields, name="forms_fields"),
    path("wiedza/druki/wersja/<int:form_id>/proba", trying.trial, name="forms_trial"),
    path("wiedza/druki/wersja/<int:form_id>/plik", trying.file, name="forms_file"),
]
