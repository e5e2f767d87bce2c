"""The record of a matter (KPA art. 66a): to read, as a table for a spreadsheet, and as a paper for the files."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.matters.printing.record import record_csv, record_pdf
from infolinia.matters.shapes import MatterView
from infolinia.web.components.roles import person
from infolinia.web.units import reasons
from infolinia.web.units.reading import log

TYPES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


@require_safe
@login_required
def page(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show the record."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return reasons.ask(request, request.get_full_path())
    log(request, view, at)
    record = matters.record_of(view.id, at, staff=person(request))
    return render(request, "units/record.html", {"view": view, "at": at, "record": record})


@require_safe
@login_required
def file(request: HttpRequest, matter_id: UUID, way: str) -> HttpResponse:
    """Give the record as a file: `csv` or `pdf`."""
    if way not in TYPES:
        raise Http404
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return reasons.ask(request, request.get_full_path())
    log(request, view, at)
    return _file(request, view, way, at)


def _file(request: HttpRequest, view: MatterView, way: str, at: datetime) -> HttpResponse:
    record = matters.record_of(view.id, at, staff=person(request))
    content = record_csv(record) if way == "csv" else record_pdf(record)
    response = HttpResponse(content, content_type=TYPES[way])
    response["Content-Disposition"] = f'attachment; filename="metryka-{view.number}.{way}"'
    return response
