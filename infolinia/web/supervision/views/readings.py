"""The log of readings: who read whose data, when and why."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.contacts import operations
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.web.components.roles import only, person
from infolinia.web.supervision import filters

DAYS = 7


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show one page of the log, newest first, filtered by person, reason and days. Looking here is logged too."""
    at = now()
    query, number = request.GET, filters.page_number(request.GET)
    span = filters.span(query, at, days=DAYS)
    chosen: dict[str, Any] = {
        "staff_id": filters.number(query, "kto"),
        "resident_id": _uuid(query.get("czyje", "")),
        "why": filters.one_of(query, "dlaczego", contacts.READING_REASONS),
    }
    found = contacts.readings(
        since=span.since, until=span.until, start=(number - 1) * filters.PAGE_SIZE, limit=filters.PAGE_SIZE, **chosen
    )
    operations.log_reading(
        staff_id=person(request).pk,
        at=at,
        why="stated",
        what="rejestr wglądów",
        resident_id=chosen["resident_id"],
        reason="kontrola wglądów",
    )
    context = {
        "at": at,
        "lines": found[: filters.PAGE_SIZE],
        "span": span,
        "chosen": chosen,
        "reasons": contacts.READING_REASONS.items(),
        "staff": city.staff_names(),
        "page": number,
        "previous": filters.other_page(query, number - 1) if number > 1 else "",
        "next": filters.other_page(query, number + 1) if len(found) > filters.PAGE_SIZE else "",
    }
    return render(request, "supervision/readings.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
