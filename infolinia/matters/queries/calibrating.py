"""Whether the forecasts of this installation would have come true: its own past, asked as if it were still to come."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.matters.models import Matter
from infolinia.matters.rules.forecast import Past, curve, outlook, running_days

_YEAR, _DAY = timedelta(days=365), timedelta(days=1)
_MOST = 1000
_TOLD = ("unit_id", "category_id", "registered_at", "started_at", "closed_at", "resident_due_at")


@dataclass(frozen=True)
class _Row:
    registered_at: datetime
    started_at: datetime
    closed_at: datetime | None
    due_at: datetime

    @property
    def half(self) -> datetime:
        """Return the middle of its term, at which it is asked about."""
        return self.started_at + (self.due_at - self.started_at) / 2

    def is_open(self, at: datetime) -> bool:
        """Whether it was open at the moment."""
        return self.closed_at is None or self.closed_at > at


def told_halfway(at: datetime, most: int = _MOST) -> list[tuple[float, bool]]:
    """Return for matters of the past year what would have been said halfway to the end, and whether it came true.

    Each is judged by matters of its unit and kind of the year before that moment, as they were then. Matters whose
    clock ever stood are left out. At most `most`, spread evenly.
    """
    found = [
        (row, others)
        for others in _by_kind(at).values()
        for row in others
        if at - _YEAR < row.half <= at and row.due_at <= at and row.is_open(row.half)
    ]
    step = max(len(found) // most, 1)
    told = (_said(row, others) for row, others in found[::step])
    return [one for one in told if one]


def _by_kind(at: datetime) -> dict[tuple[int, int], list[_Row]]:
    groups: dict[tuple[int, int], list[_Row]] = defaultdict(list)
    rows = Matter.objects.filter(registered_at__gt=at - 2 * _YEAR, unit__isnull=False, pauses=[])
    for unit_id, category_id, *moments in rows.order_by("registered_at").values_list(*_TOLD).iterator(chunk_size=5000):
        groups[unit_id or 0, category_id].append(_Row(*moments))
    return groups


def _said(row: _Row, others: Sequence[_Row]) -> tuple[float, bool] | None:
    half = row.half
    first = bisect_left(others, half - _YEAR, key=lambda one: one.registered_at)
    last = bisect_left(others, half, key=lambda one: one.registered_at)
    past = [_past(one, half) for one in others[first:last] if one is not row]
    seen = outlook(curve(past), age=(half - row.started_at) / _DAY, end=(row.due_at - row.started_at) / _DAY)
    return (seen.late, row.is_open(row.due_at)) if seen else None


def _past(one: _Row, seen: datetime) -> Past:
    until = seen if one.is_open(seen) else one.closed_at or seen
    return Past(running_days(one.started_at, until, []), is_closed=not one.is_open(seen))
