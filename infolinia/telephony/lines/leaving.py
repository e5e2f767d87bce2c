"""A call on its way out: what it is for, what became of it, and the leg whose id tells both."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from infolinia.telephony.ari.events import Channel
from infolinia.telephony.provisioning.trunk_settings import Trunk
from infolinia.telephony.rules.numbers import Destination, Kind

OUT = "out"
BUSY_CAUSES = frozenset({17})
REFUSED_CAUSES = frozenset({21})
WRONG_CAUSES = frozenset({1, 22, 28})
SILENT_CAUSES = frozenset({0, 16, 18, 19})
"""Causes that say nothing when the phone never rang: an operator that does not answer looks the same (408)."""


class Failure(StrEnum):
    """Why a call that should leave reached nobody."""

    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"
    NOT_ALLOWED = "not_allowed"
    LIMIT = "limit"
    NO_TRUNK = "no_trunk"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Purpose:
    """What happens with calls made for one purpose; each gets the key given to `dial`.

    `answered` gets the resident's channel, inside the application and in no bridge. `failed` is told once, at any time
    after `dial` returned. `ended` is told when an answered leg is gone, unless the leg has become a call of its own.
    """

    answered: Callable[[str, Channel, datetime], None]
    failed: Callable[[str, Failure, datetime], None]
    ended: Callable[[str, str, datetime], None] = field(default=lambda _key, _leg, _at: None)


@dataclass
class Attempt:
    """One call on its way out; `left` are the trunks not tried yet."""

    purpose: str
    key: str
    to: Destination
    left: list[Trunk]
    until: datetime
    variables: Mapping[str, str]
    number: int = 0
    trunk: Trunk | None = None
    is_ringing: bool = False
    cancelled: bool = False
    timers: list[asyncio.TimerHandle] = field(default_factory=list)

    @property
    def leg(self) -> str:
        """Return the id of the leg that rings now."""
        return leg_of(self.purpose, self.key, self.number)

    def stop_clocks(self) -> None:
        """Nothing is waited for any more."""
        for timer in self.timers:
            timer.cancel()
        self.timers = []


def leg_of(purpose: str, key: str, attempt: int) -> str:
    """Return the id of a leg that leaves."""
    return f"{OUT}~{purpose}~{key}~{attempt}"


def told_by(leg: str) -> tuple[str, str] | None:
    """Return purpose and key of a leg's id made by `leg_of`, or nothing for any other channel."""
    prefix, _, rest = leg.partition("~")
    purpose, _, rest = rest.partition("~")
    key, _, attempt = rest.rpartition("~")
    return (purpose, key) if prefix == OUT and key and attempt.isdigit() else None


def as_wanted(to: Destination, trunk: Trunk) -> str:
    """Return the number in the form that the trunk's operator wants."""
    if to.kind == Kind.SHORT or trunk.numbers == "e164":
        return to.number
    return to.at_home if trunk.numbers == "national" else to.number.removeprefix("+")


def failure_of(cause: int, attempt: Attempt, at: datetime) -> Failure | None:
    """Return what the cause means for the caller; nothing when another trunk may do better."""
    if cause in BUSY_CAUSES:
        return Failure.BUSY
    if cause in WRONG_CAUSES:
        return Failure.WRONG_NUMBER
    if cause in REFUSED_CAUSES:
        return Failure.REFUSED
    if attempt.is_ringing or at >= attempt.until:
        return Failure.NO_ANSWER
    return None
