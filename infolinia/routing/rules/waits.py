"""How long a caller will wait: an honest range from who is ahead and who works, never a single figure.

The line moves when a talk ends or somebody ahead gives up. With `n` advisers at work and `j` callers ahead it moves at
the rate n / handling + j / patience, so the wait is a sum of such steps: a birth-death chain as in the Erlang-A queue
(Mandelbaum and Zeltyn 2005). Its mean and variance give a gamma distribution, whose quantiles are the range
(Wilson and Hilferty 1931).
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil, floor, sqrt

from infolinia.routing.rules.floor import AFTER_CALL, READY, RINGING, TALKING, VOICE, Adviser, Caller, Floor
from infolinia.routing.rules.matching import in_line

AT_WORK = frozenset({READY, RINGING, TALKING, AFTER_CALL})
OUTER = 0.9
"""The normal quantile of .9: four waits of five lie between its two sides."""
SHORTEST = timedelta(minutes=1)


@dataclass(frozen=True)
class Pace:
    """What the last weeks showed for this time of the week: mean handling with writing up, and mean patience."""

    handling: timedelta
    patience: timedelta


@dataclass(frozen=True)
class Estimate:
    """The wait from now: four of five callers wait between `least` and `most`, half of them less than `middle`."""

    least: timedelta
    middle: timedelta
    most: timedelta

    @property
    def minutes(self) -> tuple[int, int]:
        """Return the range as it is spoken: whole minutes, never under one, never a range of nothing."""
        low = max(1, floor(self.least.total_seconds() / 60))
        return low, max(low + 1, ceil(self.most.total_seconds() / 60))


def estimate(*, ahead: int, advisers: int, pace: Pace) -> Estimate | None:
    """Return the wait of a caller with so many ahead; nothing when nobody is at work, for then nobody knows."""
    if advisers <= 0:
        return None
    moves = advisers / pace.handling.total_seconds()
    leaves = 1 / pace.patience.total_seconds()
    steps = [1 / (moves + number * leaves) for number in range(ahead + 1)]
    mean, variance = sum(steps), sum(step * step for step in steps)
    shape = mean * mean / variance
    return Estimate(*(timedelta(seconds=mean * _quantile(shape, side)) for side in (-OUTER, 0.0, OUTER)))


def estimate_of(floor_now: Floor, caller: Caller, pace: Pace) -> Estimate | None:
    """Return the wait of a caller on this floor: only those ahead and at work count who concern the same skills."""
    able = [one for one in floor_now.advisers.values() if _works_for(one, caller)]
    ahead = sum(
        1
        for other in in_line(floor_now)
        if other.place < caller.place and other.medium == VOICE and any(_works_for(one, other) for one in able)
    )
    return estimate(ahead=ahead, advisers=len(able), pace=pace)


def _works_for(adviser: Adviser, caller: Caller) -> bool:
    """Whether the adviser will be able to serve the caller once they are free: needs as they are after any wait."""
    at_work = adviser.state in AT_WORK and adviser.phone_ready
    return at_work and caller.wanted.is_met(adviser.skills, timedelta.max)


def _quantile(shape: float, side: float) -> float:
    """Return the gamma distribution's quantile at a normal deviate, for mean 1."""
    part = 1 / (9 * shape)
    return float(max(0.0, 1 - part + side * sqrt(part)) ** 3)
