"""Third parties of a talk: a colleague, a unit's telephone or an outside number, called in beside the caller.

While they are consulted the caller hears music; the adviser may go back and forth, let all three talk, or let either
go. Everybody who talks is in the call's one bridge, and a party's leg names its call, so whoever takes over after a
fault sees it all from the engine.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import RINGING, TALKING, TEXT
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import GUEST, Call, Party, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import Failure, Purpose
from infolinia.telephony.lines.offers import headers
from infolinia.telephony.lines.party_legs import AGAIN, ASIDE, PURPOSE, key_of, leg_of

RING_SECONDS = 30
REFUSED_CAUSES = frozenset({17, 21})
ABSENT_CAUSES = frozenset({1, 3, 20, 27, 38, 41})
RESULTS = {
    Failure.BUSY: "refused",
    Failure.REFUSED: "refused",
    Failure.NO_ANSWER: "no_answer",
    Failure.CANCELLED: "no_answer",
}


class Parties:
    """The party of each call, if it has one, and what the adviser does with it."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes) -> None:
        self.take_over: Callable[[Call, datetime], None] = lambda _call, _at: None
        self.come_back: Callable[[Call, Party, datetime], None] = lambda _call, _party, _at: None
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        exchange.wishes |= {
            "consult": exchange.of_own_call(self._wish_consult),
            "swap": exchange.of_own_call(self._wish_swap),
            "conference": exchange.of_own_call(self._wish_conference),
            "drop_party": exchange.of_own_call(self._wish_drop),
            "leave_talk": self._wish_leave,
            "extend": self._wish_extend,
        }
        exchange.entered[ASIDE] = lambda channel, _args, at: self.picked_up(key_of(channel.id), channel, at)
        exchange.cut[ASIDE] = exchange.cut[AGAIN] = self._cut
        exchange.destroyed[ASIDE] = exchange.destroyed[AGAIN] = self._destroyed
        exchange.outgoing.purposes[PURPOSE] = Purpose(self.picked_up, self._failed, self._ended)
        exchange.steps.parting.append(self._parted)

    # --- what the adviser asks for ---------------------------------------------------------------------------------

    def invite(self, call: Call, to: Mapping[str, Any], at: datetime, *, by_id: int | None, takes_over: bool) -> None:
        """Let somebody's telephone ring for this talk. A party `takes_over` when the adviser is gone already."""
        party = Party(self._new_key(call, to, at), str(to["label"]), str(to.get("number", "")), takes_over=takes_over)
        call.party = party
        self._exchange.notes.add([ledger.invited(call, party, at, by_id)])
        if party.staff_id is None:
            self._exchange.outgoing.dial(PURPOSE, party.key, party.number, seconds=RING_SECONDS, at=at)
            return
        party.leg = leg_of(party.key)
        self._exchange.office.meet(party.staff_id, at)
        self._exchange.offers.apply(events.Engaged(party.staff_id, party.key, RINGING), at)
        if self._exchange.offers.floor.advisers[party.staff_id].call_id != party.key:
            self._gone(call, party, "refused", at)
            return
        self._lanes.then(party.leg, lambda: self._ring(call, party), lambda _error: self._absent(party))

    def bring_in(self, call: Call, username: str, label: str, at: datetime) -> None:
        """Let an interpreter's browser, which waits for it, into the talk at once; nobody is put on hold for it."""
        party = Party(f"{call.id}~{GUEST}~{username}~{int(at.timestamp() * 1000)}", label)
        call.party, party.leg = party, leg_of(party.key)
        self._exchange.notes.add([ledger.invited(call, party, at, call.adviser_id)])
        self._lanes.then(party.leg, lambda: self._ring(call, party), lambda _error: self._absent(party))

    def bring_together(self, call: Call, *others: str, without: str = "") -> None:
        """Let the caller and these legs hear one another; then end the leg that is not needed any more."""

        async def steps() -> None:
            await self._ari.create_bridge(call.bridge_id, pictures=call.has_picture)
            for leg in (call.id, *others):
                await self._ari.stop_music(leg)
                await self._ari.add_to_bridge(call.bridge_id, (leg,))
            if without:
                await self._ari.hang_up(without)

        self._lanes.then(call.id, steps)

    def drop(self, call: Call, at: datetime) -> None:
        """Let the party go, whether they rang or spoke."""
        party = call.party
        if party is None:
            return
        self._gone(call, party, "spoken" if party.is_up else "no_answer", at)
        self._end(party)

    def _wish_consult(self, call: Call, said: dict[str, Any], at: datetime) -> None:
        if call.stage is not Stage.TALKING or call.party or call.parked:
            return
        self._exchange.talks.hold(call, at, on=True)
        self.invite(call, said["to"], at, by_id=said["adviser"], takes_over=False)
        if call.party:
            self._tone(call, call.party)

    def _wish_swap(self, call: Call, _said: dict[str, Any], at: datetime) -> None:
        if call.party and call.party.is_up and call.stage is Stage.TALKING:
            with_caller = call.held
            self._hold(call, call.party, at, on=with_caller)
            self._exchange.talks.hold(call, at, on=not with_caller)

    def _wish_conference(self, call: Call, _said: dict[str, Any], at: datetime) -> None:
        if call.party and call.party.is_up and call.stage is Stage.TALKING:
            self._hold(call, call.party, at, on=False)
            self._exchange.talks.hold(call, at, on=False)

    def _wish_drop(self, call: Call, _said: dict[str, Any], at: datetime) -> None:
        was_consulted = call.party is not None and not call.party.held
        self.drop(call, at)
        if was_consulted:
            self._exchange.talks.hold(call, at, on=False)

    def _wish_leave(self, said: dict[str, Any], at: datetime) -> None:
        """The colleague who was asked goes."""
        for call in list(self._exchange.calls.values()):
            if call.party and call.party.staff_id == said["adviser"]:
                self.drop(call, at)

    def _wish_extend(self, said: dict[str, Any], at: datetime) -> None:
        self._exchange.offers.apply(events.Extended(said["adviser"]), at)

    # --- what the engine says --------------------------------------------------------------------------------------

    def picked_up(self, key: str, channel: Channel, at: datetime) -> None:
        """Let a party who picked up into the talk, or hang up who is not awaited any more."""
        found = self.find(key)
        if found is None:
            self._exchange.steps.drop(channel.id)
            return
        call, party = found
        if party.is_up:
            return
        party.leg, party.is_up = channel.id, True
        self._exchange.notes.add([ledger.joined(call, party, at)])
        self._silence(party)
        if party.takes_over:
            self.take_over(call, at)
            return
        self.engage(party, TALKING, at)
        self._lanes.then(call.id, lambda: self._ari.add_to_bridge(call.bridge_id, (party.leg,)))
        self._show(call)

    def _cut(self, leg: str, at: datetime) -> None:
        if (found := self.find(key_of(leg))) and found[1].is_up and found[1].leg == leg:
            self._gone(*found, "spoken", at)

    def _destroyed(self, leg: str, cause: int, at: datetime) -> None:
        if (found := self.find(key_of(leg))) and not found[1].is_up and found[1].leg == leg:
            self._gone(*found, _why(cause), at)

    def _failed(self, key: str, failure: Failure, at: datetime) -> None:
        if found := self.find(key):
            self._gone(*found, RESULTS.get(failure, "unreachable"), at)

    def _ended(self, key: str, _leg: str, at: datetime) -> None:
        if found := self.find(key):
            self._gone(*found, "spoken", at)

    def _absent(self, party: Party) -> None:
        if found := self.find(party.key):
            self._gone(*found, "unreachable", clock.now())

    def _gone(self, call: Call, party: Party, result: str, at: datetime) -> None:
        """The party is in the talk no more. Nobody is left alone: outside the helpline the caller comes back to it."""
        call.party = None
        self._silence(party)
        self._left(call, party, result, at)
        if call.stage is Stage.HANDED and result != "spoken":
            self.come_back(call, party, at)
        elif call.stage is Stage.HANDED:
            call.ended_by = "party"
            self._exchange.steps.hang_up(call)
            self._exchange.end(call, at)
        else:
            self._show(call)

    def _parted(self, call: Call) -> None:
        """The talk is over for everybody."""
        if party := call.party:
            at = clock.now()
            call.party = None
            result = "spoken" if party.is_up else "no_answer"
            self._left(call, party, result, at)
            self._end(party)

    def _left(self, call: Call, party: Party, result: str, at: datetime) -> None:
        """Write it down and free the colleague; a guest's telephone was for this one visit."""
        self._exchange.notes.add([ledger.party_left(call, party, at, result)])
        if party.kind == GUEST:
            self._exchange.notes.add([Fact("retire_phone", {"username": party.target, "at": at})])
        if party.staff_id is not None:
            self._exchange.offers.apply(events.Released(party.staff_id, party.key), at)

    # --- orders ----------------------------------------------------------------------------------------------------

    async def _ring(self, call: Call, party: Party) -> None:
        is_guest = party.kind == GUEST
        username = party.target if is_guest else self._exchange.phones.of_adviser(party.staff_id or 0)
        if username is None:
            self._absent(party)
            return
        await self._ari.ring(
            party.leg,
            endpoint=f"PJSIP/{username}",
            args=ASIDE,
            caller_id=call.caller_id,
            seconds=RING_SECONDS,
            variables=headers(call, rejoin=is_guest),
            formats=call.formats,
        )

    def _hold(self, call: Call, party: Party, at: datetime, *, on: bool) -> None:
        if party.held == on:
            return
        party.held = on
        self._exchange.notes.add([ledger.party_held(call, party, at, on=on)])

        async def steps() -> None:
            if on:
                await self._ari.remove_from_bridge(call.bridge_id, party.leg)
                await self._ari.start_music(party.leg)
            else:
                await self._ari.stop_music(party.leg)
                await self._ari.add_to_bridge(call.bridge_id, (party.leg,))

        self._lanes.then(call.id, steps)

    def _tone(self, call: Call, party: Party) -> None:
        """Let the adviser hear that it rings."""
        self._lanes.then(call.id, lambda: self._ari.sound_in_bridge(call.bridge_id, "tone:ring", f"tone~{party.key}"))

    def _silence(self, party: Party) -> None:
        self._lanes.then(party.call_id, lambda: self._ari.stop_playback(f"tone~{party.key}"))

    def _end(self, party: Party) -> None:
        if party.is_up or party.is_in_browser:
            self._exchange.steps.drop(party.leg)
        else:
            self._exchange.outgoing.cancel(PURPOSE, party.key)

    def engage(self, party: Party, state: str, at: datetime) -> None:
        """Let the floor know what the colleague does for this talk; of anybody else it knows nothing."""
        if party.staff_id is not None:
            self._exchange.offers.apply(events.Engaged(party.staff_id, party.key, state, party.back_to), at)

    def _show(self, call: Call) -> None:
        if call.adviser_id is not None:
            self._exchange.offers.show_again(call.adviser_id)

    def find(self, key: str) -> tuple[Call, Party] | None:
        """Return the party with this key and its call, while it is in the talk or called into it."""
        call = self._exchange.calls.get(key.rsplit("~", 3)[0])
        if call is None or call.stage is Stage.ENDED or call.party is None or call.party.key != key:
            return None
        return call, call.party

    def _new_key(self, call: Call, to: Mapping[str, Any], at: datetime) -> str:
        target = str(to["target"])
        if to["kind"] == "adviser":
            floor = self._exchange.offers.floor
            adviser, offer = floor.advisers.get(int(target)), floor.offer_to(int(target))
            before = offer.before if offer and offer.medium != TEXT else (adviser.state if adviser else "offline")
            target = f"{target}.{before}"
        return f"{call.id}~{to['kind']}~{target}~{int(at.timestamp() * 1000)}"


def _why(cause: int) -> str:
    if cause in REFUSED_CAUSES:
        return "refused"
    return "unreachable" if cause in ABSENT_CAUSES else "no_answer"
