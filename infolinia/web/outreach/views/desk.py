"""Promises beside a conversation on the desk: what we owe this person, and a new promise, without leaving the call."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.contacts import operations as readings
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters.rules.words import due_words
from infolinia.matters.wording import say
from infolinia.outreach import operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.outreach.views.promises import ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ROLES)
def beside(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Show what we owe this person; a press promises a contact."""
    view, at = contacts.conversation_for(person(request), conversation_id), now()
    refusal = ""
    if request.method == "POST":
        try:
            operations.promise_contact(
                reason=request.POST.get("sprawa", ""),
                windows=request.POST.get("kiedy", "")[:200],
                number=request.POST.get("numer", "")[:30] or view.raw_number,
                resident_id=view.resident_id,
                name=view.resident_name,
                language=view.language,
                conversation_id=conversation_id,
                by_id=person(request).pk,
                at=at,
            )
        except Cannot as error:
            refusal = str(error)
    return _fragment(request, conversation_id, refusal=refusal)


@require_POST
@only(*ROLES)
def settled(request: HttpRequest, conversation_id: UUID, promise_id: UUID) -> HttpResponse:
    """What we promised was said in this conversation."""
    contacts.conversation_for(person(request), conversation_id)
    refusal = ""
    try:
        operations.came_by_self(
            promise_id=promise_id, conversation_id=conversation_id, by_id=person(request).pk, at=now()
        )
    except Cannot as error:
        refusal = str(error)
    return _fragment(request, conversation_id, refusal=refusal, said="" if refusal else _("Zapisane: załatwione."))


def _fragment(request: HttpRequest, conversation_id: UUID, *, refusal: str = "", said: str = "") -> HttpResponse:
    view, at = contacts.conversation_for(person(request), conversation_id), now()
    if view.adviser_id != person(request).pk:
        readings.log_reading(
            staff_id=person(request).pk,
            at=at,
            why="conversation",
            what="obietnice przy cudzej rozmowie",
            resident_id=view.resident_id,
            conversation_id=conversation_id,
        )
    owed = queries.open_with(resident_id=view.resident_id, number=view.raw_number, at=at)
    made = [one for one in queries.of_conversation(conversation_id, at=at) if one not in owed]
    kept = queries.kept_by(conversation_id, at=at)
    context = {
        "at": at,
        "view": view,
        "kept": kept,
        "owed": [(one, due_words(one.due_at, at, say)) for one in owed if kept is None or one.id != kept.id],
        "made": made,
        "refusal": refusal,
        "said": said,
        "typed": request.POST if refusal else {},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "outreach/_beside.html", context, status=status)
