"""How our own calls went, for those who asked for them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts.models import Conversation


@dataclass(frozen=True)
class OwnCall:
    """One call that an adviser made: `result` as the engine or the adviser told it, empty while nothing is known."""

    result: str
    ended_at: datetime | None


def own_calls(conversation_ids: Collection[UUID]) -> dict[UUID, OwnCall]:
    """Return these calls of ours by their conversations, in one statement."""
    rows = Conversation.objects.filter(id__in=conversation_ids).values_list("id", "attempt", "ended_at", "finished_at")
    return {ident: OwnCall(attempt, ended or finished) for ident, attempt, ended, finished in rows}
