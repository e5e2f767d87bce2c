"""Calls that advisers make: opened before the telephone rings, so that every attempt is in the register."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import Conversation
from infolinia.contacts.operations.calls import _ledger, _locked, _move, _only_resident_with, conversation_id_for
from infolinia.contacts.operations.parties import ensure_question
from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.text import one_line

REASON_LIMIT = 120


class CannotCallOut(Cannot):
    """No call was made; the text says why."""


def open_call_out(
    *, key: str, number: str, reason: str, by_id: int, at: datetime, resident_id: UUID | None = None
) -> UUID:
    """Open the conversation of a call that this adviser makes now; the same key opens it once.

    Refused without a reason: the register must say why the city called somebody.
    """
    why = one_line(reason, REASON_LIMIT)
    if not why:
        raise CannotCallOut(_("Napisz, po co dzwonisz. To zostaje w rejestrze."))
    with transaction.atomic():
        told = normalise(number) or one_line(number, 20)
        conversation, _created = Conversation.objects.get_or_create(
            id=conversation_id_for(key),
            defaults={
                "channel": "phone",
                "direction": Conversation.Direction.OUTBOUND,
                "state": Conversation.State.RINGING,
                "engine_call_id": key,
                "caller_number": told,
                "reason": why,
                "resident_id": resident_id or _only_resident_with(told),
                "adviser_id": by_id,
                "arrived_at": at,
                "offered_at": at,
            },
        )
        ensure_question(conversation, at, subject=why)
        if _ledger(conversation, "called_out", at, f"{key}:called_out", adviser_id=by_id):
            _move(conversation, conversation.state)
    return conversation.id


def call_out_failed(*, conversation_id: UUID, result: str, why: str, at: datetime, event_key: str) -> None:
    """Nobody was reached: `no_answer`, `wrong_number` or `refused`; `why` is the engine's own word."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "not_reached", at, event_key, result=result, why=why):
            return
        conversation.ended_at = conversation.ended_at or at
        conversation.attempt = conversation.attempt or result
        if conversation.state in (Conversation.State.RINGING, Conversation.State.TALKING):
            _move(conversation, Conversation.State.AFTER_CALL)
        else:
            _move(conversation, conversation.state)


def reached(*, conversation_id: UUID, at: datetime, event_key: str, adviser_id: int, engine_call_id: str = "") -> None:
    """They picked up: the talk begins, and the engine knows the call by another name."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "answered", at, event_key, adviser_id=adviser_id):
            return
        conversation.attempt = conversation.attempt or Conversation.Attempt.REACHED
        conversation.answered_at = conversation.answered_at or at
        conversation.engine_call_id = engine_call_id or conversation.engine_call_id
        state = conversation.state if conversation.ended_at else Conversation.State.TALKING
        _move(conversation, state)


def set_attempt(*, conversation_id: UUID, attempt: str, by_id: int, at: datetime) -> None:
    """Say how the attempt went, where the adviser knows better than the engine: a stranger picked up."""
    if attempt not in Conversation.Attempt.values:
        raise CannotCallOut(_("Nie znamy takiego wyniku. Wybierz jeden z listy."))
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if conversation.direction != Conversation.Direction.OUTBOUND or conversation.attempt == attempt:
            return
        conversation.attempt = attempt
        key = f"{conversation_id}:attempt:{int(at.timestamp() * 1000)}"
        if _ledger(conversation, "attempt", at, key, adviser_id=by_id, result=attempt):
            _move(conversation, conversation.state)
