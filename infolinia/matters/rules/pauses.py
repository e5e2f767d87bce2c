"""Pauses: days that a term does not count (KPA art. 35 § 5)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from infolinia.matters.rules.shapes import Pause

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Counted:
    """A pause as it bites: its first and last day that the term would have counted, and the end after it."""

    pause: Pause
    first: date
    last: date
    end: date

    @property
    def days(self) -> int:
        """Return how many days it takes out."""
        return (self.last - self.first).days + 1


def finished(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the pauses that are over, by their first day; one that lasts still says nothing about the end."""
    return sorted((pause for pause in pauses if pause.last), key=lambda pause: (pause.first, pause.last or pause.first))


def push_end(*, start: date, end: date, pauses: Iterable[Pause]) -> Iterator[Counted]:
    """Give each pause that moves the end, with the end it gives; days told twice count once.

    The day of the event is not counted anyway, and a pause that begins after the end changes nothing.
    """
    covered = start
    for pause in finished(pauses):
        first, last = max(pause.first, covered + ONE_DAY), pause.last or pause.first
        if first > last or first > end:
            continue
        end += last - first + ONE_DAY
        covered = last
        yield Counted(pause, first, last, end)


def is_paused(day: date, pauses: Iterable[Pause]) -> bool:
    """Whether the term stands on the day."""
    return any(pause.first <= day and (pause.last is None or day <= pause.last) for pause in pauses)


def paused_days(*, start: date, end: date, pauses: Iterable[Pause]) -> int:
    """Return how many days after the start, up to the end, the term does not count."""
    return sum(is_paused(start + timedelta(days=ahead), list(pauses)) for ahead in range(1, (end - start).days + 1))
