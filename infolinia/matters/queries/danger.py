"""Dangers that nobody of the duty has confirmed: what the helpline and its supervisors must not lose sight of."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from infolinia.matters.models import DangerCall, Status
from infolinia.matters.shapes import DangerLine

SHOWN = 20


def open_dangers() -> list[DangerLine]:
    """Return the dangers nobody confirmed yet, the oldest first; a closed matter waits for nobody. One index scan."""
    return _lines(_unconfirmed()[:SHOWN])


def dangers_raised_by(staff_id: int) -> list[DangerLine]:
    """Return the open dangers that this adviser has to call about.

    Those that they raised, and those that nobody of the helpline did: a resident reported them without a call.
    """
    return _lines(_unconfirmed().filter(Q(raised_by_id=staff_id) | Q(raised_by=None)))


def open_danger(call_id: int) -> DangerLine | None:
    """Return one danger while nobody has confirmed it."""
    return next(iter(_lines(_unconfirmed().filter(pk=call_id))), None)


def danger_of(matter_id: UUID) -> DangerLine | None:
    """Return the open danger of the matter, if there is one."""
    return next(iter(_lines(_unconfirmed().filter(matter_id=matter_id))), None)


def _unconfirmed() -> QuerySet[DangerCall]:
    """Return the dangers that somebody still waits for, the oldest first, with what a line of them shows."""
    waits = DangerCall.objects.filter(acknowledged_at=None).exclude(matter__status=Status.CLOSED)
    return waits.select_related("matter", "unit", "raised_by").order_by("raised_at", "pk")


def _lines(found: Iterable[DangerCall]) -> list[DangerLine]:
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
