"""Addresses of the units' screens."""

from django.urls import path

from infolinia.web.units import reasons
from infolinia.web.units.views import (
    chase,
    danger,
    export,
    feeds,
    files,
    inbox,
    matter,
    matters,
    record,
    term,
    together,
)

app_name = "units"
urlpatterns = [
    path("skrzynka", inbox.own, name="inbox"),
    path("skrzynka/<slug:code>", inbox.page, name="unit_inbox"),
    path("skrzynka/<slug:code>/lista", inbox.fragment, name="lists"),
    path("skrzynka/<slug:code>/przyjmij", inbox.take, name="take"),
    path("skrzynka/<slug:code>/eksport", export.page, name="export"),
    path("skrzynka/<slug:code>/kalendarz", feeds.page, name="feeds"),
    path("skrzynka/<slug:code>/kalendarz/<int:feed_id>/wylacz", feeds.revoke, name="feed_revoke"),
    path("kalendarz/<str:secret>.ics", feeds.read, name="feed"),
    path("sprawy", matters.page, name="matters"),
    path("sprawy/powod", reasons.page, name="reason"),
    path("sprawy/<uuid:matter_id>", matter.page, name="matter"),
    path("sprawy/<uuid:matter_id>/odpowiedz-kierownikowi", chase.answer, name="chase_answer"),
    path("sprawy/<uuid:matter_id>/zagrozenie", danger.confirm, name="danger"),
    path("sprawy/<uuid:matter_id>/zywo", matter.live, name="matter_live"),
    path("sprawy/<uuid:matter_id>/plik/<uuid:file_id>", matter.letter_file, name="letter_file"),
    path("sprawy/<uuid:matter_id>/pliki", files.add, name="files_add"),
    path("sprawy/<uuid:matter_id>/pliki/<uuid:file_id>", files.file, name="matter_file"),
    path("sprawy/<uuid:matter_id>/pliki/<uuid:file_id>/pokaz", files.show, name="file_show"),
    path("sprawy/<uuid:matter_id>/linki/<uuid:link_id>/odwolaj", files.take_back, name="link_take_back"),
    path("sprawy/<uuid:matter_id>/metryka", record.page, name="record"),
    path("sprawy/<uuid:matter_id>/metryka.<str:way>", record.file, name="record_file"),
    path("sprawy/<uuid:matter_id>/termin", term.page, name="term"),
    path("sprawy/<uuid:matter_id>/termin/<slug:code>", term.note, name="term_note"),
    path("sprawy/<uuid:matter_id>/razem", together.part, name="together"),
    path("sprawy/<uuid:matter_id>/razem/dolacz/<uuid:other_id>", together.join, name="join"),
    path("sprawy/<uuid:matter_id>/razem/osobno/<uuid:follower_id>", together.part_from, name="part_from"),
    path("sprawy/<uuid:matter_id>/<slug:slug>", matter.take_step, name="step"),
]
