"""What every view of the desk shares: who may come in, what they see of a refusal, and whose conversation it is."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from infolinia.contacts import operations
from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationView, QuestionView
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.web.desk.presenters.desk import Desk

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_advisers(view: View[P]) -> View[P]:
    """Let advisers in, and supervisors who take calls; turn a refusal of an operation into words for a person."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if me(request).role not in ("adviser", "supervisor"):
            raise PermissionDenied
        try:
            return view(request, *args, **kwargs)
        except Cannot as refusal:
            return refused(request, str(refusal))

    return cast(View[P], guarded)


def me(request: HttpRequest) -> "Staff":
    """Return the person who asks; a guest never gets this far."""
    return cast("Staff", request.user)


def desk_of(request: HttpRequest, chosen_id: UUID | None = None) -> Desk:
    """Return the adviser's desk now, with the conversation that the page shows or asks for."""
    return Desk(me(request), now(), chosen_id or as_uuid(_given(request, "rozmowa")))


def refused(request: HttpRequest, text: str) -> HttpResponse:
    """Return the message for its own place on the desk, whatever the request was for."""
    response = render(request, "desk/parts/refusal.html", {"text": text}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    response["HX-Retarget"] = "#komunikat"
    response["HX-Reswap"] = "innerHTML"
    return response


def own_conversation(request: HttpRequest, conversation_id: UUID) -> ConversationView:
    """Return the conversation when it is this adviser's own; otherwise 404."""
    view = contacts.conversation_for(me(request), conversation_id)
    if view.adviser_id != me(request).pk:
        raise Http404
    return view


def log_words(request: HttpRequest, view: ConversationView, what: str) -> None:
    """Write that a person's words were shown."""
    operations.log_reading(
        staff_id=me(request).pk,
        at=now(),
        why="conversation",
        what=what,
        resident_id=view.resident_id,
        conversation_id=view.id,
    )


def own_question(
    request: HttpRequest, conversation_id: UUID, question_id: int
) -> tuple[ConversationView, QuestionView]:
    """Return the conversation and its question when they are this adviser's own; otherwise 404."""
    view = own_conversation(request, conversation_id)
    for question in view.questions:
        if question.id == question_id:
            return view, question
    raise Http404


def asked_question(request: HttpRequest) -> tuple[ConversationView, QuestionView] | None:
    """Return the conversation and question that the page names, or nothing when no conversation is open."""
    conversation_id, question_id = as_uuid(_given(request, "rozmowa")), as_int(_given(request, "pytanie"))
    if conversation_id is None or question_id is None:
        return None
    return own_question(request, conversation_id, question_id)


def as_uuid(text: str) -> UUID | None:
    """Return the id, or nothing when the text is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def as_int(text: str) -> int | None:
    """Return the number, or nothing when the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None


def _given(request: HttpRequest, name: str) -> str:
    values: Any = request.POST if request.method == "POST" else request.GET
    return str(values.get(name, ""))
