"""What follows an attempt to keep a promise: done, tried again at a moment, or given up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from infolinia.city.rules.calendar import CITY_ZONE, Calendar, end_of_day
from infolinia.outreach.rules.hours import Quiet, next_call
from infolinia.outreach.rules.windows import Window

OPEN, KEPT, NOT_REACHED, WRONG_NUMBER, REFUSED = "open", "kept", "not_reached", "wrong_number", "refused"
REACHED, NO_ANSWER, BUSY, MACHINE, FAILED = "reached", "no_answer", "busy", "machine", "failed"
ENDS = {REACHED: KEPT, WRONG_NUMBER: WRONG_NUMBER, REFUSED: REFUSED}
UNTOLD = frozenset({NOT_REACHED, WRONG_NUMBER})
"""Ends after which the resident has heard nothing from us and is written to, where that is possible."""


@dataclass(frozen=True)
class TryRules:
    """What an office set."""

    most_attempts: int = 3
    per_day: int = 2
    gap: timedelta = timedelta(hours=2)
    busy_gap: timedelta = timedelta(minutes=15)
    quiet: Quiet = field(default_factory=Quiet)


@dataclass(frozen=True)
class Next:
    """The promise's state, the moment to try when it stays open, and whether the attempt counts."""

    state: str
    try_at: datetime | None = None
    counts: bool = True


def after_attempt(
    rules: TryRules,
    calendar: Calendar,
    windows: Sequence[Window],
    *,
    result: str,
    attempts: int,
    today: int,
    at: datetime,
) -> Next:
    """Return what follows. `attempts` and `today` count this one too, where it counts.

    A line that failed is no attempt: the resident's telephone did not ring. A machine that picked up is one.
    """
    if result in ENDS:
        return Next(ENDS[result])
    counts = result != FAILED
    if counts and attempts >= rules.most_attempts:
        return Next(NOT_REACHED)
    wait = rules.busy_gap if result in (BUSY, FAILED) else rules.gap
    after = at + wait
    if counts and today >= rules.per_day:
        after = max(after, end_of_day(at.astimezone(CITY_ZONE).date()))
    try_at = next_call(rules.quiet, calendar, windows, after)
    return Next(OPEN, try_at, counts) if try_at else Next(NOT_REACHED, counts=counts)
