"""The live board: one page, two fragments that refresh themselves."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.reporting import measures
from infolinia.reporting import queries as reporting
from infolinia.web.components.roles import only
from infolinia.web.supervision import board
from infolinia.web.supervision.chases import grouped

RECENT = 40
SHOWN = 3


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the whole board."""
    return render(request, "supervision/board.html", _context(now()))


@require_safe
@only("supervisor", "admin")
def now_fragment(request: HttpRequest) -> HttpResponse:
    """Return what changes with every call."""
    at = now()
    context = board.live(at, reporting.today(at), matters.count_overdue(at))
    return render(request, "supervision/_now.html", context)


@require_safe
@only("supervisor", "admin")
def day_fragment(request: HttpRequest) -> HttpResponse:
    """Return the charts, the deadlines by unit and the last reminders."""
    return render(request, "supervision/_day.html", _context(now()))


def _context(at: datetime) -> dict[str, Any]:
    today, loads = reporting.today(at), matters.deadlines_by_unit(at)
    live = board.live(at, today, sum(load.overdue for load in loads))
    return {
        **live,
        **board.calls_of_today(today),
        "units": board.units(loads),
        "chases": grouped(matters.chases(at, limit=RECENT), at)[:SHOWN],
        "catalogue": measures.CATALOGUE,
    }
