"""The ruler under the two clocks: what has passed, what stood, where today, the goal and the end are. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from infolinia.matters.rules import pauses as breaks
from infolinia.matters.rules.shapes import Pause


@dataclass(frozen=True)
class Stretch:
    """Days of one kind: `counted` and passed, or `stopped`. Shares are percent of the whole ruler."""

    kind: str
    start: float
    width: float
    days: int


@dataclass(frozen=True)
class Measured:
    """The ruler in percent (0 = start, 100 = the later of the end and today) and in days."""

    stretches: tuple[Stretch, ...]
    today: float
    goal: float
    end: float
    passed: int
    counted: int


def measure(*, start: date, goal: date, end: date, today: date, pauses: Sequence[Pause]) -> Measured:
    """Return the ruler of a term from its start to its legal end, seen today; days are counted as KPA art. 57 does."""
    until = max(end, today, start + timedelta(days=1))
    whole = (until - start).days
    now = min(max(today, start), until)
    known = [pause for pause in pauses if pause.last is None or pause.last >= pause.first]
    standing = sorted({day for day in _days(start, now) if breaks.is_paused(day, known)})
    return Measured(
        stretches=tuple(_stretches(start, now, standing, whole)),
        today=_share(start, now, whole),
        goal=_share(start, goal, whole),
        end=_share(start, end, whole),
        passed=(min(now, end) - start).days - sum(day <= end for day in standing),
        counted=(end - start).days - sum(breaks.is_paused(day, breaks.finished(known)) for day in _days(start, end)),
    )


def _days(start: date, end: date) -> list[date]:
    return [start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1)]


def _share(start: date, day: date, whole: int) -> float:
    return round(max(0, (day - start).days) * 100 / whole, 2)


def _stretches(start: date, now: date, standing: Sequence[date], whole: int) -> list[Stretch]:
    """Cut the days from the start to now into runs that stood or counted."""
    stopped, found, begin = set(standing), list[Stretch](), start
    days = _days(start, now)
    for at, day in enumerate(days):
        is_last = at + 1 == len(days) or ((days[at + 1] in stopped) != (day in stopped))
        if is_last:
            kind = "stopped" if day in stopped else "counted"
            left = _share(start, begin, whole)
            found.append(Stretch(kind, left, round(_share(start, day, whole) - left, 2), (day - begin).days))
            begin = day
    return found
