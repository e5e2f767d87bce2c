"""Reads of conversations by text: who waits and who writes, for the exchange and for the two pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts import queries as contacts
from infolinia.routing import queries as routing
from infolinia.telephony.models import Chat

CHANNEL = "chat"


@dataclass(frozen=True)
class OpenChat:
    """A conversation by text that is not over; `resident_seen_at` and `adviser_seen_at` are signs of life."""

    conversation_id: UUID
    call_id: str
    state: str
    arrived_at: datetime
    answered_at: datetime | None
    queue: str
    language: str
    adviser_id: int | None
    resident_seen_at: datetime
    adviser_seen_at: datetime | None


@dataclass(frozen=True)
class Wait:
    """What a waiting resident is told: the place in the line (0: not known yet), and the range of minutes."""

    place: int
    least: int | None
    most: int | None


def open_chats() -> list[OpenChat]:
    """Return every conversation by text that arrived and has not ended, in the order of arrival."""
    calls = [call for call in contacts.open_calls() if call.channel == CHANNEL]
    rows = Chat.objects.in_bulk([call.conversation_id for call in calls])
    return [_open(call, rows[call.conversation_id]) for call in calls if call.conversation_id in rows]


def open_chat(conversation_id: UUID) -> OpenChat | None:
    """Return one conversation by text, unless it is over."""
    return next((chat for chat in open_chats() if chat.conversation_id == conversation_id), None)


def wait(conversation_id: UUID) -> Wait:
    """Return what the resident is told while waiting."""
    row = Chat.objects.filter(conversation_id=conversation_id).values_list("place", "least", "most").first()
    return Wait(*row) if row else Wait(0, None, None)


def somebody_writes() -> bool:
    """Return whether the office lets any adviser write at all."""
    return routing.somebody_writes()


def _open(call: contacts.OpenCall, row: Chat) -> OpenChat:
    return OpenChat(
        conversation_id=call.conversation_id,
        call_id=call.engine_call_id,
        state=call.state,
        arrived_at=call.arrived_at,
        answered_at=call.answered_at,
        queue=call.queue_code,
        language=call.language,
        adviser_id=call.adviser_id,
        resident_seen_at=row.resident_seen_at,
        adviser_seen_at=row.adviser_seen_at,
    )
