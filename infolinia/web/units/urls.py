"""Addresses of the units' screens."""

from django.urls import path

from infolinia.web.units import reasons
from infolinia.web.units.views import export, inbox, matter, matters

app_name = "units"
urlpatterns = [
    path("skrzynka", inbox.own, name="inbox"),
    path("skrzynka/<slug:code>", inbox.page, name="unit_inbox"),
    path("skrzynka/<slug:code>/lista", inbox.fragment, name="lists"),
    path("skrzynka/<slug:code>/przyjmij", inbox.take, name="take"),
    path("skrzynka/<slug:code>/eksport", export.page, name="export"),
    path("sprawy", matters.page, name="matters"),
    path("sprawy/powod", reasons.page, name="reason"),
    path("sprawy/<uuid:matter_id>", matter.page, name="matter"),
    path("sprawy/<uuid:matter_id>/zywo", matter.live, name="matter_live"),
    path("sprawy/<uuid:matter_id>/plik/<uuid:file_id>", matter.letter_file, name="letter_file"),
    path("sprawy/<uuid:matter_id>/metryka", matter.record, name="record"),
    path("sprawy/<uuid:matter_id>/<slug:slug>", matter.take_step, name="step"),
]
