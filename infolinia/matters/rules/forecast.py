"""Whether a matter will be late, from how long the same unit has taken with the same kind before.

The past is kept as a curve: the share of matters still open after so many running days, by Kaplan and Meier (1958), so
that matters which are open to this day count for as long as they have been; leaving them out would make a unit that
closes only the easy ones look quick. Days on which the clock stood do not run.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

LEAST_CLOSED = 30  # of a unit and a kind in a year: fewer say nothing
LEAST_LIKE_IT = 10  # of these as old as the matter is now
MOST_POINTS = 200
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Past:
    """One matter of the past: for how many running days it has been open, and whether it was closed then."""

    days: float
    is_closed: bool


@dataclass(frozen=True)
class Curve:
    """After `days[i]` running days, counted upwards, the share `open_share[i]` is still open."""

    days: tuple[float, ...]
    open_share: tuple[float, ...]
    closed_count: int
    open_count: int

    def share_open(self, after: float) -> float:
        """Return the share of matters still open after so many running days."""
        place = bisect_right(self.days, after)
        return self.open_share[place - 1] if place else 1.0

    def days_until(self, share: float) -> float | None:
        """Return the first day after which at most this share is open; None where so few never were."""
        return next((day for day, left in zip(self.days, self.open_share, strict=True) if left <= share), None)


@dataclass(frozen=True)
class Outlook:
    """What is to be expected of an open matter.

    `late` is the chance, from 0 to 1, that its end passes first; `half` and `most` are the running days, counted from
    its start, after which half and nine tenths of matters as old as it were closed (None: not within what is known).
    """

    late: float
    half: float | None
    most: float | None
    like_it: int


def curve(past: Iterable[Past]) -> Curve:
    """Return the curve of the past, thinned to 200 points."""
    rows = sorted(past, key=lambda one: (one.days, not one.is_closed))
    days, shares, left, share, place = [], [], len(rows), 1.0, 0
    while place < len(rows):
        day, closed, gone = rows[place].days, 0, 0
        while place < len(rows) and rows[place].days == day:
            closed += rows[place].is_closed
            gone, place = gone + 1, place + 1
        if closed:
            share *= 1 - closed / left
            days.append(day)
            shares.append(share)
        left -= gone
    kept = _thinned(len(days))
    closed_count = sum(one.is_closed for one in rows)
    return Curve(
        tuple(days[at] for at in kept), tuple(shares[at] for at in kept), closed_count, len(rows) - closed_count
    )


def outlook(known: Curve, *, age: float, end: float) -> Outlook | None:
    """Return the outlook of a matter `age` running days old whose end comes `end` running days after its start.

    None where the past says too little: fewer than 30 closed ones, or fewer than 10 that were open as long.
    """
    late, still = chance(known, age=age, end=end), known.share_open(age)
    if late is None:
        return None
    return Outlook(late, known.days_until(still / 2), known.days_until(still / 10), round(still * known.closed_count))


def chance(known: Curve, *, age: float, end: float) -> float | None:
    """Return how likely such a matter is late, as `outlook` does: all that is asked of thousands at once."""
    if known.closed_count < LEAST_CLOSED:
        return None
    still = known.share_open(age)
    if round(still * known.closed_count) < LEAST_LIKE_IT or not still:
        return None
    return 1.0 if end <= age else known.share_open(end) / still


def running_days(started_at: datetime, until: datetime, pauses: Sequence[Mapping[str, Any]]) -> float:
    """Return for how many days the clock has run between two moments, whole days of pauses left out."""
    stood = sum(_stood(pause, until.date()) for pause in pauses)
    return max((until - started_at) / _DAY - stood, 0.0)


@dataclass(frozen=True)
class Bin:
    """Forecasts between two chances: how many there were, what they said on average, and what share came true."""

    low: float
    high: float
    count: int
    said: float
    came: float


def calibration(told: Sequence[tuple[float, bool]], *, bins: int = 10) -> list[Bin]:
    """Sort forecasts (the chance that was told, whether the matter was late) into bins; empty bins are left out."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for chance, was_late in told:
        groups.setdefault(min(int(chance * bins), bins - 1), []).append((chance, was_late))
    return [_bin(place / bins, (place + 1) / bins, groups[place]) for place in sorted(groups)]


def gap(found: Sequence[Bin]) -> float:
    """Return how far what was said lies from what came, on average over all forecasts (0 is perfect)."""
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.said - one.came) for one in found) / total if total else 0.0


def brier(told: Sequence[tuple[float, bool]]) -> float:
    """Return the mean squared error of the chances (Brier 1950): 0 is perfect, always saying a half gives 0.25."""
    return sum((chance - was_late) ** 2 for chance, was_late in told) / len(told) if told else 0.0


def _bin(low: float, high: float, told: Sequence[tuple[float, bool]]) -> Bin:
    count = len(told)
    return Bin(low, high, count, sum(chance for chance, _ in told) / count, sum(late for _, late in told) / count)


def _thinned(count: int) -> list[int]:
    """Return which points to keep: all, or evenly so many, the last one always."""
    if count <= MOST_POINTS:
        return list(range(count))
    return sorted({round(step * (count - 1) / (MOST_POINTS - 1)) for step in range(MOST_POINTS)})


def _stood(pause: Mapping[str, Any], today: date) -> int:
    last = date.fromisoformat(pause["last"]) if pause["last"] else today
    return max((min(last, today) - date.fromisoformat(pause["first"])).days + 1, 0)
