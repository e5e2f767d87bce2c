"""What the engine says of a call, written once each: the ledger first, then the conversation it describes."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from infolinia.contacts.models import CallEvent, ContactPoint, Conversation, Question
from infolinia.contacts.operations.questions import CannotFinish, unfinished
from infolinia.contacts.rules import call_state
from infolinia.core import history, live
from infolinia.core.phones import normalise
from infolinia.core.text import one_line

NOT_TALKING = frozenset({"arrived", "waiting", "ringing"})
_CALLS = UUID("5a0f9d0e-52b3-5d6f-9c7e-0d2b1b6a4c11")


def conversation_id_for(engine_call_id: str) -> UUID:
    """Return the conversation's id for an engine's call id: known before the database answers, always the same."""
    return uuid5(_CALLS, engine_call_id)


def call_arrived(
    *,
    engine_call_id: str,
    channel: str,
    number: str,
    name: str,
    language: str,
    queue_code: str,
    at: datetime,
    event_key: str,
) -> UUID:
    """Open the conversation of a call that reached the line. The name and number are hostile text and are cleaned."""
    ident = conversation_id_for(engine_call_id)
    with transaction.atomic():
        clean_number = normalise(number) or one_line(number, 20)
        conversation, _ = Conversation.objects.get_or_create(
            id=ident,
            defaults={
                "channel": channel,
                "state": Conversation.State.ARRIVED,
                "engine_call_id": engine_call_id,
                "queue_code": queue_code,
                "language": language,
                "caller_number": clean_number,
                "caller_name": one_line(name, 80),
                "resident_id": _only_resident_with(clean_number),
                "arrived_at": at,
            },
        )
        _ledger(conversation, "arrived", at, event_key)
        _announce(conversation)
    return ident


def call_queued(*, conversation_id: UUID, at: datetime, event_key: str) -> None:
    """The caller heard the greeting and waits."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, "queued", at, event_key):
            conversation.queued_at = conversation.queued_at or at
            _move(conversation, call_state.advanced(conversation.state, "waiting"))


def call_offered(*, conversation_id: UUID, adviser_id: int, at: datetime, event_key: str) -> None:
    """The call rings at one adviser. The first offer's time is kept; the ledger keeps every one."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "offered", at, event_key, adviser_id=adviser_id):
            return
        if conversation.state in NOT_TALKING and conversation.ended_at is None:
            conversation.adviser_id = adviser_id
            conversation.offered_at = conversation.offered_at or at
            _move(conversation, call_state.advanced(conversation.state, "ringing"))


def offer_lost(*, conversation_id: UUID, adviser_id: int, at: datetime, why: str, event_key: str) -> None:
    """The adviser did not take the call; the caller keeps the place and waits on."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "offer_lost", at, event_key, adviser_id=adviser_id, why=why):
            return
        if conversation.adviser_id == adviser_id and conversation.state == Conversation.State.RINGING:
            conversation.adviser_id = None
            _move(conversation, call_state.after_lost_offer(conversation.state), also=adviser_id)


def call_answered(*, conversation_id: UUID, adviser_id: int | None, at: datetime, event_key: str) -> None:
    """Adviser and caller were connected; `None` when the fallback queue connected them to whoever was free."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "answered", at, event_key, adviser_id=adviser_id):
            return
        conversation.adviser_id = adviser_id or conversation.adviser_id
        conversation.answered_at = conversation.answered_at or at
        if conversation.ended_at is None:
            _move(conversation, call_state.advanced(conversation.state, "talking"))
        else:
            ended = call_state.after_end(
                state="talking", answered=True, has_adviser=bool(conversation.adviser_id), by="engine"
            )
            _move(conversation, ended)
        Question.objects.get_or_create(conversation=conversation, position=1, defaults={"saved_at": at})


def call_ended(*, conversation_id: UUID, at: datetime, by: str, event_key: str) -> None:
    """The line was cut: `by` is caller, adviser, engine, out_of_hours or fallback."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "ended", at, event_key, by=by):
            return
        lost = None
        if conversation.direction == Conversation.Direction.OUTBOUND:
            conversation.attempt = conversation.attempt or Conversation.Attempt.NO_ANSWER
        elif conversation.answered_at is None:
            lost, conversation.adviser_id = conversation.adviser_id, None
        elif conversation.state in NOT_TALKING:
            conversation.adviser_id = _last_who_talked(conversation)
        conversation.ended_at = conversation.ended_at or at
        state = call_state.after_end(
            state=conversation.state,
            answered=conversation.answered_at is not None or bool(conversation.attempt),
            has_adviser=conversation.adviser_id is not None,
            by=by,
        )
        _move(conversation, state, also=lost)


def note_event(*, conversation_id: UUID, kind: str, at: datetime, event_key: str, **details: Any) -> None:
    """Write a fact that changes nothing else (held, resumed, taken over after a fault) in the ledger."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, kind, at, event_key, **details):
            live.publish("conversation", conversation_id)


def finish(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """End the adviser's work on a conversation. Refused while the line is open or a question has no outcome."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if conversation.state == Conversation.State.CLOSED:
            return
        if refusal := unfinished(conversation):
            raise CannotFinish(refusal)
        conversation.finished_at = at
        if _ledger(conversation, "finished", at, f"finished-{conversation_id}", adviser_id=by_id):
            _move(conversation, "closed")
            for question in conversation.questions.all():
                history.note(question, "finished")


def _last_who_talked(conversation: Conversation) -> int | None:
    """Return who spoke with the caller before passing them on: the one who can write it up when nobody else answers."""
    answers = conversation.ledger.filter(kind="answered", adviser__isnull=False).order_by("-at", "-id")
    return answers.values_list("adviser_id", flat=True).first()


def _only_resident_with(number: str) -> UUID | None:
    """Return the resident when exactly one is known under the number: who it may be, never who it is."""
    if not number:
        return None
    points = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, value=number).values_list(
        "resident_id", flat=True
    )
    found = set(points[:2])
    return found.pop() if len(found) == 1 else None


def _locked(conversation_id: UUID) -> Conversation:
    return Conversation.objects.select_for_update().get(id=conversation_id)


def _ledger(
    conversation: Conversation, kind: str, at: datetime, key: str, adviser_id: int | None = None, **details: Any
) -> bool:
    """Write the event once; returns whether it is new."""
    _, created = CallEvent.objects.get_or_create(
        event_key=key,
        defaults={"conversation": conversation, "kind": kind, "at": at, "adviser_id": adviser_id, "details": details},
    )
    return created


def _move(conversation: Conversation, state: str, also: int | None = None) -> None:
    conversation.state = state
    conversation.save()
    _announce(conversation, also)


def _announce(conversation: Conversation, also: int | None = None) -> None:
    for adviser_id in {conversation.adviser_id, also} - {None}:
        live.publish("adviser", adviser_id)
    live.publish("conversation", conversation.id)
    live.publish("queue")
    live.publish("board")
