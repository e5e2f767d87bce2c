"""The live board: one page, two fragments that refresh themselves."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.reporting import queries as reporting
from infolinia.web.components.roles import only, person
from infolinia.web.supervision import board, phone
from infolinia.web.supervision.chases import grouped

RECENT = 40
SHOWN = 3


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the whole board."""
    return render(request, "supervision/board.html", _context(request, now()) | phone.words())


@require_safe
@only("supervisor", "admin")
def now_fragment(request: HttpRequest) -> HttpResponse:
    """Return what changes with every call."""
    return now_part(request, {})


@require_safe
@only("supervisor", "admin")
def day_fragment(request: HttpRequest) -> HttpResponse:
    """Return the charts, the deadlines by unit and the last reminders."""
    return render(request, "supervision/_day.html", _context(request, now()))


def now_part(request: HttpRequest, more: dict[str, Any]) -> HttpResponse:
    """Render what changes with every call, with what an act on it has to say."""
    at = now()
    context = board.live(at, reporting.today(at), matters.count_overdue(at), person(request).pk)
    return render(request, "supervision/_now.html", context | {"may_act": _may_act(request)} | more)


def _may_act(request: HttpRequest) -> bool:
    """Return whether the buttons are there: an administrator only looks."""
    return person(request).role == "supervisor"


def _context(request: HttpRequest, at: datetime) -> dict[str, Any]:
    today, loads = reporting.today(at), matters.deadlines_by_unit(at)
    live = board.live(at, today, sum(load.overdue for load in loads), person(request).pk)
    return {
        **live,
        "may_act": _may_act(request),
        **board.calls_of_today(today),
        "units": board.units(loads),
        "chases": grouped(matters.chases(at, limit=RECENT), at)[:SHOWN],
    }
