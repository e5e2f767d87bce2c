"""Booking a call-back for the one who is on the line, or whose call has just ended."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.telephony.callbacks import operations, queries
from infolinia.web.desk.views.common import for_advisers, me, own_conversation

HOUR = timedelta(hours=1)


@require_POST
@for_advisers
def book(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Promise the resident a call, as soon as their turn comes or later; they are kept for me as the office rules."""
    at, view = now(), own_conversation(request, conversation_id)
    due_at = _when(request.POST.get("kiedy", ""), at)
    ident = operations.promise(
        number=request.POST.get("numer", "") or view.raw_number,
        why="adviser",
        arrived_at=due_at,
        due_at=due_at,
        at=at,
        queue_code=view.queue_code,
        language=view.language,
        prefers_id=me(request).pk,
        conversation_id=conversation_id,
        by_id=me(request).pk,
        name=view.resident_name,
    )
    context = {"booked": queries.line(ident), "conversation_id": conversation_id, "at": at}
    return render(request, "desk/parts/call_back.html", context | {"said": _("Zapisane. Oddzwonimy.")})


def _when(word: str, at: datetime) -> datetime:
    """Return from when on to call: now, in an hour, or when the line opens next."""
    if word == "godzina":
        return at + HOUR
    opens_at = None if settings.LINE_ALWAYS_OPEN else city.calendar().opens_next(at)
    return opens_at or at + timedelta(days=1) if word == "jutro" else at
