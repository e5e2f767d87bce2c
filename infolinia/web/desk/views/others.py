"""Others in a talk: whom to call, to consult, to join, to pass the caller on."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.outreach import operations as outreach
from infolinia.routing import operations as routing
from infolinia.telephony import talk_operations as talk
from infolinia.telephony.callbacks import operations as call_backs
from infolinia.web.desk.presenters.others import choices
from infolinia.web.desk.views.common import for_advisers, me, own_conversation

TRANSFER = "przekaz"
DEEDS = {
    "swap": talk.swap,
    "conference": talk.conference,
    "drop_party": talk.drop_party,
    "join_and_leave": talk.join_and_leave,
}


@require_safe
@for_advisers
def whom(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """List who fits the words of the dialog."""
    deed, text = request.GET.get("po", ""), request.GET.get("kogo", "")[:80]
    found = choices(text, for_transfer=deed == TRANSFER, me=me(request).pk, at=now())
    context = {"choices": found, "deed": deed, "conversation_id": conversation_id}
    return render(request, "desk/parts/whom_found.html", context)


@require_POST
@for_advisers
def invite(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Call the chosen one, or pass the caller to them at once; a refusal is read in the dialog."""
    kind, _colon, which = request.POST.get("kto", "").partition(":")
    act = talk.transfer if request.POST.get("po") == TRANSFER else talk.consult
    try:
        to = talk.target(kind=kind, which=which)
        act(conversation_id=conversation_id, by=me(request).pk, to=to, at=now())
    except Cannot as refusal:
        return _refused_in(request, "#kogo-komunikat", str(refusal))
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["HX-Trigger"] = "whom-done"
    return response


@require_POST
@for_advisers
def with_party(request: HttpRequest, conversation_id: UUID, deed: str) -> HttpResponse:
    """Go back and forth, let all talk, join the two and leave, or let the third go."""
    DEEDS[deed](conversation_id=conversation_id, by=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def call_out(request: HttpRequest) -> HttpResponse:
    """Call a number; a refusal is read in the dialog."""
    number, reason = request.POST.get("numer", "")[:30], request.POST.get("powod", "")
    try:
        talk.call_out(number=number, reason=reason, by=me(request).pk, at=now())
    except Cannot as refusal:
        return _refused_in(request, "#zadzwon-komunikat", str(refusal))
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    response["HX-Trigger"] = "call-out-done"
    return response


@require_POST
@for_advisers
def cancel_call_out(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Stop my own call while it rings."""
    own_conversation(request, conversation_id)
    talk.cancel_call_out(conversation_id=conversation_id, by=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def attempt(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Say how my own call went."""
    own_conversation(request, conversation_id)
    result = request.POST.get("wynik", "")
    contacts.set_attempt(conversation_id=conversation_id, attempt=result, by_id=me(request).pk, at=now())
    call_backs.say_result(conversation_id=conversation_id, result=result, by_id=me(request).pk, at=now())
    outreach.say_result(conversation_id=conversation_id, result=result, by_id=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def leave(request: HttpRequest) -> HttpResponse:
    """Go out of a colleague's talk."""
    talk.leave_talk(by=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def more_time(request: HttpRequest) -> HttpResponse:
    """Give me as long as I need after this call."""
    routing.extend_after_call(staff_id=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_POST
@for_advisers
def ready_again(request: HttpRequest) -> HttpResponse:
    """End the time after a call that somebody else has now."""
    routing.finish_after_call(staff_id=me(request).pk, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _refused_in(request: HttpRequest, place: str, text: str) -> HttpResponse:
    """Return the refusal for its place in an open dialog: the desk behind it can't be read meanwhile."""
    response = render(request, "desk/parts/refusal.html", {"text": text}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response["HX-Retarget"], response["HX-Reswap"] = place, "innerHTML"
    return response
