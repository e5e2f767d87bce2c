"""What waits to be erased, and how old the oldest is that is still there."""

from datetime import datetime
from uuid import UUID

from infolinia.contacts.models import Conversation, Reading, Resident


def residents_without_conversations(*, before: datetime, after: UUID | None, limit: int) -> list[UUID]:
    """Return residents known since before the moment whom no conversation is with, in the order of their ids.

    Records of a merge that can still be undone wait until it is settled.
    """
    rows = Resident.objects.filter(
        created_at__lt=before, conversations=None, spoken_for=None, merged_into=None, absorbed=None
    ).order_by("id")
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.values_list("id", flat=True)[:limit])


def oldest_conversation() -> datetime | None:
    """Return when the oldest conversation that is kept arrived."""
    return Conversation.objects.order_by("arrived_at").values_list("arrived_at", flat=True).first()


def oldest_reading() -> datetime | None:
    """Return the moment of the oldest line in the log of readings."""
    return Reading.objects.order_by("at").values_list("at", flat=True).first()
