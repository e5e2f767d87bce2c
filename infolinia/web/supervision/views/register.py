"""The register of conversations, and one conversation with everything the engine said of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.contacts import operations as contacts_operations
from infolinia.contacts import queries as contacts
from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.correspondence import queries as mail
from infolinia.matters import queries as matters
from infolinia.routing import queries as routing
from infolinia.telephony.recordings import queries as recordings
from infolinia.telephony.surveys import queries as surveys
from infolinia.web.components.letters import entry_of
from infolinia.web.components.paging import PER_PAGE, beside
from infolinia.web.components.roles import only, person
from infolinia.web.components.sent import sent_lines
from infolinia.web.supervision import filters, ledger

DAYS = 7


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show one page of the register, newest first, filtered."""
    at, query = now(), request.GET
    span = filters.span(query, at, days=DAYS)
    chosen: dict[str, Any] = {
        "state": filters.one_of(query, "stan", contacts.STATES),
        "outcome": filters.one_of(query, "wynik", contacts.OUTCOMES),
        "adviser_id": filters.number(query, "doradca"),
        "text": one_line(query.get("q", ""), 60),
    }
    found = contacts.register(since=span.since, until=span.until, beside=beside(query), size=PER_PAGE, **chosen)
    contacts_operations.log_reading(
        staff_id=person(request).pk,
        at=at,
        why="stated",
        what="rejestr rozmów",
        reason=f"szukano: {chosen['text']}" if chosen["text"] else "nadzór nad infolinią",
    )
    context = filters.page(query, found, span, chosen) | {
        "at": at,
        "states": contacts.STATES.items(),
        "outcomes": contacts.OUTCOMES.items(),
        "advisers": [(line.staff_id, line.name) for line in routing.board(at)],
    }
    return render(request, "supervision/register.html", context)


@require_safe
@only("supervisor", "admin")
def conversation(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Show one conversation: its questions, the matters that came of it, and its ledger. The reading is logged."""
    at = now()
    view = contacts.conversation_for(person(request), conversation_id)
    contacts_operations.log_reading(
        staff_id=person(request).pk,
        at=at,
        why="conversation",
        what="rozmowa w rejestrze",
        resident_id=view.resident_id,
        conversation_id=conversation_id,
    )
    context = {
        "at": at,
        "view": view,
        "events": ledger.lines(contacts.ledger(conversation_id)),
        "cards": contacts.cards_used(conversation_id),
        "sent": sent_lines(conversation_id),
        "lines": contacts.transcript(conversation_id),
        "letters": [entry_of(one) for one in mail.letters_in(conversation_id)],
        "matters": matters.of_conversation(conversation_id, at),
        "recording": recordings.recording(conversation_id),
        "score": surveys.score_for(person(request), conversation_id),
    }
    return render(request, "supervision/conversation.html", context)
