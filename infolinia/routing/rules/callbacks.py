"""Calling back: to whom it is offered, when the line may ring a resident, and what follows each attempt.

A call-back is not a queue of its own: it waits on the floor as a caller whose arrival is the first one, so the same
distribution serves it in its turn. These rules say only whether it stands there now.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from infolinia.city.rules.calendar import CITY_ZONE, Calendar, end_of_day
from infolinia.routing.rules.waits import Estimate

WAITING, REACHED, NOT_REACHED = "waiting", "reached", "not_reached"
WRONG_NUMBER, REFUSED = "wrong_number", "refused"
NO_ANSWER, BUSY, MACHINE, FAILED, GIVEN_UP = "no_answer", "busy", "machine", "failed", "given_up"
SHORT_GAP = timedelta(minutes=5)
"""Who is busy can be reached soon, and a carrier that fails is asked again soon."""
LONGEST_SEARCH = 60
"""Days that a search for the next opening goes ahead: a line closed for longer calls nobody back."""


@dataclass(frozen=True)
class CallBackRules:
    """What an office set. `from_place` and `from_wait`: from there on it is offered; nothing (0): it does not count."""

    is_on: bool = True
    from_place: int = 3
    from_wait: timedelta = timedelta(minutes=3)
    tries: int = 3
    gap: timedelta = timedelta(minutes=15)
    ring: timedelta = timedelta(seconds=30)
    valid_days: int = 1
    earliest: time = time(8)
    latest: time = time(20)
    on_web: bool = True
    after_fault: bool = True


@dataclass(frozen=True)
class Next:
    """What follows an attempt: the promise's state, and for one that waits again the moment to try."""

    state: str
    due_at: datetime | None = None
    counts: bool = True


def is_offered(rules: CallBackRules, *, place: int, wait: Estimate | None) -> bool:
    """Tell whether a caller at this place (1 is next) is offered a call-back. Nobody at work: always, if at all."""
    if not rules.is_on:
        return False
    if wait is None:
        return True
    is_far = bool(rules.from_place) and place >= rules.from_place
    return is_far or (bool(rules.from_wait) and wait.middle >= rules.from_wait)


def may_ring(rules: CallBackRules, calendar: Calendar, at: datetime, *, always_open: bool = False) -> bool:
    """Tell whether the line may ring a resident now: it is open, and it is not too early or late for a call."""
    local = at.astimezone(CITY_ZONE).time()
    return rules.earliest <= local < rules.latest and (always_open or calendar.closes_at(at) is not None)


def valid_until(rules: CallBackRules, calendar: Calendar, at: datetime, *, always_open: bool = False) -> datetime:
    """Return when a promise made now ends: with the line's hours of the day that the office chose.

    A day on which the line does not open any more is no day: what is asked on a Saturday night holds over Monday.
    """
    day, left = at.astimezone(CITY_ZONE).date(), rules.valid_days
    for _ in range(LONGEST_SEARCH):
        ends = end_of_day(day) if always_open else _closing(calendar, day)
        if ends and ends > at:
            if left == 0:
                return ends
            left -= 1
        day += timedelta(days=1)
    return at + timedelta(days=rules.valid_days + 1)


def after_attempt(rules: CallBackRules, *, result: str, attempts: int, at: datetime, expires_at: datetime) -> Next:
    """Return what follows an attempt that ended so, the `attempts`-th that counts.

    A carrier that failed is no attempt: the resident's telephone did not ring. A machine that picked up is one.
    """
    if result in (REACHED, WRONG_NUMBER, REFUSED):
        return Next(result)
    counts = result != FAILED
    if counts and attempts >= rules.tries:
        return Next(NOT_REACHED)
    due_at = at + (min(rules.gap, SHORT_GAP) if result in (BUSY, FAILED) else rules.gap)
    return Next(WAITING, due_at, counts) if due_at < expires_at else Next(NOT_REACHED, counts=counts)


def _closing(calendar: Calendar, day: date) -> datetime | None:
    span = calendar.open_span(day)
    return span[1] if span else None
