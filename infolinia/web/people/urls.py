"""Addresses of people's records."""

from django.urls import path

from infolinia.web.people import rights
from infolinia.web.people.views import finding, keeping, whole

app_name = "people"
ONE = "osoby/<uuid:resident_id>"
urlpatterns = [
    path("osoby", finding.find, name="find"),
    path("osoby/powod", rights.reason_page, name="reason"),
    path("osoby/nowa", finding.new, name="new"),
    path("osoby/usuniete", whole.erased, name="erased"),
    path("osoby/rozmowa/<uuid:conversation_id>", keeping.call, name="call"),
    path("osoby/scalenie/<uuid:merge_id>/cofnij", whole.undo, name="undo"),
    path(ONE, finding.page, name="person"),
    path(f"{ONE}/zmien", finding.change, name="change"),
    path(f"{ONE}/adres", keeping.way, name="way_new"),
    path(f"{ONE}/adres/<int:point_id>", keeping.way, name="way"),
    path(f"{ONE}/adres/<int:point_id>/usun", keeping.way_remove, name="way_remove"),
    path(f"{ONE}/decyzja", keeping.decision, name="decision"),
    path(f"{ONE}/w-imieniu", keeping.acting, name="acting"),
    path(f"{ONE}/w-imieniu/<int:acting_id>/koniec", keeping.acting_end, name="acting_end"),
    path(f"{ONE}/scal", whole.choose, name="choose"),
    path(f"{ONE}/scal/<uuid:gone_id>", whole.merge, name="merge"),
    path(f"{ONE}/kopia", whole.copy, name="copy"),
    path(f"{ONE}/usun", whole.erase, name="erase"),
]
