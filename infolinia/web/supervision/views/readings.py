"""The log of readings: who read whose data, when and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.contacts import operations
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.web.components.paging import PER_PAGE, beside
from infolinia.web.components.roles import only, person
from infolinia.web.supervision import filters

DAYS = 7


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show one page of the log, newest first, filtered by person, reason and days. Looking here is logged too."""
    at, query = now(), request.GET
    span = filters.span(query, at, days=DAYS)
    chosen: dict[str, Any] = {
        "staff_id": filters.number(query, "kto"),
        "resident_id": filters.uuid(query, "czyje"),
        "why": filters.one_of(query, "dlaczego", contacts.READING_REASONS),
    }
    found = contacts.readings(since=span.since, until=span.until, beside=beside(query), size=PER_PAGE, **chosen)
    operations.log_reading(
        staff_id=person(request).pk,
        at=at,
        why="stated",
        what="rejestr wglądów",
        resident_id=chosen["resident_id"],
        reason="kontrola wglądów",
    )
    context = filters.page(query, found, span, chosen) | {
        "at": at,
        "reasons": contacts.READING_REASONS.items(),
        "staff": city.staff_names(),
        "without_call": contacts.matters_without_call(since=span.since, until=span.until),
    }
    return render(request, "supervision/readings.html", context)
