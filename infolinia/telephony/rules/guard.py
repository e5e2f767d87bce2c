"""The guard against stolen calls: how many may leave within an hour, a day, at once, and to each kind of number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from infolinia.telephony.rules.numbers import Kind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALARM_SHARE = 0.8
"""From this share of a limit on the office is told, before anything is refused."""


class Limit(StrEnum):
    """Which limit a call would break."""

    AT_ONCE = "at_once"
    PER_HOUR = "per_hour"
    PER_DAY = "per_day"
    PER_DAY_OF_KIND = "per_day_of_kind"


def _usual() -> Mapping[Kind, int]:
    return {Kind.ABROAD: 20, Kind.SHARED: 50, Kind.VOIP: 50, Kind.SHORT: 100}


@dataclass(frozen=True)
class Limits:
    """The most calls that may leave; 0 means none. A kind that is not listed has no limit of its own."""

    per_hour: int = 200
    per_day: int = 1000
    at_once: int = 60
    per_day_of: Mapping[Kind, int] = field(default_factory=_usual)


@dataclass(frozen=True)
class Tried:
    """One call that left or was tried: when, and to which kind of number."""

    at: datetime
    kind: Kind


@dataclass(frozen=True)
class Verdict:
    """`broken` names the limit that refuses the call; `near` those that are used by four fifths with this call."""

    broken: Limit | None = None
    near: tuple[Limit, ...] = ()


def judge(limits: Limits, tried: Iterable[Tried], *, now_out: int, kind: Kind, at: datetime) -> Verdict:
    """Tell whether one more call may leave. `now_out` are those that last; tries older than a day do not count."""
    recent = [one for one in tried if one.at > at - DAY]
    used = {
        Limit.AT_ONCE: (now_out, limits.at_once),
        Limit.PER_HOUR: (sum(one.at > at - HOUR for one in recent), limits.per_hour),
        Limit.PER_DAY: (len(recent), limits.per_day),
    }
    if kind in limits.per_day_of:
        used[Limit.PER_DAY_OF_KIND] = (sum(one.kind == kind for one in recent), limits.per_day_of[kind])
    broken = next((limit for limit, (count, most) in used.items() if count >= most), None)
    near = tuple(limit for limit, (count, most) in used.items() if count + 1 >= ALARM_SHARE * most)
    return Verdict(broken, near)
