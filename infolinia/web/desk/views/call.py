"""What an adviser does with their state, their phone and the call itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from infolinia.contacts.operations import CannotFinish
from infolinia.core.clock import now
from infolinia.journeys import answer_call
from infolinia.routing import operations as routing
from infolinia.telephony import operations as telephony
from infolinia.web.desk import registered
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import desk_of, for_advisers, me, own_conversation


@require_POST
@for_advisers
def change_state(request: HttpRequest) -> HttpResponse:
    """Let me be ready, on a break or away."""
    state, _colon, reason = request.POST.get("stan", "").partition(":")
    routing.set_state(staff_id=me(request).pk, state=state, reason=reason, at=now())
    return _now(request)


@require_POST
@for_advisers
def issue_phone(request: HttpRequest) -> HttpResponse:
    """Hand out the phone account of this sign-in: an answer for a script, shown nowhere."""
    phone = telephony.issue_phone(staff_id=me(request).pk, at=now())
    answer = JsonResponse(
        {
            "username": phone.username,
            "password": phone.password,
            "domain": phone.domain,
            "expires_at": phone.expires_at.isoformat(),
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_advisers
def hold(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Give the caller music, or me again; the panel follows when the exchange has done it."""
    telephony.hold(conversation_id=conversation_id, by=me(request).pk, on=request.POST.get("on") == "1")
    return HttpResponse(status=204)


@require_POST
@for_advisers
def hang_up(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """End the call for both."""
    telephony.hang_up(conversation_id=conversation_id, by=me(request).pk)
    return HttpResponse(status=204)


@require_POST
@for_advisers
def rejoin(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Ring this page's phone again: it was reloaded in the middle of the call."""
    telephony.rejoin(conversation_id=conversation_id, by=me(request).pk)
    return HttpResponse(status=204)


@require_POST
@for_advisers
def finish(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """End the work on the conversation; a question without an outcome is marked and keeps it open."""
    view = own_conversation(request, conversation_id)
    try:
        answer_call.finish(conversation_id=conversation_id, by_id=me(request).pk, at=now())
    except CannotFinish as refusal:
        missing = frozenset(question.id for question in view.questions if not question.outcome)
        first = next(iter(sorted(missing)), None)
        context = fragments.talk_context(request, view, first, missing)
        return _not_finished(request, context | {"text": str(refusal)})
    registered.forget(request, [question.id for question in view.questions])
    return _now(request, _("Rozmowa zakończona."), is_fresh=True)


def _not_finished(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    response = render(request, "desk/not_finished.html", context, status=422)
    response["HX-Reswap"] = "none"
    return response


def _now(request: HttpRequest, said: str = "", *, is_fresh: bool = False) -> HttpResponse:
    """Answer with everything that follows my state; `is_fresh` also clears results and the card."""
    desk = desk_of(request)
    context = fragments.now_context(desk) | fragments.talk_context(request, desk.talk, desk=desk)
    if is_fresh:
        context |= fragments.finding_context() | {"with_finding": True}
    response = render(request, "desk/now.html", context | {"with_talk": True, "said": said})
    response["HX-Trigger"] = fragments.SIDE_CHANGED
    return response
