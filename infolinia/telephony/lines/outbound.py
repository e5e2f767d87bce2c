"""Calls that advisers make: their own telephone first, then the resident's, over the operator's trunk.

The conversation is opened by the screen before anything rings; here it is told how the attempt went.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from infolinia.routing.rules import events
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import Failure, Purpose
from infolinia.telephony.lines.offers import headers

DIAL, PURPOSE = "dial", "desk"
PICK_UP_SECONDS, RING_SECONDS = 20, 45
RESULTS = {Failure.WRONG_NUMBER: "wrong_number", Failure.REFUSED: "refused"}
"""How a failed attempt is written down; whatever else happened, nobody answered."""
BUSY = frozenset({"talking", "ringing"})


class Outbound:
    """Each call on its way out, by the key that the screen gave it; once answered it is a talk like any other."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes) -> None:
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        exchange.wishes |= {"call_out": self._wish, "cancel_call_out": self._wish_cancel}
        exchange.entered[DIAL] = self._picked_up
        exchange.cut[DIAL] = self._own_leg_gone
        exchange.outgoing.purposes[PURPOSE] = Purpose(self._answered, self._failed)

    def _wish(self, said: dict[str, Any], at: datetime) -> None:
        """Ring the adviser's own telephone; a browser answers by itself."""
        key, adviser_id = str(said["key"]), int(said["adviser"])
        if key in self._exchange.calls:
            return
        call = Call(key, "phone", at, str(said["number"]), "", stage=Stage.DIALLING, adviser_id=adviser_id)
        username = self._exchange.phones.of_adviser(adviser_id)
        self._exchange.office.meet(adviser_id, at)
        if username is None or self._exchange.offers.floor.advisers[adviser_id].state in BUSY:
            self._tell(call, "no_answer", "adviser_busy" if username else "phone_gone", at)
            return
        self._exchange.calls[key] = call
        self._exchange.offers.apply(events.Taken(key, adviser_id), at)
        call.leg = f"{DIAL}~{key}~{adviser_id}~{int(at.timestamp() * 1000)}"
        self._lanes.then(call.leg, lambda: self._ring(call, username), lambda _error: self._give_up(call, at))

    def _wish_cancel(self, said: dict[str, Any], at: datetime) -> None:
        call = self._dialling(str(said["key"]))
        if call and call.adviser_id == said["adviser"]:
            self._give_up(call, at)
        elif (other := self._exchange.calls.get(str(said["key"]))) and other.adviser_id == said["adviser"]:
            self._exchange.steps.drop(other.leg)  # a call-back: it ends with the adviser's leg

    async def _ring(self, call: Call, username: str) -> None:
        await self._ari.ring(
            call.leg,
            endpoint=f"PJSIP/{username}",
            args=f"{DIAL},{call.id}",
            caller_id=call.caller_id,
            seconds=PICK_UP_SECONDS,
            variables=headers(call, rejoin=True),
        )

    def _picked_up(self, channel: Channel, args: list[str], at: datetime) -> None:
        call = self._dialling(args[0])
        if call is None or call.leg != channel.id:
            self._exchange.steps.drop(channel.id)
            return
        call.phone = channel.endpoint
        self._lanes.then(call.leg, lambda: self._ari.sound(channel.id, "tone:ring", _tone(call.leg)))
        self._exchange.outgoing.dial(PURPOSE, call.id, call.number, seconds=RING_SECONDS, at=at)

    def _answered(self, key: str, channel: Channel, at: datetime) -> None:
        """The resident picked up: the call is named by their leg from now on, the conversation stays."""
        if channel.id in self._exchange.calls:
            return
        call = self._dialling(key)
        if call is None or call.adviser_id is None:
            self._exchange.steps.drop(channel.id)
            return
        del self._exchange.calls[key]
        call.id, leg, adviser_id = channel.id, call.leg, call.adviser_id
        self._exchange.calls[call.id] = call
        self._exchange.notes.add([ledger.reached(call, key, adviser_id, at)])
        self._exchange.talks.know(call, adviser_id, leg, call.phone)
        self._exchange.offers.apply(events.Taken(call.id, adviser_id), at)
        self._lanes.then(call.id, lambda: self._make_known(call, leg, at))
        self._exchange.steps.join(call)

    async def _make_known(self, call: Call, leg: str, at: datetime) -> None:
        """Stop the ringing tone; let the guard and a later daemon know that a resident is on this leg."""
        await self._ari.stop_playback(_tone(leg))
        await self._ari.set_variable(call.id, "ARRIVED", str(int(at.timestamp() * 1000)))
        await self._ari.set_variable(call.id, "GREETED", "yes")

    def _failed(self, key: str, why: Failure, at: datetime) -> None:
        if call := self._dialling(key):
            self._over(call, RESULTS.get(why, "no_answer"), str(why), at)

    def _own_leg_gone(self, leg: str, at: datetime) -> None:
        """The adviser put the telephone down, or never took it up."""
        if call := self._dialling(leg.split("~")[1]):
            self._give_up(call, at)

    def _give_up(self, call: Call, at: datetime) -> None:
        if call.phone:
            self._exchange.outgoing.cancel(PURPOSE, call.id)
        self._over(call, "no_answer", "cancelled", at)

    def _over(self, call: Call, result: str, why: str, at: datetime) -> None:
        self._exchange.calls.pop(call.id, None)
        call.stage = Stage.ENDED
        self._tell(call, result, why, at)
        self._exchange.steps.drop(call.leg)
        self._exchange.offers.apply(events.TalkEnded(call.id), at)

    def _tell(self, call: Call, result: str, why: str, at: datetime) -> None:
        self._exchange.notes.add([ledger.not_reached(call, result, why, at)])

    def _dialling(self, key: str) -> Call | None:
        calls: Mapping[str, Call] = self._exchange.calls
        call = calls.get(key)
        return call if call and call.stage is Stage.DIALLING and not call.call_back else None


def _tone(leg: str) -> str:
    return f"tone~{leg}"
