"""What if: a past day's calls played under other rules, by the same code that distributes them (`virtual`).

What is not known is drawn, always alike for the same call: how long somebody who was answered would have waited on,
and how long the talk with somebody who gave up would have been. Patience is exponential with the day's own rate, so
what is left of it does not depend on how long somebody has waited already.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from statistics import fmean, median

from infolinia.routing.rules.rulebook import AdviserRules, Rulebook
from infolinia.routing.rules.virtual import Arrival, Outcome, Shift, VirtualDay

SHORT = timedelta(seconds=5)
USUAL_TALK = timedelta(minutes=3)
LONGEST_AFTER_CALL = timedelta(minutes=10)
"""Writing up that lasts longer was a meal or a forgotten button: it would fill the virtual day for everybody."""
ENDLESS = timedelta(hours=12)
SLOWEST_PICK_UP = timedelta(seconds=15)
ALL = ""


@dataclass(frozen=True)
class DayCall:
    """One call of the day: `offered_at` and `answered_at` are missing for who gave up."""

    call_id: str
    queue: str
    language: str
    queued_at: datetime
    offered_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime
    finished_at: datetime | None

    @property
    def waited(self) -> timedelta:
        """Return how long the caller stood in the queue."""
        return (self.answered_at or self.ended_at) - self.queued_at


@dataclass(frozen=True)
class Presence:
    """One adviser at work from the first moment to the last, breaks left out."""

    adviser_id: int
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Day:
    """All that is known of a past day. `within` is the promise of each queue."""

    calls: Sequence[DayCall]
    presence: Sequence[Presence]
    within: Mapping[str, timedelta]


@dataclass(frozen=True)
class Figures:
    """A queue's day. Waits are those of answered callers; the share is counted as the service level is."""

    calls: int
    answered: int
    in_time: int
    gave_up: int
    gave_up_soon: int
    mean_wait: timedelta | None

    @property
    def share(self) -> int | None:
        """Return the share answered in time, in percent, or nothing when nobody counts."""
        base = self.answered + self.gave_up
        return round(100 * self.in_time / base) if base else None


@dataclass(frozen=True)
class Row:
    """One queue as it was, as today's rules would have served it, and as the tried ones would."""

    queue: str
    real: Figures
    before: Figures
    after: Figures


def rehearse(day: Day, before: Rulebook, after: Rulebook) -> list[Row]:
    """Return the whole day first (queue `ALL`), then each queue that had calls, by its code."""
    played = [_outcomes(day, rules) for rules in (before, after)]
    real = [(call.queue, call.waited, call.answered_at is not None) for call in day.calls]
    codes = [ALL, *sorted({call.queue for call in day.calls})]
    return [Row(code, *(_figures(lines, code, day.within) for lines in (real, *played))) for code in codes]


Line = tuple[str, timedelta, bool]
"""The queue, the wait, and whether it ended with an answer."""


def _outcomes(day: Day, rules: Rulebook) -> list[Line]:
    queues = {call.call_id: call.queue for call in day.calls}
    outcomes = VirtualDay(arrivals(day.calls, rules), shifts(day, rules)).play()
    return [_line(outcome, queues) for outcome in outcomes]


def _line(outcome: Outcome, queues: Mapping[str, str]) -> Line:
    return queues[outcome.caller.call_id], outcome.waited, outcome.adviser_id is not None


def arrivals(calls: Sequence[DayCall], rules: Rulebook) -> list[Arrival]:
    """Return the day's callers with the needs and head starts that these rules give them."""
    patience, talks = _mean_patience(calls), _talks(calls)
    return [_arrival(call, rules, patience, talks) for call in calls]


def shifts(day: Day, rules: Rulebook) -> list[Shift]:
    """Return the day's advisers with the skills that these rules give them."""
    pick_up = _pick_up(day.calls)
    return [
        Shift(one.adviser_id, one.begins, one.ends, _skills(rules, one.adviser_id), pick_up) for one in day.presence
    ]


def _skills(rules: Rulebook, adviser_id: int) -> Mapping[str, int]:
    return rules.advisers.get(adviser_id, AdviserRules()).skills


def _arrival(
    call: DayCall, rules: Rulebook, mean_patience: timedelta | None, talks: Mapping[str, Sequence[timedelta]]
) -> Arrival:
    chance = Random(call.call_id)  # noqa: S311  # drawn alike each time, nothing secret
    caller = rules.caller(call_id=call.call_id, arrived_at=call.queued_at, queue=call.queue, language=call.language)
    if call.answered_at is None:
        talk, after_call = chance.choice(talks.get(call.queue) or talks.get(ALL) or [USUAL_TALK]), timedelta(0)
        return Arrival(caller, call.waited, talk, after_call)
    left = ENDLESS if mean_patience is None else mean_patience * chance.expovariate(1)
    after_call = min((call.finished_at or call.ended_at) - call.ended_at, LONGEST_AFTER_CALL)
    return Arrival(caller, call.waited + left, call.ended_at - call.answered_at, max(timedelta(0), after_call))


def _mean_patience(calls: Iterable[DayCall]) -> timedelta | None:
    """Return the waiting time of all for each who gave up: an estimate that counts those who were answered too."""
    waited, gave_up = timedelta(0), 0
    for call in calls:
        waited += call.waited
        gave_up += call.answered_at is None
    return waited / gave_up if gave_up else None


def _talks(calls: Iterable[DayCall]) -> dict[str, list[timedelta]]:
    found: dict[str, list[timedelta]] = {}
    for call in calls:
        if call.answered_at is not None:
            for code in (call.queue, ALL):
                found.setdefault(code, []).append((call.finished_at or call.ended_at) - call.answered_at)
    return found


def _pick_up(calls: Iterable[DayCall]) -> timedelta:
    seconds = [
        (call.answered_at - call.offered_at).total_seconds()
        for call in calls
        if call.answered_at and call.offered_at and call.offered_at <= call.answered_at
    ]
    return min(timedelta(seconds=median(seconds)) if seconds else timedelta(0), SLOWEST_PICK_UP)


def _figures(lines: Iterable[Line], code: str, within: Mapping[str, timedelta]) -> Figures:
    mine = [line for line in lines if code in (ALL, line[0])]
    waits = [(queue, waited) for queue, waited, answered in mine if answered]
    lost = [waited for _queue, waited, answered in mine if not answered]
    usual = timedelta(seconds=20)
    return Figures(
        calls=len(mine),
        answered=len(waits),
        in_time=sum(waited <= within.get(queue, usual) for queue, waited in waits),
        gave_up=sum(waited > SHORT for waited in lost),
        gave_up_soon=sum(waited <= SHORT for waited in lost),
        mean_wait=timedelta(seconds=fmean(w.total_seconds() for _q, w in waits)) if waits else None,
    )
