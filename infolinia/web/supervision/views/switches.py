"""Queues closed and opened, urgent messages switched on and off: one click on the board, and one to undo it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.routing.supervision import operations, queries
from infolinia.telephony import line_operations, line_queries
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.views import board
from infolinia.web.supervision.views.acting import is_fragment


@require_POST
@only("supervisor")
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Take nobody new into the queue."""
    queries.queue_for(person(request), code)
    reason = request.POST.get("powod", "")
    operations.close_queue(code=code, reason=reason, by_id=person(request).pk, at=now())
    return after(request)


@require_POST
@only("supervisor")
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Take callers into the queue again."""
    queries.queue_for(person(request), code)
    operations.open_queue(code=code, by_id=person(request).pk, at=now())
    return after(request)


@require_POST
@only("supervisor")
def emergency(request: HttpRequest, message_id: int, what: str) -> HttpResponse:
    """Let everybody who calls hear the prepared message, or no more."""
    if message_id not in {line.id for line in line_queries.emergencies()}:
        raise Http404
    line_operations.switch_emergency(message_id=message_id, on=what == "wlacz", by_id=person(request).pk, at=now())
    return after(request)


def after(request: HttpRequest, **more: Any) -> HttpResponse:
    """Answer with the board as it is now: its part for a script, the whole page otherwise."""
    if is_fragment(request):
        return board.now_part(request, more)
    return redirect("supervision:board")
