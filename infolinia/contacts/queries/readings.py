"""The log of who read whose data, for the supervisor and for the resident who asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from infolinia.contacts.models import Reading, Resident
from infolinia.core.paging import BEGINNING, Beside, Lines, stretch

READING_REASONS = dict(Reading.Why.choices)


@dataclass(frozen=True)
class ReadingLine:
    """One reading: who, whose, when, why and what."""

    at: datetime
    staff_name: str
    resident_id: UUID | None
    resident_name: str
    why: str
    why_label: str
    what: str
    reason: str
    conversation_id: UUID | None
    matter_id: UUID | None


def readings(
    *,
    since: datetime,
    until: datetime,
    staff_id: int | None = None,
    resident_id: UUID | None = None,
    why: str = "",
    beside: Beside = BEGINNING,
    size: int = 50,
) -> Lines[ReadingLine]:
    """Return a page of the readings of the span, newest first, in two statements."""
    rows = Reading.objects.filter(at__gte=since, at__lt=until).select_related("staff")
    if staff_id:
        rows = rows.filter(staff_id=staff_id)
    if resident_id:
        rows = rows.filter(resident_id=resident_id)
    if why:
        rows = rows.filter(why=why)
    page = stretch(rows, by=("-at", "-id"), beside=beside, size=size)
    names = dict(Resident.objects.filter(id__in={row.resident_id for row in page.rows}).values_list("id", "name"))
    return Lines(tuple(_line(row, names) for row in page.rows), page.before, page.behind)


def matters_without_call(*, since: datetime, until: datetime) -> list[tuple[int, str, int]]:
    """Return who opened matters with a stated reason only, no call and no work of their own at hand: id, name, count.

    Most first.
    """
    rows = Reading.objects.filter(at__gte=since, at__lt=until, why=Reading.Why.STATED, matter_id__isnull=False)
    found = rows.exclude(staff=None).values_list("staff_id", "staff__display_name").annotate(times=Count("pk"))
    return [(staff_id, name, times) for staff_id, name, times in found.order_by("-times", "staff_id") if staff_id]


def _line(row: Reading, names: dict[UUID, str]) -> ReadingLine:
    return ReadingLine(
        at=row.at,
        staff_name=str(row.staff or ""),
        resident_id=row.resident_id,
        resident_name=names.get(row.resident_id, "") if row.resident_id else "",
        why=row.why,
        why_label=str(Reading.Why(row.why).label),
        what=row.what,
        reason=row.reason,
        conversation_id=row.conversation_id,
        matter_id=row.matter_id,
    )
