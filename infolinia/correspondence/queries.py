"""Reads of messages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.models import Message, Status
from infolinia.correspondence.smtp import SECRET_MARK

HIDDEN = "••••••"


@dataclass(frozen=True)
class MessageLine:
    """A message as a screen shows it. `is_dead` asks for a person: nothing tries again by itself."""

    id: UUID
    channel: str
    to: str
    subject: str
    text: str
    status: str
    status_text: str
    is_dead: bool
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    next_attempt_at: datetime | None
    error: str


def messages_of(matter_id: UUID) -> list[MessageLine]:
    """Return the messages of a matter, newest first."""
    return [_line(row) for row in Message.objects.filter(matter_id=matter_id).order_by("-created_at")]


def sent_at(keys: Collection[str]) -> dict[str, datetime]:
    """Return when each of these messages was sent; those that have not left are left out."""
    rows = Message.objects.filter(key__in=keys, status=Status.SENT, sent_at__isnull=False)
    return {key: moment for key, moment in rows.values_list("key", "sent_at") if moment}


def dead(limit: int = 50) -> list[MessageLine]:
    """Return the messages that nobody tries to send any more, newest first."""
    return [_line(row) for row in Message.objects.filter(status=Status.FAILED).order_by("-created_at")[:limit]]


def _line(row: Message) -> MessageLine:
    status = Status(row.status)
    return MessageLine(
        id=row.id,
        channel=row.channel,
        to=row.to,
        subject=row.subject,
        text=row.text.replace(SECRET_MARK, HIDDEN),
        status=status.value,
        status_text=str(status.label),
        is_dead=status is Status.FAILED,
        attempts=row.attempts,
        created_at=row.created_at,
        sent_at=row.sent_at,
        next_attempt_at=row.next_attempt_at if status is Status.QUEUED else None,
        error=row.error,
    )
