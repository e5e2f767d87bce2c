"""How long each unit takes with each kind, counted anew from its own past year."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from infolinia.matters.models import Matter, PaceCurve
from infolinia.matters.rules.forecast import LEAST_CLOSED, Past, curve, running_days

YEAR = timedelta(days=365)
_AT_A_TIME = 5000
_TOLD = ("unit_id", "category_id", "started_at", "closed_at", "pauses")


@transaction.atomic
def count_pace(*, at: datetime) -> int:
    """Count the curves of all units and kinds from matters of the past twelve months; returns how many there are.

    A kind with fewer than 30 closed matters in a unit has no curve. Counting again gives the same.
    """
    past: dict[tuple[int, int], list[Past]] = defaultdict(list)
    for unit_id, category_id, one in _past(at):
        past[unit_id, category_id].append(one)
    PaceCurve.objects.all().delete()
    rows = [
        _row(unit_id, category_id, found, at)
        for (unit_id, category_id), found in past.items()
        if sum(one.is_closed for one in found) >= LEAST_CLOSED
    ]
    return len(PaceCurve.objects.bulk_create(rows, batch_size=500))


def _past(at: datetime) -> Iterator[tuple[int, int, Past]]:
    rows = Matter.objects.filter(registered_at__gt=at - YEAR, registered_at__lte=at, unit__isnull=False)
    found = rows.order_by().values_list(*_TOLD)
    for unit_id, category_id, started_at, closed_at, pauses in found.iterator(chunk_size=_AT_A_TIME):
        days = running_days(started_at, closed_at or at, pauses)
        yield unit_id or 0, category_id, Past(round(days, 2), closed_at is not None)


def _row(unit_id: int, category_id: int, past: list[Past], at: datetime) -> PaceCurve:
    found = curve(past)
    return PaceCurve(
        unit_id=unit_id,
        category_id=category_id,
        days=list(found.days),
        open_share=[round(share, 4) for share in found.open_share],
        closed_count=found.closed_count,
        open_count=found.open_count,
        counted_at=at,
    )
