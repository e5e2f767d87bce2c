"""Residents whom the line calls back: they stand in the line as callers, an adviser is rung first, then they are.

Every promise and every attempt goes through the journal before the engine is asked, so a fault loses none and calls
nobody twice: an attempt's key names the call here, the resident's leg at the engine, and the row in the database.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from infolinia.contacts.operations import conversation_id_for
from infolinia.core import clock
from infolinia.routing.rules import callbacks as rules
from infolinia.routing.rules import events
from infolinia.routing.rules.callbacks import CallBackRules
from infolinia.routing.rules.floor import AFTER_CALL, READY, Offer
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel, EngineEvent
from infolinia.telephony.callbacks.operations import CALLED_BACK
from infolinia.telephony.callbacks.queries import CallBackFact, key_of
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.diary import Diary
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.offers import leg_of, offer_of
from infolinia.telephony.lines.outgoing import Failure, Purpose, told_by
from infolinia.telephony.lines.outgoing import leg_of as outgoing_leg
from infolinia.telephony.rules.numbers import Destination

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

log = logging.getLogger(__name__)

PURPOSE = "callback"
LOOK_EVERY = 1.0
LEASE_MARGIN = timedelta(minutes=2)
NETWORK_LOST = 44
"""The engine's cause for a leg from which no sound came any more (Q.850: requested channel not available)."""
FAULTS = UUID("9c1f6a0e-5f2b-5d0c-8a3e-6d6f1f4f7b21")
RESULTS = {
    Failure.BUSY: rules.BUSY,
    Failure.REFUSED: rules.BUSY,
    Failure.NO_ANSWER: rules.NO_ANSWER,
    Failure.WRONG_NUMBER: rules.WRONG_NUMBER,
    Failure.NOT_ALLOWED: rules.WRONG_NUMBER,
}
"""Whoever pressed the call away may be called later; only a person says no to an adviser. All else is a fault."""
Read = Callable[[], Awaitable[tuple[CallBackRules, list[CallBackFact]]]]


class CallBacks:
    """Open promises by id. `read` asks the database; `unwritten` tells how much it has not got yet from us."""

    def __init__(
        self,
        exchange: "Exchange",
        ari: Ari,
        lanes: Lanes,
        hours: Hours,
        diary: Diary,
        read: Read,
        unwritten: Callable[[], int],
    ) -> None:
        self.rules = CallBackRules()
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        self._hours = hours
        self._diary = diary
        self._read = read
        self._unwritten = unwritten
        self._open: dict[UUID, CallBackFact] = {}
        self._changes = 0
        self._is_stale = True
        self._dialling: dict[str, str] = {}
        self._given_up: set[str] = set()
        exchange.join_call_back = self._join
        exchange.outgoing.purposes[PURPOSE] = Purpose(self._answered, self._failed)
        exchange.adopting.append(self._adopt)
        exchange.cut_off.append(self.cut_off)
        exchange.talks.known.append(self._somebody_talks)
        for kind in ("StasisEnd", "ChannelDestroyed"):
            exchange.seen.setdefault(kind, []).append(self._leg_gone)
        exchange.seen.setdefault("ChannelHangupRequest", []).append(self._network_lost)

    # --- what is promised --------------------------------------------------------------------------------------------

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
            self._know(fact)
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
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                if self._is_stale:
                    await self.learn()
                self.look(clock.now())
            except Exception as error:  # without a database what we know holds
                log.warning("call-backs: %s", str(error).split("\n")[0])

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

    def _know(self, fact: CallBackFact) -> None:
        self._open[fact.id] = fact
        self._changes += 1
        self._is_stale = True

    def _forget(self, fact: CallBackFact, at: datetime) -> None:
        self._open.pop(fact.id, None)
        self._changes += 1
        self._is_stale = True
        self._step_back(key_of(fact.id, fact.made + 1), at)

    # --- an attempt --------------------------------------------------------------------------------------------------

    def _join(self, call: Call, offer: Offer, at: datetime) -> None:
        """The adviser picked up: now the resident's telephone rings, and the adviser hears it ring."""
        fact = self._open.get(UUID(call.call_back))
        leg, key = leg_of(offer.id), call.id
        call.stage, call.adviser_id, call.leg = Stage.DIALLING, offer.adviser_id, leg
        call.phone = self._exchange.phones.of_adviser(offer.adviser_id) or ""
        self._dialling[leg] = key
        until = at + self.rules.ring + LEASE_MARGIN
        self._exchange.notes.add([ledger.offer_answered(offer, at), *ledger.dialled(call, offer.adviser_id, at, until)])
        if fact:
            self._know(replace(fact, state="calling", leased_until=until, made=fact.made + 1, key=key))
        self._lanes.then(leg, lambda: self._ari.ringing(leg, on=True))
        seconds = int(self.rules.ring.total_seconds())
        self._exchange.outgoing.dial(PURPOSE, key, call.number, seconds=seconds, at=at)

    def _answered(self, key: str, channel: Channel, at: datetime) -> None:
        """The resident picked up: the call is theirs from now on, named by their leg."""
        if channel.id in self._exchange.calls:
            return
        call = self._exchange.calls.pop(key, None)
        if call is None or call.stage is not Stage.DIALLING or call.adviser_id is None:
            self._nobody_there(key, channel, at)
            return
        leg, adviser_id = call.leg, call.adviser_id
        self._dialling.pop(leg, None)
        self._exchange.notes.add(ledger.call_back_reached(call, key, adviser_id, at))
        self._reached(key)
        self._take(call, channel, leg, adviser_id, at)
        self._lanes.then(leg, lambda: self._ari.ringing(leg, on=False))
        self._mark(call)
        self._exchange.steps.join(call)

    def _take(self, call: Call, channel: Channel, leg: str, adviser_id: int, at: datetime) -> None:
        phone = call.phone
        _rename(call, channel.id)
        self._exchange.calls[call.id] = call
        self._exchange.talks.know(call, adviser_id, leg, phone)
        self._exchange.offers.apply(events.Taken(call.id, adviser_id), at)

    def _mark(self, call: Call) -> None:
        """Let the guard and a later daemon know that a resident is on this leg, with their place in the line."""
        arrived = str(int(call.arrived_at.timestamp() * 1000))

        async def steps() -> None:
            await self._ari.set_variable(call.id, "ARRIVED", arrived)
            await self._ari.set_variable(call.id, "GREETED", "yes")

        self._lanes.then(call.id, steps)

    def _nobody_there(self, key: str, channel: Channel, at: datetime) -> None:
        """The resident picked up, but the adviser is gone: they wait at their place for the next one."""
        fact = next((one for one in self._open.values() if one.key == key), None)
        arrived_at, number = (fact.arrived_at, fact.number) if fact else (channel.created_at, "")
        call = Call(
            channel.id, "phone", arrived_at, number, "", was_queued=True, call_back=str(fact.id) if fact else "-"
        )
        call.conversation_id = conversation_id_for(key)
        if fact:
            call.queue, call.language, call.prefers = fact.queue_code, fact.language, fact.prefers_id
        self._exchange.calls[call.id] = call
        self._exchange.notes.add(ledger.call_back_reached(call, key, None, at))
        self._reached(key)
        self._mark(call)
        self._exchange.queue(call, at)

    def _reached(self, key: str) -> None:
        self._open = {ident: one for ident, one in self._open.items() if one.key != key}
        self._changes += 1
        self._is_stale = True

    def _failed(self, key: str, why: Failure, at: datetime) -> None:
        """Nobody was reached: the adviser is free again, the rules say what follows."""
        given_up = key in self._given_up
        self._given_up.discard(key)
        result = rules.GIVEN_UP if given_up else RESULTS.get(why, rules.FAILED)
        self._exchange.notes.add([ledger.attempt_failed(key, result, at)])
        fact = next((one for one in self._open.values() if one.key == key), None)
        if fact:
            self._go_on(fact, result, at)
        self._exchange.notes.add([ledger.call_back_failed(key, result, at)])
        call = self._exchange.calls.pop(key, None)
        if call and call.leg:
            self._dialling.pop(call.leg, None)
            self._exchange.steps.drop(call.leg)
        self._free(key, at)
        self.look(at)

    def _free(self, key: str, at: datetime) -> None:
        """Nobody was reached, so there is nothing to write up: the adviser takes calls again."""
        self._exchange.offers.apply(events.TalkEnded(key), at)
        for adviser in list(self._exchange.offers.floor.advisers.values()):
            if adviser.call_id == key and adviser.state == AFTER_CALL:
                self._exchange.offers.apply(events.Chose(adviser.id, READY), at)

    def _go_on(self, fact: CallBackFact, result: str, at: datetime) -> None:
        following = rules.after_attempt(
            self.rules, result=result, attempts=fact.attempts + 1, at=at, expires_at=fact.expires_at
        )
        if following.due_at is None:
            self._reached(fact.key)
            return
        attempts = fact.attempts + following.counts
        self._know(
            replace(fact, state="waiting", due_at=following.due_at, attempts=attempts, leased_until=None, key="")
        )

    def _leg_gone(self, event: EngineEvent) -> None:
        """The adviser hung up while the resident's telephone rang: that ends too."""
        key = self._dialling.pop(event.channel.id, "") if event.channel else ""
        if key:
            self._given_up.add(key)
            self._exchange.outgoing.cancel(PURPOSE, key)

    # --- after a fault -----------------------------------------------------------------------------------------------

    def _adopt(self, channels: Mapping[str, Channel], bridges: list[Bridge], at: datetime) -> None:
        """Know our talks again by the resident's leg, before anybody takes their legs for strays."""
        talking = {told[1]: one for one in channels.values() if (told := told_by(one.id)) and told[0] == PURPOSE}
        for call in [one for one in self._exchange.calls.values() if one.is_virtual]:
            channel = talking.get(call.id)
            if channel and channel.state == "Up":
                leg = channels.get(_adviser_leg(channel, call.id, bridges))
                self._know_again(call, channel, leg, at)
            elif call.stage is Stage.TALKING:
                self._ended_meanwhile(call, at)
            elif call.stage is Stage.WAITING and self._is_calling(call):
                del self._exchange.calls[call.id]

    def _know_again(self, call: Call, channel: Channel, leg: Channel | None, at: datetime) -> None:
        """Name the call by the resident's leg again; one who has lost the adviser waits at their place."""
        key, offer = call.id, offer_of(leg.id) if leg else None
        del self._exchange.calls[key]
        adviser_id = offer[2] if offer else call.adviser_id
        self._exchange.notes.add(ledger.call_back_reached(call, key, adviser_id, at))
        self._reached(key)
        if leg and adviser_id is not None:
            call.phone = leg.endpoint
            self._take(call, channel, leg.id, adviser_id, at)
        else:
            _rename(call, channel.id)
            call.stage, call.was_queued, self._exchange.calls[call.id] = Stage.WAITING, True, call

    def _ended_meanwhile(self, call: Call, at: datetime) -> None:
        told = self._diary.stories_of(outgoing_leg(PURPOSE, call.id, 0)[:-1])
        ended = max((story.ended_at for story in told if story.ended_at), default=None)
        if ended is None:
            self.cut_off(call, at)
        self._exchange.end(call, ended or at)

    def _is_calling(self, call: Call) -> bool:
        fact = self._open.get(UUID(call.call_back))
        return fact is not None and fact.state == "calling"

    def settle(self, at: datetime) -> None:
        """Find out from the engine's diary what became of attempts that nobody here knows of."""
        for fact in [one for one in self._open.values() if one.state == "calling"]:
            call = self._exchange.calls.get(fact.key)
            if call is not None or self._exchange.outgoing.is_out(PURPOSE, fact.key):
                continue
            told = self._diary.stories_of(outgoing_leg(PURPOSE, fact.key, 0)[:-1])
            if not told:
                self._exchange.notes.add([ledger.attempt_never_made(fact.key)])
                self._know(replace(fact, state="waiting", leased_until=None, made=fact.made - 1, key=""))
            elif any(story.answered_at for story in told):
                self._exchange.notes.add([ledger.attempt_reached(fact.key, at)])
                self._reached(fact.key)
            else:
                self._failed(fact.key, Failure.CANCELLED, at)


def _adviser_leg(channel: Channel, key: str, bridges: list[Bridge]) -> str:
    """Return the adviser's leg in the talk of the resident's leg; on hold it is alone in the talk's bridge."""
    for bridge in bridges:
        if channel.id in bridge.channels or bridge.id == f"talk~{channel.id}":
            return next((one for one in bridge.channels if one.startswith((f"ring~{key}~", "rejoin~"))), "")
    return ""


def _rename(call: Call, channel_id: str) -> None:
    """Let the call be named by the resident's leg; the conversation stays."""
    call.id = channel_id
