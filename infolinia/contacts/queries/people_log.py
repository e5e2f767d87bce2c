"""Persons whose data were erased, as the administrator reads of them; and what of somebody is still going on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts.models import Conversation, ErasedPerson

ONGOING = ("arrived", "waiting", "ringing", "talking", "after_call", "answering", "call_back")
GROUNDS = tuple(choice for choice in ErasedPerson.Ground.choices if choice[0] != ErasedPerson.Ground.AGAIN)


@dataclass(frozen=True)
class ErasedLine:
    """One erasure: who did it and why, how much went and what stays."""

    at: datetime
    resident_id: UUID
    ground: str
    reason: str
    counts: Mapping[str, int]
    stays: Mapping[str, int]
    by_name: str


def erased_people(*, limit: int = 200) -> list[ErasedLine]:
    """Return the log, newest first."""
    rows = ErasedPerson.objects.select_related("by").order_by("-at", "-pk")[:limit]
    return [
        ErasedLine(
            row.at, row.resident_id, row.get_ground_display(), row.reason, row.counts, row.stays, str(row.by or "")
        )
        for row in rows
    ]


def ongoing(conversation_ids: Collection[UUID]) -> int:
    """Return how many of the conversations are not over."""
    return Conversation.objects.filter(id__in=conversation_ids, state__in=ONGOING).count()
