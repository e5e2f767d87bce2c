"""Reads of unsaved text: my own, and who else has the same draft open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from infolinia.knowledge.models import WorkingCopy

STILL_THERE = timedelta(minutes=30)
"""For how long after their last sign of life a person counts as being at the draft: a session's idle time."""


@dataclass(frozen=True)
class TypedCopy:
    """What one person typed into a draft: `typed` is None when they only opened it."""

    base_version: int
    typed: dict[str, Any] | None
    typed_at: datetime | None


@dataclass(frozen=True)
class AtDraft:
    """Another person who has the draft open, and when they last typed something that is not saved yet."""

    staff_id: int
    name: str
    seen_at: datetime
    typed_at: datetime | None


def typed_copy(*, edition_id: int, staff_id: int) -> TypedCopy | None:
    """Return this person's unsaved text of the draft, if they have opened it."""
    row = WorkingCopy.objects.filter(edition_id=edition_id, staff_id=staff_id).first()
    return TypedCopy(row.base_version, row.typed, row.typed_at) if row else None


def others_at_draft(*, edition_id: int, staff_id: int, at: datetime) -> tuple[AtDraft, ...]:
    """Return who else has the draft open now, or left unsaved text in it; the last seen one first."""
    rows = WorkingCopy.objects.filter(edition_id=edition_id).exclude(staff_id=staff_id).select_related("staff")
    there = [row for row in rows.order_by("-seen_at") if row.typed is not None or at - row.seen_at <= STILL_THERE]
    return tuple(AtDraft(row.staff_id, str(row.staff), row.seen_at, row.typed_at) for row in there)


def unsaved_of(*, staff_id: int) -> dict[int, datetime]:
    """Return the drafts in which this person left unsaved text, and when they typed it."""
    rows = WorkingCopy.objects.filter(staff_id=staff_id, typed__isnull=False, typed_at__isnull=False)
    return {row.edition_id: row.typed_at for row in rows if row.typed_at}
