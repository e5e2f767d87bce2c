"""Listen, whisper, join: buttons of the board; the supervisor's own browser phone does the rest."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.routing.supervision import operations, queries
from infolinia.telephony import operations as telephony
from infolinia.web.components.roles import only, person
from infolinia.web.supervision.views.acting import REFUSED


@require_POST
@only("supervisor")
def phone(request: HttpRequest) -> HttpResponse:
    """Hand out the phone account of this page: an answer for a script, shown nowhere."""
    issued = telephony.issue_phone(staff_id=person(request).pk, at=now())
    account = {"username": issued.username, "password": issued.password, "domain": issued.domain}
    answer = JsonResponse(account | {"expires_at": issued.expires_at.isoformat()})
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@only("supervisor")
def listen(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Begin, or change the way, at this one talk."""
    queries.talk_for(person(request), conversation_id)
    try:
        operations.listen(
            conversation_id=conversation_id, mode=request.POST.get("tryb", ""), by_id=person(request).pk, at=now()
        )
    except Cannot as refusal:
        return _refused(request, str(refusal))
    return _done(request)


@require_POST
@only("supervisor")
def stop(request: HttpRequest) -> HttpResponse:
    """Leave the talk."""
    operations.stop_listening(by_id=person(request).pk, at=now())
    return _done(request)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _done(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204) if _is_script(request) else redirect("supervision:board")


def _refused(request: HttpRequest, text: str) -> HttpResponse:
    if _is_script(request):
        return JsonResponse({"refusal": text}, status=REFUSED)
    messages.error(request, text)
    return redirect("supervision:board")
