"""Calls of a past span as distribution sees them: when each came, waited, talked and was written up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from infolinia.contacts.models import Conversation

SPOKEN = ("phone", "web_call")


@dataclass(frozen=True)
class PastCall:
    """One call that waited in a queue. Moments are None for what did not happen."""

    conversation_id: UUID
    queue_code: str
    language: str
    queued_at: datetime
    offered_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime
    finished_at: datetime | None


def past_calls(since: datetime, until: datetime) -> list[PastCall]:
    """Return the calls that began to wait in the span and are over, in that order; names and numbers are not read."""
    fields = (
        "id",
        "queue_code",
        "language",
        "queued_at",
        "offered_at",
        "answered_at",
        "ended_at",
        "finished_at",
    )
    rows = Conversation.objects.filter(
        channel__in=SPOKEN, queued_at__gte=since, queued_at__lt=until, ended_at__isnull=False
    )
    return [PastCall(*row) for row in rows.order_by("queued_at", "id").values_list(*fields)]


def last_call_before(moment: datetime) -> datetime | None:
    """Return when the last call before the moment began to wait."""
    rows = Conversation.objects.filter(channel__in=SPOKEN, queued_at__lt=moment, ended_at__isnull=False)
    last: datetime | None = rows.aggregate(last=Max("queued_at"))["last"]
    return last
