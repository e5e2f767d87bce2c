"""Conversations by text at the desk: who waits for my answer, those I write in, and their end."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import now
from infolinia.telephony.chats import operations as chats
from infolinia.web.desk.presenters.chats import chat_list
from infolinia.web.desk.views import fragments
from infolinia.web.desk.views.common import for_advisers, me, own_conversation


@require_safe
@for_advisers
def mine(request: HttpRequest) -> HttpResponse:
    """Follow signals about me: what is offered, and which conversations I write in."""
    return render(request, "desk/parts/chats.html", {"chats": chat_list(me(request).pk, now())})


@require_POST
@for_advisers
def take(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Accept the offered conversation; the list follows when the exchange has joined us."""
    chats.take(conversation_id=conversation_id, by=me(request).pk)
    return HttpResponse(status=204)


@require_POST
@for_advisers
def decline(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Leave the offered conversation to somebody else."""
    chats.decline(conversation_id=conversation_id, by=me(request).pk)
    return HttpResponse(status=204)


@require_safe
@for_advisers
def talk(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Bring the questions of this conversation to the middle of the desk."""
    return fragments.talk_answer(request, own_conversation(request, conversation_id))


@require_POST
@for_advisers
def end(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """End the conversation for both; its outcome is written afterwards, as with a call."""
    view = own_conversation(request, conversation_id)
    chats.end(conversation_id=conversation_id, by="adviser", at=now())
    return fragments.talk_answer(request, own_conversation(request, view.id))
