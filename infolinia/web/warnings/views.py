"""What a person is warned of, and what is likely to be late."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.web.components.paging import PER_PAGE, pager, said_count
from infolinia.web.components.paging import beside as place
from infolinia.web.components.roles import only, person

if TYPE_CHECKING:
    from infolinia.city.models import Staff

ROLES = ("officer", "adviser", "supervisor", "admin")
WATCHING = ("supervisor", "admin")
LIKELY_SHOWN = 20


@require_safe
@only(*ROLES)
def page(request: HttpRequest) -> HttpResponse:
    """Show the person's warnings."""
    return render(request, "warnings/list.html", _context(request, now()))


@require_safe
@only(*ROLES)
def fragment(request: HttpRequest) -> HttpResponse:
    """Return the lists alone, for a live refresh of the same page."""
    return render(request, "warnings/_lists.html", _context(request, now()))


@require_safe
@only(*ROLES)
def beside(request: HttpRequest) -> HttpResponse:
    """Return the way to the warnings with their count, for a screen that shows other things; empty without any."""
    count = matters.count_warnings(person(request))
    return render(request, "warnings/_beside.html", {"count": said_count(count) if count else ""})


def _context(request: HttpRequest, at: datetime) -> dict[str, Any]:
    staff = person(request)
    found = matters.warnings_for(staff, at, beside=place(request.GET), size=PER_PAGE)
    return {
        "at": at,
        "warnings": found,
        "count": said_count(found.total),
        "pager": pager(request.GET, before=found.before, behind=found.behind, total=found.total),
        "likely": _likely(staff, at),
        "is_watching": staff.role in WATCHING,
        "is_helpline": staff.role == "adviser",
        "topics": _topics(staff),
        "query": request.GET.urlencode(),
    }


def _likely(staff: "Staff", at: datetime) -> list[Any]:
    """Return what will likely be late: of the person's unit, or of the whole city for who watches it."""
    if staff.role in WATCHING:
        return matters.likely_late(at, limit=LIKELY_SHOWN)
    if staff.role == "officer" and staff.unit_id:
        return matters.likely_late(at, units=city.unit_and_below(staff.unit_id), limit=LIKELY_SHOWN)
    return []


def _topics(staff: "Staff") -> str:
    if staff.role in WATCHING:
        return "board"
    return " ".join(f"unit.{each}" for each in sorted(city.unit_and_below(staff.unit_id))) if staff.unit_id else ""
