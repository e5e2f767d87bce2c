"""Who is called into a talk, who takes it over, and what becomes of the conversation. Each event is written once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts.models import CallParty, Conversation, Question
from infolinia.contacts.operations.calls import _ledger, _locked, _move
from infolinia.contacts.rules import call_state
from infolinia.core import live

LABEL_LIMIT = 200


def party_invited(
    *,
    conversation_id: UUID,
    key: str,
    kind: str,
    label: str,
    at: datetime,
    event_key: str,
    staff_id: int | None = None,
    by_id: int | None = None,
) -> None:
    """Somebody's telephone rings for the talk: a colleague's (`staff_id`), a unit's or an outside number."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        told = {"kind": kind, "label": label[:LABEL_LIMIT], "staff_id": staff_id, "by_id": by_id, "invited_at": at}
        CallParty.objects.get_or_create(key=key, defaults={"conversation": conversation, **told})
        _ledger(conversation, "party_invited", at, event_key, adviser_id=by_id, who=label)
        _tell(conversation, staff_id)


def party_joined(*, conversation_id: UUID, key: str, at: datetime, event_key: str) -> None:
    """They picked up and speak."""
    with transaction.atomic():
        conversation, party = _locked(conversation_id), _party(key)
        if _ledger(conversation, "party_joined", at, event_key, who=party.label):
            party.joined_at = party.joined_at or at
            party.save(update_fields=["joined_at"])
            _tell(conversation, party.staff_id)


def party_held(*, conversation_id: UUID, key: str, on: bool, at: datetime, event_key: str) -> None:
    """They hear music while the adviser speaks with the caller, or speak again."""
    with transaction.atomic():
        conversation, party = _locked(conversation_id), _party(key)
        kind = "party_held" if on else "party_resumed"
        if _ledger(conversation, kind, at, event_key, who=party.label) and party.left_at is None:
            party.is_held = on
            party.save(update_fields=["is_held"])
            _tell(conversation, party.staff_id)


def party_left(*, conversation_id: UUID, key: str, result: str, at: datetime, event_key: str) -> None:
    """They are gone: after a talk, or without one (`no_answer`, `refused`, `unreachable`)."""
    with transaction.atomic():
        conversation, party = _locked(conversation_id), _party(key)
        if _ledger(conversation, "party_left", at, event_key, who=party.label, result=result) and party.left_at is None:
            party.left_at, party.result, party.is_held = at, result, False
            party.save(update_fields=["left_at", "result", "is_held"])
            _tell(conversation, party.staff_id)


def call_transferred(
    *,
    conversation_id: UUID,
    kind: str,
    label: str,
    warm: bool,
    at: datetime,
    event_key: str,
    by_id: int | None = None,
    to_adviser_id: int | None = None,
    queue_code: str = "",
    party_key: str = "",
) -> None:
    """The adviser left the talk to somebody else.

    With an adviser (`to_adviser_id`) it goes on; to a `queue`, or to a colleague who has yet to answer, the caller
    waits again; with a `unit` or a `number` the caller speaks outside the helpline, and the adviser writes the call up.
    """
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if not _ledger(conversation, "transferred", at, event_key, adviser_id=by_id, who=label, to=kind, warm=warm):
            return
        if party_key:
            CallParty.objects.filter(key=party_key, left_at__isnull=True).update(left_at=at, result="transferred")
        conversation.queue_code = queue_code or conversation.queue_code
        if conversation.ended_at is None:
            conversation.adviser_id = _next_adviser(conversation, kind, to_adviser_id)
            _move(conversation, call_state.after_transfer(kind=kind, answered=to_adviser_id is not None), also=by_id)
        else:
            _move(conversation, conversation.state, also=by_id)


def call_returned(*, conversation_id: UUID, at: datetime, event_key: str) -> None:
    """The telephone to which the call was passed did not answer: the caller waits for an adviser again."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, "returned", at, event_key) and conversation.ended_at is None:
            before, conversation.adviser_id = conversation.adviser_id, None
            _move(conversation, "waiting", also=before)


def ensure_question(conversation: Conversation, at: datetime, subject: str = "") -> None:
    """Have a first question to write in."""
    defaults = {"saved_at": at, "subject": subject[:LABEL_LIMIT]}
    Question.objects.get_or_create(conversation=conversation, position=1, defaults=defaults)


def _next_adviser(conversation: Conversation, kind: str, to_adviser_id: int | None) -> int | None:
    if kind in ("unit", "number"):
        return conversation.adviser_id
    return to_adviser_id


def _party(key: str) -> CallParty:
    return CallParty.objects.select_for_update().get(key=key)


def _tell(conversation: Conversation, staff_id: int | None) -> None:
    """Tell the screens of those whom it concerns: the call's adviser and the colleague who is asked."""
    for adviser_id in {conversation.adviser_id, staff_id} - {None}:
        live.publish("adviser", adviser_id)
    live.publish("conversation", conversation.id)
    live.publish("board")
