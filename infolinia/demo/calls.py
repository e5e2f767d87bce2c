"""A working day of the line, simulated: who called when, who answered, how long it took. Pure and repeatable."""

import heapq
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from infolinia.core.clock import CITY_ZONE

GREETING = timedelta(seconds=14)
SHORT = timedelta(seconds=5)
OFFER_LASTS = timedelta(seconds=20)
# Calls in each half-hour from 7:00 on a working day; they add up to about 260 with a peak at 10.
PROFILE = (8, 11, 17, 19, 21, 21, 23, 18, 16, 15, 14, 13, 12, 12, 11, 10, 8, 7, 6, 5, 4, 3)
MONDAY_RUSH = 1.15
BREAK, BREAK_CHANCE = timedelta(minutes=15), 0.05


@dataclass(frozen=True)
class Call:
    """One call as the engine would have told of it; times that it never reached are `None`.

    `adviser` is the index of who answered, `rang` when it rang there; `lost_offer` is an earlier offer and to whom.
    """

    arrived: datetime
    queued: datetime
    lost_offer: tuple[int, datetime] | None
    rang: datetime | None
    answered: datetime | None
    ended: datetime
    finished: datetime | None
    adviser: int | None

    @property
    def offered(self) -> datetime | None:
        """Return when it first rang anywhere."""
        return self.lost_offer[1] if self.lost_offer else self.rang


def day_of_calls(*, day: date, advisers: int, rng: random.Random, until: datetime) -> list[Call]:
    """Return the calls that were over on the day before `until`; first come, first served, by the longest idle."""
    free = [(datetime.combine(day, time(6, 55), CITY_ZONE), index) for index in range(advisers)]
    heapq.heapify(free)
    calls = [_call(arrived, free, rng) for arrived in _arrivals(day, rng)]
    return [call for call in calls if (call.finished or call.ended) < until]


def _arrivals(day: date, rng: random.Random) -> Iterator[datetime]:
    saturday = day.weekday() == 5
    slots: Sequence[int] = PROFILE[:12] if saturday else PROFILE
    opens = datetime.combine(day, time(8 if saturday else 7), CITY_ZONE)
    scale = 0.45 if saturday else MONDAY_RUSH if day.weekday() == 0 else 1.0
    moments: list[datetime] = []
    for number, mean in enumerate(slots):
        start = opens + timedelta(minutes=30 * number)
        count = max(0, round(rng.gauss(mean * scale, 0.7 * (mean * scale) ** 0.5)))
        moments.extend(start + timedelta(seconds=rng.uniform(0, 1800)) for _ in range(count))
    yield from sorted(moments)


def _call(arrived: datetime, free: list[tuple[datetime, int]], rng: random.Random) -> Call:
    queued = arrived + GREETING
    patience = timedelta(seconds=rng.uniform(0.5, 4.9) if rng.random() < 0.015 else 5 + rng.expovariate(1 / 300))
    gives_up = queued + patience
    lost = _lost_offer(queued, free, rng)
    idle_since, adviser = free[0]
    earliest = lost[1] + OFFER_LASTS if lost else queued
    offered = max(earliest, idle_since) + timedelta(milliseconds=rng.uniform(40, 120))
    answered = offered + timedelta(seconds=rng.uniform(1.5, 6))
    if gives_up < answered:
        rang = offered if offered < gives_up else None
        return Call(arrived, queued, lost, rang, None, gives_up, None, adviser if rang else None)
    ended = answered + timedelta(seconds=25 + rng.gammavariate(2.2, 105))
    finished = ended + timedelta(seconds=5 + rng.expovariate(1 / 35))
    rest = BREAK if rng.random() < BREAK_CHANCE else timedelta(seconds=rng.expovariate(1 / 20))
    heapq.heapreplace(free, (finished + rest, adviser))
    return Call(arrived, queued, lost, offered, answered, ended, finished, adviser)


def _lost_offer(queued: datetime, free: list[tuple[datetime, int]], rng: random.Random) -> tuple[int, datetime] | None:
    """Now and then somebody left the desk: the offer is lost after 20 s and that adviser rests for a while."""
    idle_since, adviser = free[0]
    if rng.random() > 0.008 or idle_since > queued:
        return None
    offered = queued + timedelta(milliseconds=80)
    heapq.heapreplace(free, (offered + OFFER_LASTS + timedelta(minutes=5), adviser))
    return adviser, offered
