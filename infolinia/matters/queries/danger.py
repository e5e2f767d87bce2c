"""Dangers that nobody of the duty has confirmed: what the helpline and its supervisors must not lose sight of."""

from uuid import UUID

from django.db.models import QuerySet

from infolinia.matters.models import DangerCall, Status
from infolinia.matters.shapes import DangerLine

SHOWN = 20


def open_dangers() -> list[DangerLine]:
    """Return the dangers nobody confirmed yet, the oldest first; a closed matter waits for nobody. One index scan."""
    return _lines(DangerCall.objects.filter(acknowledged_at=None).exclude(matter__status=Status.CLOSED))[:SHOWN]


def dangers_raised_by(staff_id: int) -> list[DangerLine]:
    """Return the open dangers that this adviser raised and has to call about."""
    rows = DangerCall.objects.filter(acknowledged_at=None, raised_by_id=staff_id)
    return _lines(rows.exclude(matter__status=Status.CLOSED))


def open_danger(call_id: int) -> DangerLine | None:
    """Return one danger while nobody has confirmed it."""
    return next(iter(_lines(DangerCall.objects.filter(pk=call_id, acknowledged_at=None))), None)


def danger_of(matter_id: UUID) -> DangerLine | None:
    """Return the open danger of the matter, if there is one."""
    return next(iter(_lines(DangerCall.objects.filter(acknowledged_at=None, matter_id=matter_id))), None)


def _lines(rows: QuerySet[DangerCall]) -> list[DangerLine]:
    found = rows.select_related("matter", "unit", "raised_by").order_by("raised_at")
    return [
        DangerLine(
            call_id=row.pk,
            matter_id=row.matter_id,
            number=row.matter.number,
            subject=row.matter.subject,
            unit_name=row.unit.name,
            phone=row.phone,
            raised_at=row.raised_at,
            raised_by=str(row.raised_by or ""),
            tries=row.tries,
            tried_at=row.tried_at,
            told_whom=row.told_whom,
        )
        for row in found
    ]
