"""What a supervisor sends to this desk: a few words until they are read, and word of who is at the talk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.routing import queries as routing
from infolinia.routing.supervision import messages, queries
from infolinia.web.desk.views.common import for_advisers, me


def context(request: HttpRequest) -> dict[str, object]:
    """Return the unread messages, and who listens to my talk as far as the office shows it."""
    staff_id = me(request).pk
    talk = routing.presence(staff_id).talking_conversation_id
    return {
        "boss_messages": queries.unread_messages(staff_id, now()),
        "listeners": queries.listened_by([talk]) if talk else [],
    }


@require_safe
@for_advisers
def part(request: HttpRequest) -> HttpResponse:
    """Draw it again: something came."""
    return render(request, "desk/parts/supervised.html", context(request))


@require_POST
@for_advisers
def read(request: HttpRequest, message_id: int) -> HttpResponse:
    """Mark my copy as read."""
    messages.mark_read(message_id=message_id, staff_id=me(request).pk, at=now())
    return render(request, "desk/parts/supervised.html", context(request))
