"""What an adviser does with the recording of their own call."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from infolinia.telephony.recordings import operations
from infolinia.web.desk.views.common import for_advisers, me


@require_POST
@for_advisers
def act(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Ask the caller, pause, resume or stop; the panel follows when the exchange has done it."""
    operations.wish(conversation_id=conversation_id, by=me(request).pk, act=request.POST.get("co", ""))
    return HttpResponse(status=204)
