"""Who was called into a talk, and who is in it now."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts.models import CallParty


@dataclass(frozen=True)
class PartyView:
    """One third party. `state` is ringing, talking, held or gone."""

    key: str
    conversation_id: UUID
    kind: str
    label: str
    staff_id: int | None
    by_id: int | None
    by_name: str
    state: str
    since: datetime
    result: str
    result_label: str


def party_of(conversation_id: UUID) -> PartyView | None:
    """Return who is in the talk beside caller and adviser now, or rings for it."""
    return _first(conversation_id=conversation_id, left_at__isnull=True)


def last_party_of(conversation_id: UUID) -> PartyView | None:
    """Return the last third party of the conversation, also one that is gone."""
    return _first(conversation_id=conversation_id)


def asked(staff_id: int) -> PartyView | None:
    """Return the talk to which a colleague calls this adviser, or in which they help now."""
    return _first(staff_id=staff_id, left_at__isnull=True)


def _first(**facts: object) -> PartyView | None:
    row = CallParty.objects.filter(**facts).select_related("by").order_by("-invited_at", "-id").first()
    return _view(row) if row else None


def _view(row: CallParty) -> PartyView:
    return PartyView(
        key=row.key,
        conversation_id=row.conversation_id,
        kind=row.kind,
        label=row.label,
        staff_id=row.staff_id,
        by_id=row.by_id,
        by_name=str(row.by or ""),
        state=_state(row),
        since=row.left_at or row.joined_at or row.invited_at,
        result=row.result,
        result_label=row.get_result_display(),
    )


def _state(row: CallParty) -> str:
    if row.left_at:
        return "gone"
    if row.joined_at is None:
        return "ringing"
    return "held" if row.is_held else "talking"
