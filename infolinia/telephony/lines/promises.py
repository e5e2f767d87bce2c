"""Whom the line has promised to call back, and who of them stands in the line now, as callers at their old places.

A promise goes through the journal before anything is done for it, so no fault loses one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from infolinia.core import clock
from infolinia.routing.rules import callbacks as rules
from infolinia.routing.rules import events
from infolinia.routing.rules.callbacks import CallBackRules
from infolinia.telephony.ari.events import EngineEvent
from infolinia.telephony.callbacks.operations import CALLED_BACK
from infolinia.telephony.callbacks.queries import CallBackFact, key_of
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.rules.numbers import Destination

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
NETWORK_LOST = 44
"""The engine's cause for a leg from which no sound came any more (Q.850: requested channel not available)."""
FAULTS = UUID("9c1f6a0e-5f2b-5d0c-8a3e-6d6f1f4f7b21")
Read = Callable[[], Awaitable[tuple[CallBackRules, list[CallBackFact]]]]


class Promises:
    """Open promises by id. `read` asks the database; `unwritten` tells how much it has not got yet from us."""

    def __init__(self, exchange: "Exchange", hours: Hours, read: Read, unwritten: Callable[[], int]) -> None:
        self.rules = CallBackRules()
        self._exchange = exchange
        self._hours = hours
        self._read = read
        self._unwritten = unwritten
        self._open: dict[UUID, CallBackFact] = {}
        self._changes = 0
        self._is_stale = True
        exchange.cut_off.append(self.cut_off)
        exchange.talks.known.append(self._somebody_talks)
        exchange.follow("ChannelHangupRequest", self._network_lost)

    def of_call(self, call: Call) -> CallBackFact | None:
        """Return the promise that this call is to keep, while it is open."""
        return self._open.get(UUID(call.call_back))

    def of_key(self, key: str) -> CallBackFact | None:
        """Return the promise whose attempt under way has this key."""
        return next((one for one in self._open.values() if one.key == key), None)

    def under_way(self) -> Iterator[CallBackFact]:
        """Yield every promise for which somebody is being called now."""
        return (one for one in list(self._open.values()) if one.state == "calling")

    def allowed(self, number: str) -> str:
        """Return the number in its stored form when it may be called back, otherwise an empty string."""
        found = self._exchange.outgoing.may_dial(number)
        return found.number if isinstance(found, Destination) and found.kind in CALLED_BACK else ""

    def promise(self, call: Call, number: str, *, why: str, at: datetime, ident: UUID | None = None) -> None:
        """Promise to call this caller back, at their place; they stand in the line as a promise from now on."""
        ident = ident or uuid5(FAULTS, f"promised:{call.id}")
        prefers = call.prefers or (call.adviser_id if why == "cut_off" else None)
        fact = CallBackFact(
            id=ident,
            number=number,
            state="waiting",
            arrived_at=call.arrived_at,
            due_at=at,
            expires_at=rules.valid_until(self.rules, self._hours.calendar, at, always_open=self._hours.always_open),
            leased_until=None,
            attempts=0,
            queue_code=call.queue,
            language=call.language,
            prefers_id=prefers,
            name=call.name,
        )
        self._exchange.notes.add([ledger.promised(fact, call, why, at)])
        if not any(one.number == number for one in self._open.values()):
            self.know(fact)
        self._exchange.offers.apply(events.Left(call.id), at)
        self.look(at)

    def cut_off(self, call: Call, at: datetime) -> None:
        """A fault cut this caller off: they are called back, once, whatever they did before."""
        number = self.allowed(call.number)
        if number and self.rules.after_fault and call.stage is not Stage.CLOSED and not call.ended_by:
            log.warning("call %s was cut off and is called back", call.id)
            self.promise(call, number, why="cut_off", at=at, ident=uuid5(FAULTS, call.id))

    def _network_lost(self, event: EngineEvent) -> None:
        call = self._exchange.calls.get(event.channel.id) if event.channel else None
        if call and event.raw.get("soft") and event.raw.get("cause") == NETWORK_LOST:
            self.cut_off(call, event.at)

    def _somebody_talks(self, call: Call) -> None:
        """Whoever reached us by themselves need not be called back."""
        number = "" if call.call_back else self.allowed(call.number)
        for fact in [one for one in self._open.values() if one.number == number and one.state == "waiting"]:
            at = clock.now()
            self._exchange.notes.add([ledger.called_again(number, at)])
            self._forget(fact, at)

    # --- who stands in the line --------------------------------------------------------------------------------------

    async def watch(self) -> None:
        """Read anew what screens changed, and let each promise stand in the line when it may, for ever."""
        complaint = ""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                if self._is_stale:
                    await self.learn()
                self.look(clock.now())
                complaint = ""
            except Exception as error:  # without a database what we know holds
                before, complaint = complaint, str(error).split("\n")[0]
                if complaint != before:
                    log.warning("call-backs: %s", complaint)

    def changed(self) -> None:
        """Something was written about promises: they are read anew at the next look."""
        self._is_stale = True

    async def learn(self) -> None:
        """Believe the database, once it has got everything from us."""
        before = self._changes
        if self._unwritten():
            return
        told, facts = await self._read()
        self.rules = told
        if self._changes != before or self._unwritten():
            return
        self._is_stale = False
        gone = [fact for ident, fact in self._open.items() if ident not in {one.id for one in facts}]
        for fact in gone:
            self._forget(fact, clock.now())
        self._open |= {fact.id: fact for fact in facts}

    def look(self, at: datetime) -> None:
        """Let those stand in the line who may be called now, and nobody else."""
        may_ring = rules.may_ring(self.rules, self._hours.calendar, at, always_open=self._hours.always_open)
        for fact in list(self._open.values()):
            key = key_of(fact.id, fact.made + 1)
            is_due = may_ring and fact.state == "waiting" and fact.due_at <= at < fact.expires_at
            if is_due and key not in self._exchange.offers.floor.callers:
                self._stand(fact, key, at)
            elif not is_due and fact.state == "waiting":
                self._step_back(key, at)

    def know(self, fact: CallBackFact) -> None:
        """Keep the promise as it is now; the database is read again once it has got this too."""
        self._open[fact.id] = fact
        self._changes += 1
        self._is_stale = True

    def kept(self, key: str) -> None:
        """The promise whose attempt has this key is kept, or over."""
        self._open = {ident: one for ident, one in self._open.items() if one.key != key}
        self._changes += 1
        self._is_stale = True

    def _stand(self, fact: CallBackFact, key: str, at: datetime) -> None:
        known = self._exchange.calls.get(key)
        if known is None:
            known = self._exchange.calls[key] = Call(
                id=key,
                channel="phone",
                arrived_at=fact.arrived_at,
                number=fact.number,
                name=fact.name,
                queue=fact.queue_code,
                language=fact.language,
                prefers=fact.prefers_id,
                call_back=str(fact.id),
            )
        known.stage, known.was_queued, known.arrived_at = Stage.WAITING, True, fact.arrived_at
        self._exchange.stand_in_line(known, at)

    def _step_back(self, key: str, at: datetime) -> None:
        """Take a promise out of the line again: it is too late in the day, or it was called off."""
        call = self._exchange.calls.get(key)
        if call and call.stage is Stage.WAITING:
            self._exchange.offers.apply(events.Left(key), at)
            del self._exchange.calls[key]
            self._exchange.notes.add([ledger.call_back_failed(key, "withdrawn", at)])

    def _forget(self, fact: CallBackFact, at: datetime) -> None:
        self._open.pop(fact.id, None)
        self._changes += 1
        self._is_stale = True
        self._step_back(key_of(fact.id, fact.made + 1), at)
