"""Calls by which the line reaches a resident again: each attempt is a conversation, offered to an adviser first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts.models import Conversation
from infolinia.contacts.operations.calls import _ledger, _locked, _move, _only_resident_with, conversation_id_for
from infolinia.contacts.operations.parties import ensure_question
from infolinia.contacts.rules import call_state
from infolinia.core.text import one_line


def call_back_opened(
    *,
    engine_call_id: str,
    number: str,
    name: str,
    language: str,
    queue_code: str,
    reason: str,
    at: datetime,
    event_key: str,
) -> UUID:
    """Open the conversation of an attempt whose turn has come, or open it again: it was withdrawn for the night."""
    ident = conversation_id_for(engine_call_id)
    with transaction.atomic():
        conversation, _created = Conversation.objects.select_for_update(of=("self",)).get_or_create(
            id=ident,
            defaults={
                "channel": "phone",
                "direction": Conversation.Direction.OUTBOUND,
                "state": Conversation.State.WAITING,
                "engine_call_id": engine_call_id,
                "queue_code": queue_code,
                "language": language,
                "caller_number": number,
                "caller_name": one_line(name, 80),
                "resident_id": _only_resident_with(number),
                "reason": one_line(reason, 120),
                "arrived_at": at,
                "queued_at": at,
            },
        )
        if _ledger(conversation, "call_back", at, event_key):
            _open_again(conversation)
            _move(conversation, conversation.state)
    return ident


def call_back_dialled(*, conversation_id: UUID, adviser_id: int, at: datetime, event_key: str) -> None:
    """The adviser took it: the telephone rings at the resident."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, "dialled", at, event_key, adviser_id=adviser_id):
            conversation.adviser_id = adviser_id
            ensure_question(conversation, at)
            _move(conversation, call_state.advanced(conversation.state, "ringing"))


def call_back_reached(*, conversation_id: UUID, adviser_id: int | None, at: datetime, event_key: str) -> None:
    """The resident picked up: the talk begins."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "answered", at, event_key, adviser_id=adviser_id):
            return
        conversation.adviser_id = adviser_id or conversation.adviser_id
        conversation.attempt = conversation.attempt or Conversation.Attempt.REACHED
        conversation.answered_at = conversation.answered_at or at
        ensure_question(conversation, at)
        _move(conversation, "talking" if conversation.ended_at is None else "after_call")


def call_back_failed(*, conversation_id: UUID, result: str, at: datetime, event_key: str) -> None:
    """Nobody was reached, or the attempt was withdrawn: nothing is left to write, so the conversation is closed.

    One that was never offered to an adviser has no conversation.
    """
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().filter(id=conversation_id).first()
        if conversation is None or not _ledger(conversation, "not_reached", at, event_key, result=result):
            return
        if conversation.answered_at is None:
            conversation.attempt = conversation.attempt or _in_register(result)
            conversation.ended_at = conversation.finished_at = at
            conversation.questions.filter(subject="", note="", outcome="").delete()
            _move(conversation, Conversation.State.CLOSED)


def _in_register(result: str) -> str:
    """Return the register's word for the result of an attempt; a fault of ours is a telephone that nobody answered."""
    return result if result in Conversation.Attempt.values else Conversation.Attempt.NO_ANSWER


def _open_again(conversation: Conversation) -> None:
    if conversation.state == Conversation.State.CLOSED and conversation.answered_at is None:
        conversation.state, conversation.attempt, conversation.adviser_id = Conversation.State.WAITING, "", None
        conversation.ended_at = conversation.finished_at = None
