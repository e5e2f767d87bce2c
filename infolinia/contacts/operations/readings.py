"""The log of who read whose data."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from infolinia.contacts.models import Reading
from infolinia.core.text import one_line

REPEAT = timedelta(minutes=30)


def log_reading(
    *,
    staff_id: int | None,
    at: datetime,
    why: str,
    what: str,
    resident_id: UUID | None = None,
    conversation_id: UUID | None = None,
    matter_id: UUID | None = None,
    reason: str = "",
) -> None:
    """Write that a person's data were shown. The same reader, reason and object within half an hour is one line.

    `reason` is what was looked for or why; another one is another line. What does not fit into 200 letters is cut.
    """
    facts = {
        "staff_id": staff_id,
        "why": why,
        "what": what,
        "resident_id": resident_id,
        "conversation_id": conversation_id,
        "matter_id": matter_id,
        "reason": one_line(reason, 200),
    }
    if not Reading.objects.filter(at__gt=at - REPEAT, **facts).exists():
        Reading.objects.create(at=at, **facts)


def log_readings(
    *,
    staff_id: int | None,
    at: datetime,
    why: str,
    what: str,
    reason: str,
    whose: Iterable[tuple[UUID | None, UUID | None]],
) -> None:
    """Write that the data of many were shown at once, each by resident and matter; else like `log_reading`."""
    facts = {"staff_id": staff_id, "why": why, "what": what, "conversation_id": None, "reason": one_line(reason, 200)}
    lately = Reading.objects.filter(at__gt=at - REPEAT, **facts)
    fresh = set(whose) - set(lately.values_list("resident_id", "matter_id"))
    Reading.objects.bulk_create(
        Reading(at=at, resident_id=resident_id, matter_id=matter_id, **facts) for resident_id, matter_id in fresh
    )
