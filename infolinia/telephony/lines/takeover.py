"""After every (re)connection: what the engine has is compared with what we remember, and the difference is mended.

Talks go on, waiting callers are taken over with their first arrival, calls that ended meanwhile get their end from the
engine's diary, and calls that came and went get their whole story from it.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.contacts.queries import OpenCall
from infolinia.routing.queries import PresenceFact
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import READY, RINGING, TALKING, TEXT, Adviser
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel
from infolinia.telephony.callbacks.queries import named_by
from infolinia.telephony.chats.queries import CHANNEL
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import CHANNELS, GUEST, Call, Party, Stage, call_from, call_id_of, is_party, recall
from infolinia.telephony.lines.diary import Diary, Story
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.offers import leg_of, offer_of
from infolinia.telephony.lines.party_legs import is_party_leg, key_of, party_legs
from infolinia.telephony.queries import PhoneFact

log = logging.getLogger(__name__)

STAGES = {
    "arrived": Stage.GREETED,
    "waiting": Stage.WAITING,
    "ringing": Stage.WAITING,
    "talking": Stage.TALKING,
    "after_call": Stage.HANDED,
    "closed": Stage.HANDED,
}
"""Where a call stands that has not ended, by its state in the register: one written up already was passed on."""
CALLED_IN = ("dial~", "aside~", "again~")
OURS = ("ring~", "rejoin~", *CALLED_IN)


@dataclass(frozen=True)
class Memory:
    """What the database remembers when the daemon starts."""

    presence: list[PresenceFact]
    calls: list[OpenCall]
    phones: list[PhoneFact]


def remember(exchange: Exchange, memory: Memory) -> None:
    """Fill an empty exchange with what the database remembers; nothing of it is believed until the engine is asked."""
    for fact in memory.calls:
        if fact.channel == CHANNEL:
            continue  # conversations by text are taken over without the engine
        call = exchange.calls[fact.engine_call_id] = _remembered(fact)
        call.stage, call.was_queued = STAGES[fact.state], fact.queued_at is not None
        if fact.direction == "outbound" and call.stage is not Stage.TALKING and not call.call_back:
            call.stage = Stage.DIALLING
        call.adviser_id = fact.adviser_id if call.stage in (Stage.TALKING, Stage.DIALLING) else None
    names: dict[UUID, str] = {call.conversation_id: call.id for call in exchange.calls.values()}
    exchange.offers.staff(_adviser(fact, names) for fact in memory.presence)


def _remembered(fact: OpenCall) -> Call:
    call = Call(id=fact.engine_call_id, channel="phone", arrived_at=fact.arrived_at, number=fact.number, name=fact.name)
    call.queue, call.language = fact.queue_code or call.queue, fact.language
    call.call_back = str(named_by(fact.engine_call_id) or "")
    call.conversation_id = fact.conversation_id
    return call


def _adviser(fact: PresenceFact, names: Mapping[UUID, str]) -> Adviser:
    call_id = names.get(fact.conversation_id, "") if fact.conversation_id else ""
    state = READY if fact.state == RINGING else fact.state
    return Adviser(fact.staff_id, state, fact.since, fact.idle_since, fact.reason, call_id=call_id)


class Takeover:
    """One takeover. Its parts run in order; nothing else may change the exchange meanwhile."""

    def __init__(self, exchange: Exchange, ari: Ari, diary: Diary, at: datetime) -> None:
        self._exchange = exchange
        self._ari = ari
        self._diary = diary
        self._at = at

    async def run(self) -> None:
        """Ask the engine, then mend."""
        channels = {channel.id: channel for channel in await self._ari.channels()}
        bridges = await self._ari.bridges()
        for channel_id in channels:
            if channel_id in self._exchange.calls or _is_caller(channels[channel_id]):
                await self._ari.subscribe(f"channel:{channel_id}")
        self._mend(channels, bridges, self._diary.stories())
        for bridge in bridges:
            if bridge.id.startswith("talk~") and bridge.id.partition("~")[2] not in channels:
                await self._ari.destroy_bridge(bridge.id)

    def _mend(self, channels: Mapping[str, Channel], bridges: list[Bridge], stories: Mapping[str, Story]) -> None:
        ringing = [offer[0] for channel_id in channels if (offer := offer_of(channel_id))]
        self._exchange.notes.add([Fact("withdraw_offers", {"except_keys": ringing, "at": self._at})])
        for adopt in self._exchange.adopting:
            adopt(channels, bridges, self._at)
        self._end_those_gone(channels, stories)
        self._tell_missed(channels, stories)
        callers = [channel for channel in channels.values() if _is_caller(channel)]
        for channel in callers:
            self._know(channel)
        for channel in channels.values():
            self._find_ring(channel, channels)
        for channel in callers:
            self._adopt(channel, channels, bridges)
        for channel in channels.values():
            self._find_answer(channel)
        for mend in self._exchange.mending:
            mend(channels, bridges, self._at)
        self._drop_orphans(channels)
        self._free_advisers(channels)

    def _end_those_gone(self, channels: Mapping[str, Channel], stories: Mapping[str, Story]) -> None:
        for call in list(self._exchange.calls.values()):
            if call.id in channels or call.stage is Stage.ENDED or call.medium == TEXT or call.is_virtual:
                continue
            story = stories.get(call.id)
            if story and story.answered_at and call.stage not in (Stage.TALKING, Stage.HANDED):
                self._exchange.taken(call, story.answered_by, story.answered_at)
            ended_at = story.ended_at if story and story.ended_at else self._at
            for tell in self._exchange.cut_off if story is None or story.ended_at is None else ():
                tell(call, self._at)
            log.info("call %s ended while we were away, at %s", call.id, ended_at)
            self._exchange.end(call, ended_at)

    def _tell_missed(self, channels: Mapping[str, Channel], stories: Mapping[str, Story]) -> None:
        """Write down the calls that came and went while nobody looked."""
        for story in stories.values():
            if not story.entrance or story.channel_id in channels or story.channel_id in self._exchange.calls:
                continue
            number = story.number if story.entrance == "phone" else ""
            call = Call(story.channel_id, story.entrance, story.arrived_at, number, "")
            facts = [ledger.arrived(call)]
            if story.answered_at:
                adviser_id = self._exchange.phones.adviser_of(story.answered_by)
                facts.append(ledger.answered(call, adviser_id, story.answered_at, f"{call.id}:fallback"))
            facts.append(ledger.ended(call, story.ended_at or self._at, "fallback"))
            self._exchange.notes.add(facts)

    def _know(self, channel: Channel) -> None:
        if channel.id not in self._exchange.calls:
            call = self._exchange.calls[channel.id] = call_from(channel, _entrance(channel))
            self._exchange.notes.add(ledger.met(call))
        recall(self._exchange.calls[channel.id], channel.variables)

    def _find_ring(self, channel: Channel, channels: Mapping[str, Channel]) -> None:
        """Let a phone ring on when its caller still waits; hang up any other that rings for nobody."""
        offer = offer_of(channel.id)
        if offer is None or channel.id in self._exchange.talks.legs:
            return
        offer_id, call_id, adviser_id, started = offer
        call = self._exchange.calls.get(call_id)
        is_there = call is not None and (call.is_virtual or call_id in channels)
        if call is None or not is_there or call.stage not in (Stage.WAITING, Stage.GREETED):
            return
        call.was_queued = True
        until = started + self._exchange.offers.floor.lease
        found = events.Found(offer_id, call_id, adviser_id, until, call.arrived_at)
        self._exchange.offers.apply(found, self._at)

    def _find_answer(self, channel: Channel) -> None:
        """Join those who picked up; hang up a phone that belongs to nobody."""
        if channel.id in self._exchange.talks.legs or not channel.id.startswith(("ring~", "rejoin~")):
            return
        offer = offer_of(channel.id)
        if offer is None or offer[0] not in self._exchange.offers.floor.offers:
            self._exchange.steps.drop(channel.id)
        elif channel.state == "Up":
            self._exchange.talks.answered(offer[0], channel, self._at)

    def _drop_orphans(self, channels: Mapping[str, Channel]) -> None:
        """End the telephones of our own people that were called for a talk that is not, or not any more."""
        awaited = {call.party.leg for call in self._exchange.calls.values() if call.party}
        for channel_id in channels:
            is_known = channel_id in self._exchange.talks.legs or channel_id in awaited
            if channel_id.startswith(CALLED_IN) and not is_known:
                self._exchange.steps.drop(channel_id)

    def _adopt(self, channel: Channel, channels: Mapping[str, Channel], bridges: list[Bridge]) -> None:
        call = self._exchange.calls[channel.id]
        if call.stage is Stage.ENDED:
            return
        if talk := _talk_of(call, channels, bridges, self._exchange):
            self._go_on_talking(call, *talk)
            return
        guests, others = _parties(call, channels)
        for leg in guests:
            self._exchange.steps.drop(leg.id)  # never alone with the caller
        if channel.app != "Stasis":
            call.stage = Stage.OUTSIDE
        elif guests and not others and call.stage is not Stage.WAITING:
            self._alone(call)
        elif call.stage is Stage.HANDED or others:
            call.stage, call.adviser_id = Stage.HANDED, None
        elif call.stage is Stage.TALKING:
            self._alone(call)
        else:
            self._go_on_waiting(call, channel)

    def _go_on_talking(self, call: Call, bridge: Bridge, leg: Channel) -> None:
        held = call.id not in bridge.channels
        adviser_id = _adviser_of(leg, self._exchange)
        if not leg.id.startswith(OURS):
            call.stage = Stage.OUTSIDE
            self._exchange.taken(call, leg.endpoint, bridge.created_at)
            return
        if adviser_id is None:
            adviser_id = call.adviser_id
        if adviser_id is None:
            self._exchange.steps.drop(leg.id)
            return
        if call.stage is not Stage.TALKING:
            self._exchange.notes.add([ledger.answered(call, adviser_id, bridge.created_at, leg.id.partition("~")[2])])
        self._exchange.talks.know(call, adviser_id, leg.id, leg.endpoint)
        call.held = held
        self._exchange.offers.apply(events.Taken(call.id, adviser_id), self._at)

    def _alone(self, call: Call) -> None:
        """The adviser's leg went away while we did: they hung up, so the call is over."""
        call.ended_by = "adviser"
        self._exchange.steps.hang_up(call)
        self._exchange.end(call, self._at)

    def _go_on_waiting(self, call: Call, channel: Channel) -> None:
        self._exchange.welcome(channel, _entrance(channel), self._at)

    def _free_advisers(self, channels: Mapping[str, Channel]) -> None:
        """Nobody stays in a talk or a ring that is not there."""
        for offer in list(self._exchange.offers.floor.offers.values()):
            if offer.medium == TEXT:
                continue
            if leg_of(offer.id) not in channels and offer.until - self._exchange.offers.floor.lease < self._at:
                self._exchange.offers.apply(events.Lost(offer.id, "phone_gone"), self._at)
        for adviser in list(self._exchange.offers.floor.advisers.values()):
            call = self._exchange.calls.get(call_id_of(adviser.call_id))
            if adviser.state in (RINGING, TALKING) and _is_needless(adviser, call):
                self._exchange.offers.apply(events.Released(adviser.id, adviser.call_id), self._at)
            elif adviser.state == TALKING and (call is None or call.stage not in (Stage.TALKING, Stage.OUTSIDE)):
                self._exchange.offers.apply(events.TalkEnded(adviser.call_id), self._at)
            elif adviser.state == READY:
                self._exchange.offers.show_again(adviser.id)


def _is_needless(adviser: Adviser, call: Call | None) -> bool:
    """Tell whether the adviser helps, or helped, in a talk that is not theirs and that they are not in any more."""
    if is_party(adviser.call_id):
        return call is None or call.party is None or call.party.key != adviser.call_id
    return call is not None and call.stage is Stage.TALKING and call.adviser_id not in (None, adviser.id)


def _is_caller(channel: Channel) -> bool:
    return bool(channel.variables.get("ARRIVED"))


def _entrance(channel: Channel) -> str:
    word = channel.app_data.partition(",")[2]
    return word if word in CHANNELS else "inbound"


def _talk_of(
    call: Call, channels: Mapping[str, Channel], bridges: Iterable[Bridge], exchange: Exchange
) -> tuple[Bridge, Channel] | None:
    """Return the bridge of the caller's talk, and the adviser's leg in it; the caller on hold is not in it."""
    for bridge in bridges:
        if bridge.id == call.bridge_id or call.id in bridge.channels:
            others = [channels[one] for one in bridge.channels if one in channels and _talks(one, call)]
            own = [leg for leg in others if call.adviser_id and _adviser_of(leg, exchange) == call.adviser_id]
            if talks := own or [leg for leg in others if not is_party_leg(leg.id)]:
                return bridge, talks[0]
    return None


def _talks(channel_id: str, call: Call) -> bool:
    """Return whether the leg is the other side of the talk: neither the caller's own, nor a supervisor's who joined."""
    return channel_id != call.id and not channel_id.startswith("boss~")


def _parties(call: Call, channels: Mapping[str, Channel]) -> tuple[list[Channel], list[Channel]]:
    """Return the legs of interpreters from outside, and those of anybody else called into the talk."""
    legs = party_legs(call, channels.values())
    guests = [leg for leg in legs if Party(key_of(leg.id)).kind == GUEST]
    return guests, [leg for leg in legs if leg not in guests]


def _adviser_of(leg: Channel, exchange: Exchange) -> int | None:
    if offer := offer_of(leg.id):
        return offer[2]
    return exchange.phones.adviser_of(leg.endpoint)
