"""Reminding a unit of its deadlines, and the log of such reminders."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterLine
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.chases import grouped
from infolinia.web.supervision.filters import number

LOG_LENGTH = 300
LONGEST = 1_000


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show what the unit may be reminded of, and remind it of the chosen matters."""
    at = now()
    unit = city.unit_by_id(unit_id)
    if unit is None:
        raise Http404
    lines = [*matters.overdue(at, unit_id), *matters.due_soon(at, unit_id)]
    error, text = "", request.POST.get("text", "").strip()[:LONGEST]
    chosen = set(request.POST.getlist("sprawa")) if request.method == "POST" else _late(lines)
    if request.method == "POST":
        error = _refusal(chosen, text) or _remind(request, lines, chosen, text, at)
        if not error:
            return redirect("supervision:board")
    context = {"at": at, "unit": unit, "lines": lines, "chosen": chosen, "text": text, "error": error}
    return render(request, "supervision/chase.html", context, status=422 if error else 200)


@require_safe
@only("supervisor", "admin")
def log(request: HttpRequest) -> HttpResponse:
    """Show the log of reminders, the automatic ones included, with what units answered and when."""
    at = now()
    unit_id = number(request.GET, "komorka")
    chases = grouped(matters.chases(at, limit=LOG_LENGTH, unit_id=unit_id), at)
    context = {"at": at, "chases": chases, "units": city.units(outside=False), "unit_id": unit_id}
    return render(request, "supervision/chases.html", context)


def _late(lines: Sequence[MatterLine]) -> set[str]:
    return {str(line.id) for line in lines if line.due.words.level == "late"}


def _refusal(chosen: set[str], text: str) -> str:
    if not chosen:
        return _("Zaznacz co najmniej jedną sprawę.")
    return "" if text else _("Wpisz, o co prosisz komórkę.")


def _remind(request: HttpRequest, lines: Sequence[MatterLine], chosen: set[str], text: str, at: datetime) -> str:
    """Remind of all chosen matters or of none; returns the refusal, if there is one."""
    wanted: list[UUID] = [line.id for line in lines if str(line.id) in chosen]
    try:
        with transaction.atomic():
            for matter_id in wanted:
                operations.chase(matter_id=matter_id, text=text, by_id=person(request).pk, at=at)
    except Cannot as refusal:
        return str(refusal)
    said = ngettext("Przypomniano o %(n)d sprawie.", "Przypomniano o %(n)d sprawach.", len(wanted))
    messages.success(request, said % {"n": len(wanted)})
    return ""
