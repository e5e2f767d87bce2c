"""The distribution's own code on a virtual clock: against Erlang A, `app_queue`'s strategies, and its own estimates.

No engine, no clock of the machine: the same figures come on any machine and at any load.
"""

import random
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from benchmarks._quiet import percentile, verdict
from benchmarks.app_queue import STRATEGIES, AppQueue, Member, QueuedCall
from benchmarks.erlang import erlang_a, share_within
from infolinia.routing.rules.floor import Caller, Floor
from infolinia.routing.rules.needs import Need, Relaxation, Wanted
from infolinia.routing.rules.virtual import Arrival, Outcome, Shift, VirtualDay
from infolinia.routing.rules.waits import Estimate, Pace, estimate_of

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)
ANSWERED_WITHIN = 20.0
HANDLING, PATIENCE, ADVISERS, A_SECOND = 200.0, 150.0, 20, 0.105
CALLS, RUNS = 6_000, 12
MANY = 5
"""Times as many runs against the closed form: chance has to stay below its promise."""
WITHIN = 0.02
MIXED_A_SECOND = 0.085
"""A day on which the advisers are at work for 85 % of the time."""
BUSY_A_SECOND = 0.16
"""A day on which everybody waits: the load is 1.6 times what the advisers can do."""
MOST_ERROR, LEAST_INSIDE = 0.25, 0.80


def seconds(number: float) -> timedelta:
    """Return so many seconds."""
    return timedelta(seconds=number)


@dataclass(frozen=True)
class Figures:
    """The mean wait in seconds, the share answered in time, the share that gave up, and what one of twenty waits."""

    wait: float
    in_time: float
    lost: float
    long: float


def figures(outcomes: Sequence[tuple[float, bool]]) -> Figures:
    """Return the figures of (seconds waited, served)."""
    number = len(outcomes)
    in_time = sum(served and waited <= ANSWERED_WITHIN for waited, served in outcomes)
    lost = sum(not served for _, served in outcomes)
    waits = [waited for waited, _ in outcomes]
    return Figures(sum(waits) / number, in_time / number, lost / number, percentile(waits, 95))


def mean_of(runs: Sequence[Figures]) -> Figures:
    """Return the mean of the runs."""
    names = ("wait", "in_time", "lost", "long")
    return Figures(*(statistics.mean(getattr(one, name) for one in runs) for name in names))


def of(outcomes: Sequence[Outcome]) -> list[tuple[float, bool]]:
    """Return seconds waited and served of each outcome."""
    return [(one.waited.total_seconds(), one.adviser_id is not None) for one in outcomes]


def arrivals(
    chance: random.Random, wanted: Sequence[tuple[str, Wanted, float]], a_second: float = A_SECOND
) -> list[tuple[str, Arrival]]:
    """Return memoryless callers with the queue of each; `wanted` has queue, needs and share."""
    found, at = [], 0.0
    for number in range(CALLS):
        at += chance.expovariate(a_second)
        queue, needs, _ = chance.choices(wanted, [share for _, _, share in wanted])[0]
        caller = Caller(f"{number:06}", NINE + seconds(at), wanted=needs)
        patience, talk = chance.expovariate(1 / PATIENCE), chance.expovariate(1 / HANDLING)
        found.append((queue, Arrival(caller, seconds(patience), seconds(talk))))
    return found


def shift(adviser: int, skills: dict[str, int] | None = None) -> Shift:
    """Return somebody who is at work all the time."""
    return Shift(adviser, NINE - seconds(1), NINE + timedelta(days=30), skills or {})


def against_erlang() -> bool:
    """Compare one skill with the closed form; many runs, so that chance stays below the promise."""
    runs = []
    for seed in range(RUNS * MANY):
        day = [one for _, one in arrivals(random.Random(seed), [("all", Wanted(), 1.0)])]
        runs.append(figures(of(VirtualDay(day, [shift(number) for number in range(ADVISERS)]).play())))
    wait, lost = erlang_a(arrivals=A_SECOND, handling=HANDLING, patience=PATIENCE, advisers=ADVISERS)
    in_time = share_within(ANSWERED_WITHIN, arrivals=A_SECOND, handling=HANDLING, patience=PATIENCE, advisers=ADVISERS)
    ours = mean_of(runs)
    print(f"Erlang A   mean wait {wait:6.2f} s   in 20 s {in_time:6.2%}   gave up {lost:6.2%}")
    print(f"ours       mean wait {ours.wait:6.2f} s   in 20 s {ours.in_time:6.2%}   gave up {ours.lost:6.2%}")
    kept = abs(ours.wait / wait - 1) <= WITHIN and abs(ours.in_time / in_time - 1) <= WITHIN
    print(verdict(kept, f"within {WITHIN:.0%} of the closed form ({RUNS * MANY} × {CALLS} calls)"))
    return kept


ROADS = Wanted((Need("drogi", 2, (Relaxation(seconds(30), 1),)),))
UKRAINIAN = Wanted((Need("uk"),))
MIX = [("ogolne", Wanted((Need("ogolne"),)), 0.6), ("drogi", ROADS, 0.25), ("uk", UKRAINIAN, 0.15)]


def skills_of(adviser: int) -> dict[str, int]:
    """Return what each of twenty can do: all the general, half the roads at two levels, five Ukrainian."""
    roads = 3 if adviser % 4 == 0 else 1
    return {"ogolne": 1} | ({"drogi": roads} if adviser % 2 == 0 else {}) | ({"uk": 1} if adviser % 4 == 1 else {})


def against_app_queue() -> bool:
    """Compare many skills with app_queue's strategies on the same arrivals: a queue each, levels as penalties."""
    ours = {"ours, longest idle": list[Figures](), "ours, sparing": list[Figures]()}
    theirs = {name: list[Figures]() for name in STRATEGIES}
    for seed in range(RUNS // 3):
        told = arrivals(random.Random(seed), MIX, MIXED_A_SECOND)
        shifts = [shift(number, skills_of(number)) for number in range(ADVISERS)]
        for kind, sparing in (("ours, longest idle", False), ("ours, sparing", True)):
            day = [replace(one, caller=replace(one.caller, spares_rare=sparing)) for _, one in told]
            ours[kind].append(figures(of(VirtualDay(day, shifts).play())))
        calls = [_queued(queue, one) for queue, one in told]
        for name in STRATEGIES:
            played = AppQueue(calls, [_member(number) for number in range(ADVISERS)], name).play()
            theirs[name].append(figures(list(played.values())))
    found = {name: mean_of(runs) for name, runs in (ours | theirs).items()}
    for name, one in found.items():
        shown = f"mean wait {one.wait:6.2f} s   95 of 100 within {one.long:6.1f} s   in 20 s {one.in_time:6.2%}"
        print(f"{name:18} {shown}   gave up {one.lost:6.2%}")
    us, others = found.pop("ours, sparing"), [found[name] for name in STRATEGIES]
    kept = all(us.wait < one.wait and us.long < one.long and us.in_time > one.in_time for one in others)
    print(verdict(kept, "sparing rare skills, better than each strategy: mean wait, long waits, answered in 20 s"))
    return kept


def _queued(queue: str, one: Arrival) -> QueuedCall:
    came = (one.caller.arrived_at - NINE).total_seconds()
    times = (came, one.patience.total_seconds(), one.talk.total_seconds())
    first, relaxed = (1, 30.0) if queue == "drogi" else (9, 0.0)
    return QueuedCall(one.caller.call_id, queue, *times, most_penalty=first, relaxes_after=relaxed)


def _member(number: int) -> Member:
    skills = skills_of(number)
    return Member(number, {queue: 3 - level for queue, level in skills.items()})


def estimates() -> bool:
    """Check what callers were told at their arrival, on a day with long waits, against what then happened.

    Every twentieth waits for ever and is asked: the waits of those who gave up are not known. The range is the one that
    is spoken, in whole minutes; one that begins with a minute says "up to".
    """
    pace = Pace(seconds(HANDLING), seconds(PATIENCE))
    errors, inside = list[float](), list[bool]()
    for seed in range(RUNS // 2):
        said: dict[str, Estimate] = {}
        day = [one for _, one in arrivals(random.Random(seed), [("all", Wanted(), 1.0)], BUSY_A_SECOND)]
        for number in range(0, CALLS, 20):
            day[number] = replace(day[number], patience=timedelta(days=1))
        asked = {day[number].caller.call_id for number in range(0, CALLS, 20)}
        played = VirtualDay(day, [shift(number) for number in range(ADVISERS)], look=partial(_look, said, pace)).play()
        for one in played:
            waited = one.waited.total_seconds()
            if one.caller.call_id in asked and one.caller.call_id in said and waited > 1:
                found = said[one.caller.call_id]
                low, high = found.minutes
                errors.append(abs(found.middle.total_seconds() / waited - 1))
                inside.append((low == 1 or low * 60 <= waited) and waited <= high * 60)
    error, share = statistics.median(errors), sum(inside) / len(inside)
    print(f"told to {len(errors)} callers: median error {error:.1%}, inside the spoken range {share:.1%}")
    kept = error <= MOST_ERROR and share >= LEAST_INSIDE
    print(verdict(kept, f"median error at most {MOST_ERROR:.0%}, at least {LEAST_INSIDE:.0%} inside"))
    return kept


def _look(said: dict[str, Estimate], pace: Pace, floor: Floor, caller: Caller, _at: datetime) -> None:
    if found := estimate_of(floor, caller, pace):
        said[caller.call_id] = found


def main() -> int:
    """Print every comparison; returns 1 when a promise is broken."""
    return 0 if all([against_erlang(), against_app_queue(), estimates()]) else 1


if __name__ == "__main__":
    sys.exit(main())
