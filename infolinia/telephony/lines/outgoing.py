"""Calls that leave: over the first trunk that works, to allowed numbers only, within the limits of the guard.

A part of the line that calls residents names its purpose and says what happens next:

    exchange.outgoing.purposes["callback"] = Purpose(answered=…, failed=…, ended=…)
    exchange.outgoing.dial("callback", str(callback_id), "+48500000014", seconds=30, at=at)

The leg's id tells purpose, key and attempt, so whoever takes over after a fault knows what it is: `answered` is then
told again. Everything else about a call (retries, quiet hours, who pays) is the purpose's own affair.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from infolinia.core import clock
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import OUT, Attempt, Failure, Purpose, as_wanted, failure_of, told_by
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.trunk_health import TrunkHealth
from infolinia.telephony.provisioning.trunk_settings import Trunk, TrunkSettings
from infolinia.telephony.rules import guard
from infolinia.telephony.rules.numbers import Destination, Kind, Refusal, destination

log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds without ringing or progress after which a trunk counts as half-open and the next one is tried."""


class Outgoing:
    """Every call on its way out, by its leg, and what is known of the trunks."""

    def __init__(self, *, ari: Ari, lanes: Lanes, notes: Notes, settings: TrunkSettings, number: str) -> None:
        self.purposes: dict[str, Purpose] = {}
        self.settings = settings
        self.trunks = TrunkHealth(settings.trunks, notes)
        self.tried: list[guard.Tried] = []
        self._ari = ari
        self._lanes = lanes
        self._notes = notes
        self._number = number
        self._attempts: dict[str, Attempt] = {}
        self._talking: dict[str, tuple[str, str]] = {}

    def may_dial(self, number: str) -> Destination | Refusal:
        """Return where a call to the number would go, or why none may leave; the city's own number is no number."""
        found = destination(number, self.settings.allowed)
        is_own = isinstance(found, Destination) and found.at_home == self._number
        return Refusal.NO_NUMBER if is_own else found

    def dial(
        self,
        purpose: str,
        key: str,
        number: str,
        *,
        seconds: int,
        at: datetime,
        variables: Mapping[str, str] | None = None,
    ) -> None:
        """Call the number for at most so many seconds, showing the city's own; returns at once."""
        to = self.may_dial(number)
        if isinstance(to, Refusal):
            log.warning("%s %s: %s", purpose, key, to)
            self._tell_failed(purpose, key, Failure.NOT_ALLOWED)
            return
        verdict = guard.judge(
            self.settings.limits, self.tried, now_out=len(self._attempts) + len(self._talking), kind=to.kind, at=at
        )
        self._alarm(verdict, to.kind, at)
        if verdict.broken:
            self._tell_failed(purpose, key, Failure.LIMIT)
            return
        self._remember(guard.Tried(at, to.kind), at)
        until = at + timedelta(seconds=seconds)
        self._next(Attempt(purpose, key, to, self.trunks.in_order(at), until, variables or {}), at)

    def cancel(self, purpose: str, key: str) -> None:
        """Give up a call that is not answered; `failed` is told `CANCELLED`."""
        for attempt in self._attempts.values():
            if (attempt.purpose, attempt.key) == (purpose, key):
                attempt.cancelled = True
                self._hang_up(attempt.leg)

    def is_out(self, purpose: str, key: str) -> bool:
        """Return whether a call of this purpose and key is on its way out, or answered and not handed on."""
        under_way = ((one.purpose, one.key) for one in self._attempts.values())
        return (purpose, key) in [*under_way, *self._talking.values()]

    # --- what the engine says --------------------------------------------------------------------------------------

    def entered(self, channel: Channel, _args: list[str], at: datetime) -> None:
        """A resident picked up."""
        told = told_by(channel.id)
        if told is None or told[0] not in self.purposes:
            self._hang_up(channel.id)
            return
        attempt = self._attempts.pop(channel.id, None)
        if attempt and attempt.cancelled:
            self._finish(attempt, Failure.CANCELLED, at)
            self._hang_up(channel.id)
            return
        if attempt:
            self._note(attempt, "answered", at)
        self._talking[channel.id] = told
        self.purposes[told[0]].answered(told[1], channel, at)

    def progressed(self, leg: str, status: str) -> None:
        """The other side rings, or its operator plays something."""
        attempt = self._attempts.get(leg)
        if attempt and status in ("RINGING", "PROGRESS", "PROCEEDING"):
            attempt.is_ringing = True

    def cut(self, leg: str, at: datetime) -> None:
        """A leg left the application or is gone."""
        if told := self._talking.pop(leg, None):
            self.purposes[told[0]].ended(told[1], leg, at)

    def destroyed(self, leg: str, cause: int, at: datetime) -> None:
        """A leg is gone, with the engine's reason (Q.850)."""
        attempt = self._attempts.pop(leg, None)
        if attempt is None:
            # A leg that became a call of its own is ended as such, and not told as `cut`: it leaves the count here.
            asyncio.get_running_loop().call_soon(self._talking.pop, leg, None)
            return
        if attempt.cancelled:
            self._finish(attempt, Failure.CANCELLED, at)
        elif failure := failure_of(cause, attempt, at):
            self._finish(attempt, failure, at)
        else:
            log.warning("trunk %s failed a call (cause %s)", attempt.trunk and attempt.trunk.name, cause)
            if attempt.trunk:
                self.trunks.failed(attempt.trunk, at)
            self._next(attempt, at)

    def agree(self, known: Mapping[str, bool], legs: Iterable[Channel], at: datetime) -> None:
        """Know anew which trunks answer, and which legs of ours there are, after a (re)connection to the engine."""
        self.trunks.agree(known, at)
        there = {channel.id: channel for channel in legs if channel.id.startswith(f"{OUT}~")}
        for leg in [leg for leg in (*self._attempts, *self._talking) if leg not in there]:
            self.cut(leg, at)
            self.destroyed(leg, 0, at)
        for channel in there.values():
            if channel.id in self._attempts or channel.id in self._talking:
                continue
            if channel.state == "Up":
                self.entered(channel, [], at)
            else:
                self._adopt_ringing(channel)

    # --- ways --------------------------------------------------------------------------------------------------------

    def _next(self, attempt: Attempt, at: datetime) -> None:
        attempt.stop_clocks()
        if not attempt.left:
            self._finish(attempt, Failure.NO_TRUNK, at)
            return
        attempt.trunk, attempt.number, attempt.is_ringing = attempt.left.pop(0), attempt.number + 1, False
        self._attempts[attempt.leg] = attempt
        loop, leg, trunk = asyncio.get_running_loop(), attempt.leg, attempt.trunk
        seconds = max(1.0, (attempt.until - at).total_seconds())
        attempt.timers = [loop.call_later(seconds, self._hang_up, leg), loop.call_later(PATIENCE, self._half_open, leg)]
        self._lanes.then(leg, lambda: self._ring(attempt, trunk, int(seconds) + 5), lambda _error: self._refused(leg))

    async def _ring(self, attempt: Attempt, trunk: Trunk, seconds: int) -> None:
        await self._ari.ring(
            attempt.leg,
            endpoint=f"PJSIP/{as_wanted(attempt.to, trunk)}@{trunk.endpoint}",
            args=f"{OUT},{attempt.purpose},{attempt.key}",
            caller_id=f"<{trunk.shown or self._number}>",
            seconds=seconds,
            variables={**attempt.variables},
            formats=",".join(trunk.codecs),
        )

    def _refused(self, leg: str) -> None:
        """The engine itself could not call."""
        self.destroyed(leg, 38, clock.now())

    def _half_open(self, leg: str) -> None:
        attempt = self._attempts.get(leg)
        if attempt and not attempt.is_ringing and attempt.left:
            self._hang_up(leg)

    def _adopt_ringing(self, channel: Channel) -> None:
        """Drop a leg that rings for an exchange that is gone: nobody here knows until when it may ring."""
        told = told_by(channel.id)
        self._hang_up(channel.id)
        if told and (purpose := self.purposes.get(told[0])):
            purpose.failed(told[1], Failure.CANCELLED, clock.now())

    # --- the end ---------------------------------------------------------------------------------------------------

    def _hang_up(self, leg: str) -> None:
        self._lanes.then(leg, lambda: self._ari.hang_up(leg))

    def _finish(self, attempt: Attempt, failure: Failure, at: datetime) -> None:
        attempt.stop_clocks()
        self._note(attempt, failure, at)
        self._tell_failed(attempt.purpose, attempt.key, failure)

    def _tell_failed(self, purpose: str, key: str, failure: Failure) -> None:
        loop = asyncio.get_running_loop()
        loop.call_soon(lambda: self.purposes[purpose].failed(key, failure, clock.now()))

    def _note(self, attempt: Attempt, result: str, at: datetime) -> None:
        attempt.stop_clocks()
        trunk = attempt.trunk.name if attempt.trunk else ""
        self._notes.add([ledger.left_the_house(attempt.leg, attempt.purpose, attempt.to, trunk, result, at)])

    # --- the guard -------------------------------------------------------------------------------------------------

    def _remember(self, one: guard.Tried, at: datetime) -> None:
        self.tried = [*(old for old in self.tried if old.at > at - guard.DAY), one]

    def _alarm(self, verdict: guard.Verdict, kind: Kind, at: datetime) -> None:
        if verdict.broken:
            log.error("outgoing calls: the limit %s is reached (%s)", verdict.broken, kind)
            self._notes.add([ledger.alarm("limit_reached", f"{verdict.broken}:{kind}", at)])
        for limit in verdict.near:
            self._notes.add([ledger.alarm("limit_near", f"{limit}:{kind}", at)])
