"""Attempts to keep promised call-backs: an adviser is rung first, as for any caller, then the resident is.

Every attempt goes through the journal before the engine is asked, so a fault calls nobody twice: an attempt's key names
the call here, the resident's leg at the engine, and the row in the database.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from infolinia.contacts.operations import conversation_id_for
from infolinia.routing.rules import callbacks as rules
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import AFTER_CALL, READY, Offer
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel, EngineEvent
from infolinia.telephony.callbacks.queries import CallBackFact
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.diary import Diary
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import Failure, Purpose, told_by
from infolinia.telephony.lines.leaving import leg_of as outgoing_leg
from infolinia.telephony.lines.offers import leg_of, offer_of
from infolinia.telephony.lines.promises import Promises

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

PURPOSE = "callback"
LEASE_MARGIN = timedelta(minutes=2)
RESULTS = {
    Failure.BUSY: rules.BUSY,
    Failure.REFUSED: rules.BUSY,
    Failure.NO_ANSWER: rules.NO_ANSWER,
    Failure.WRONG_NUMBER: rules.WRONG_NUMBER,
    Failure.NOT_ALLOWED: rules.WRONG_NUMBER,
}
"""Whoever pressed the call away may be called later; only a person says no to an adviser. All else is a fault."""


class CallBacks:
    """Attempts under way by the adviser's leg; the promises themselves are kept beside."""

    def __init__(self, exchange: "Exchange", ari: Ari, lanes: Lanes, diary: Diary, promises: Promises) -> None:
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        self._diary = diary
        self._promises = promises
        self._dialling: dict[str, str] = {}
        self._given_up: set[str] = set()
        exchange.join_call_back = self._join
        exchange.outgoing.purposes[PURPOSE] = Purpose(self._answered, self._failed)
        exchange.adopting.append(self._adopt)
        for kind in ("StasisEnd", "ChannelDestroyed"):
            exchange.follow(kind, self._leg_gone)

    def _join(self, call: Call, offer: Offer, at: datetime) -> None:
        """The adviser picked up: now the resident's telephone rings, and the adviser hears it ring."""
        fact = self._promises.of_call(call)
        leg, key = leg_of(offer.id), call.id
        call.stage, call.adviser_id, call.leg = Stage.DIALLING, offer.adviser_id, leg
        call.phone = self._exchange.phones.of_adviser(offer.adviser_id) or ""
        self._dialling[leg] = key
        until = at + self._promises.rules.ring + LEASE_MARGIN
        self._exchange.notes.add([ledger.offer_answered(offer, at), *ledger.dialled(call, offer.adviser_id, at, until)])
        if fact:
            self._promises.know(replace(fact, state="calling", leased_until=until, made=fact.made + 1, key=key))
        self._lanes.then(leg, lambda: self._ari.ringing(leg, on=True))
        seconds = int(self._promises.rules.ring.total_seconds())
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
        self._promises.kept(key)
        self._take(call, channel, leg, adviser_id, at)
        self._lanes.then(leg, lambda: self._ari.ringing(leg, on=False))
        self._mark(call)
        self._exchange.steps.join(call)

    def _take(self, call: Call, channel: Channel, leg: str, adviser_id: int, at: datetime) -> None:
        phone = call.phone
        call.id = channel.id
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
        fact = self._promises.of_key(key)
        arrived_at, number = (fact.arrived_at, fact.number) if fact else (channel.created_at, "")
        call = Call(
            channel.id, "phone", arrived_at, number, "", was_queued=True, call_back=str(fact.id) if fact else "-"
        )
        call.conversation_id = conversation_id_for(key)
        if fact:
            call.queue, call.language, call.prefers = fact.queue_code, fact.language, fact.prefers_id
        self._exchange.calls[call.id] = call
        self._exchange.notes.add(ledger.call_back_reached(call, key, None, at))
        self._promises.kept(key)
        self._mark(call)
        self._exchange.queue(call, at)

    def _failed(self, key: str, why: Failure, at: datetime) -> None:
        """Nobody was reached: the adviser is free again, the rules say what follows."""
        given_up = key in self._given_up
        self._given_up.discard(key)
        result = rules.GIVEN_UP if given_up else RESULTS.get(why, rules.FAILED)
        self._exchange.notes.add([ledger.attempt_failed(key, result, at)])
        fact = self._promises.of_key(key)
        if fact:
            self._go_on(fact, result, at)
        self._exchange.notes.add([ledger.call_back_failed(key, result, at)])
        call = self._exchange.calls.pop(key, None)
        if call and call.leg:
            self._dialling.pop(call.leg, None)
            self._exchange.steps.drop(call.leg)
        self._free(key, at)
        self._promises.look(at)

    def _free(self, key: str, at: datetime) -> None:
        """Nobody was reached, so there is nothing to write up: the adviser takes calls again."""
        self._exchange.offers.apply(events.TalkEnded(key), at)
        for adviser in list(self._exchange.offers.floor.advisers.values()):
            if adviser.call_id == key and adviser.state == AFTER_CALL:
                self._exchange.offers.apply(events.Chose(adviser.id, READY), at)

    def _go_on(self, fact: CallBackFact, result: str, at: datetime) -> None:
        following = rules.after_attempt(
            self._promises.rules, result=result, attempts=fact.attempts + 1, at=at, expires_at=fact.expires_at
        )
        if following.due_at is None:
            self._promises.kept(fact.key)
            return
        attempts = fact.attempts + following.counts
        self._promises.know(
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
        self._promises.kept(key)
        if leg and adviser_id is not None:
            call.phone = leg.endpoint
            self._take(call, channel, leg.id, adviser_id, at)
        else:
            call.id = channel.id
            call.stage, call.was_queued, self._exchange.calls[call.id] = Stage.WAITING, True, call

    def _ended_meanwhile(self, call: Call, at: datetime) -> None:
        told = self._diary.stories_of(outgoing_leg(PURPOSE, call.id, 0)[:-1])
        ended = max((story.ended_at for story in told if story.ended_at), default=None)
        if ended is None:
            self._promises.cut_off(call, at)
        self._exchange.end(call, ended or at)

    def _is_calling(self, call: Call) -> bool:
        fact = self._promises.of_call(call)
        return fact is not None and fact.state == "calling"

    def settle(self, at: datetime) -> None:
        """Find out from the engine's diary what became of attempts that nobody here knows of."""
        for fact in self._promises.under_way():
            call = self._exchange.calls.get(fact.key)
            if call is not None or self._exchange.outgoing.is_out(PURPOSE, fact.key):
                continue
            told = self._diary.stories_of(outgoing_leg(PURPOSE, fact.key, 0)[:-1])
            if not told:
                self._exchange.notes.add([ledger.attempt_never_made(fact.key)])
                self._promises.know(replace(fact, state="waiting", leased_until=None, made=fact.made - 1, key=""))
            elif any(story.answered_at for story in told):
                self._exchange.notes.add([ledger.attempt_reached(fact.key, at)])
                self._promises.kept(fact.key)
            else:
                self._failed(fact.key, Failure.CANCELLED, at)


def _adviser_leg(channel: Channel, key: str, bridges: list[Bridge]) -> str:
    """Return the adviser's leg in the talk of the resident's leg; on hold it is alone in the talk's bridge."""
    for bridge in bridges:
        if channel.id in bridge.channels or bridge.id == f"talk~{channel.id}":
            return next((one for one in bridge.channels if one.startswith((f"ring~{key}~", "rejoin~"))), "")
    return ""
