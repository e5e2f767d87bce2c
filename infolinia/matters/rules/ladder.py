"""The ladder of warnings: which matters each rung concerns, and which of several rungs at once is said aloud."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from infolinia.city.rules.calendar import CITY_ZONE, ONE_DAY, Calendar, end_of_day
from infolinia.matters.rules.silence import since_when

BEFORE, AFTER, SILENCE = "before", "after", "silence"
OFFICER, HEAD, SUPERVISOR = "officer", "head", "supervisor"


@dataclass(frozen=True)
class Step:
    """One rung: working days before or after the end, or working hours unopened, and whom it concerns."""

    id: int
    counts: str
    amount: int
    to: str

    @property
    def weight(self) -> tuple[int, int]:
        """Return how grave the rung is: silence least, then the nearness of the end, then the delay."""
        if self.counts == SILENCE:
            return (0, self.amount)
        return (1, -self.amount) if self.counts == BEFORE else (2, self.amount)


@dataclass(frozen=True)
class Window:
    """Matters whose moment lies after `after` (if given) and not after `until`; `least` is the term they had at least.

    The moment is the resident's end, or for silence since when the unit has the matter.
    """

    until: datetime
    after: datetime | None = None
    least: timedelta | None = None


@dataclass(frozen=True)
class Due:
    """A matter at a rung for the first time; `about` is the moment that the warning is about.

    `is_side` is for what is owed beside the answer: a side clock's day, and `about` the end of that day.
    """

    matter_id: UUID
    step: Step
    about: datetime
    is_side: bool = False


def window(step: Step, *, at: datetime, days: Calendar, office: Calendar) -> Window | None:
    """Return which matters the rung concerns at the moment; None when it can concern none.

    A warning ahead goes only to matters that had at least twice as much time: a promise of three days is not warned
    of three days ahead.
    """
    today = at.astimezone(CITY_ZONE).date()
    if step.counts == SILENCE:
        since = since_when(at=at, hours=step.amount, calendar=office)
        return Window(since) if since else None
    if step.counts == BEFORE:
        until = end_of_day(days.add_working(today, step.amount))
        return Window(until, after=at, least=timedelta(days=2 * step.amount))
    if not step.amount:
        return Window(at)
    last_working = days.add_working(today, -1) if days.is_free(today) else today
    return Window(end_of_day(days.add_working(last_working, -step.amount)))


def days_within(found: Window) -> tuple[date | None, date]:
    """Return the first day (None: any) and the last one whose end lies in the window, for what has a day, no moment."""
    first = found.after.astimezone(CITY_ZONE).date() if found.after else None
    return first, found.until.astimezone(CITY_ZONE).date() - ONE_DAY


def aloud(due: Sequence[Due]) -> set[Due]:
    """Return the warnings to give: of several rungs that a matter reaches at once for one person, only the gravest.

    What is owed beside the answer speaks for itself.
    """
    gravest: dict[tuple[UUID, str, bool], Due] = {}
    for one in due:
        key = one.matter_id, one.step.to, one.is_side
        if key not in gravest or gravest[key].step.weight < one.step.weight:
            gravest[key] = one
    return set(gravest.values())


def silent_after(steps: Iterable[Step]) -> int | None:
    """Return after how many working hours unopened a matter counts as passed over in silence; None: never."""
    return min((step.amount for step in steps if step.counts == SILENCE), default=None)
