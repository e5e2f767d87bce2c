"""What the daemon does with each event of the engine and each wish of a screen. Nothing here waits.

A caller is never stranded: whatever goes wrong, the call is given back to the dialplan, which has its own queue.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import LEASE, Offer
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel, EngineEvent
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import CHANNELS, Call, Stage, call_from
from infolinia.telephony.lines.hours import Hours
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.offers import Offers, leg_of, offer_of
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.lines.steps import Steps

log = logging.getLogger(__name__)

REJECTED_CAUSES = frozenset({17, 21})
ABSENT_CAUSES = frozenset({1, 3, 20, 27, 38, 41})
MEDIA_LOST = 44
REJOIN_PATIENCE = timedelta(seconds=15)


class Exchange:
    """Calls by their id, advisers' legs by theirs, and the handlers of events."""

    def __init__(
        self, *, ari: Ari, phones: Phones, lanes: Lanes, notes: Notes, hours: Hours, lease: timedelta = LEASE
    ) -> None:
        self.calls: dict[str, Call] = {}
        self.legs: dict[str, str] = {}
        self.picked_up: dict[str, str] = {}
        self.phones = phones
        self.notes = notes
        self.steps = Steps(ari, lanes, self.give_up)
        self.offers = Offers(
            ari=ari, phones=phones, lanes=lanes, calls=self.calls, note=notes.add, connect=self._joined, lease=lease
        )
        self._hours = hours
        self._handlers: dict[str, Callable[[EngineEvent], None]] = {
            "StasisStart": self._entered,
            "StasisEnd": self._left,
            "ChannelHangupRequest": self._cut,
            "ChannelDestroyed": self._cut,
            "ChannelEnteredBridge": self._bridged,
            "PlaybackFinished": self._heard_out,
            "ContactStatusChange": self._phone_changed,
            "PeerStatusChange": self._phone_changed,
        }

    def handle(self, event: EngineEvent) -> None:
        """Act on one event; an error gives its caller back to the dialplan and is never passed on."""
        handler = self._handlers.get(event.kind)
        if handler is None:
            return
        try:
            handler(event)
        except Exception:
            log.exception("an event was not understood: %s", event.kind)
            if event.channel and event.kind == "StasisStart":
                self.steps.abandon(event.channel.id)

    # --- callers ---------------------------------------------------------------------------------------------------

    def _entered(self, event: EngineEvent) -> None:
        channel, args = event.channel, event.args
        if channel is None or not args:
            return
        if args[0] in CHANNELS:
            self.welcome(channel, args[0], event.at)
        elif args[0] == "adviser":
            self.answered(args[1], channel, event.at)
        elif args[0] == "rejoin":
            self._rejoined(args[1], channel, event.at)

    def answered(self, offer_id: str, channel: Channel, at: datetime) -> None:
        """An adviser picked up; the rules know whether the offer is still theirs."""
        self.picked_up[channel.id] = channel.endpoint
        self.offers.apply(events.Accepted(offer_id), at)

    def welcome(self, channel: Channel, entrance: str, at: datetime) -> None:
        """Take a caller who comes in, for the first time or back from the fallback queue."""
        call = self.calls.get(channel.id)
        if call is None:
            call = self.calls[channel.id] = call_from(channel, entrance)
            self.notes.add([ledger.arrived(call)])
        if call.stage is Stage.ENDED:
            return
        if call.was_queued:
            self.queue(call, at)
        elif self._hours.is_open(at):
            call.stage = Stage.GREETED
            self.steps.greet(call)
        else:
            call.stage, call.ended_by = Stage.CLOSED, "out_of_hours"
            self.steps.say_closed(call, self._hours.closed_sounds(at))

    def queue(self, call: Call, at: datetime) -> None:
        """Let the caller wait with music; the place is that of the first arrival."""
        call.stage, call.was_queued, call.adviser_id, call.leg = Stage.WAITING, True, None, ""
        call.held = call.parked = False
        self.notes.add([ledger.queued(call, at)])
        self.steps.wait(call)
        self.offers.apply(events.Waits(call.id, call.arrived_at), at)

    def give_up(self, call: Call) -> None:
        """Give the caller back to the dialplan's own queue, which sends them back to us every few seconds."""
        if call.stage in (Stage.OUTSIDE, Stage.ENDED):
            return
        log.warning("call %s goes to the fallback queue", call.id)
        call.stage = Stage.OUTSIDE
        self.notes.add([ledger.noted(call, "fallback", clock.now())])
        self.steps.to_fallback(call)
        self._off_the_floor(call, clock.now())
        call.adviser_id = None

    def _heard_out(self, event: EngineEvent) -> None:
        kind, _, call_id = str(event.raw["playback"]["id"]).partition("~")
        call = self.calls.get(call_id)
        if call and kind == "greeting" and call.stage is Stage.GREETED:
            self.queue(call, event.at)
        elif call and kind == "closed" and call.stage is Stage.CLOSED:
            self.steps.hang_up(call)

    def _left(self, event: EngineEvent) -> None:
        """A leg left the application: hung up, or somebody else moved it. The engine is asked which."""
        channel = event.channel
        call = self.calls.get(channel.id) if channel else None
        if call and call.stage not in (Stage.OUTSIDE, Stage.ENDED):
            self.steps.is_gone(call, lambda gone: self._moved(call, event.at, gone=gone))
        elif channel and channel.id in self.legs:
            self._leg_cut(channel.id, event.at, 0)

    def _moved(self, call: Call, at: datetime, *, gone: bool) -> None:
        if gone:
            self.end(call, at)
        elif call.stage not in (Stage.OUTSIDE, Stage.ENDED):
            call.stage = Stage.OUTSIDE
            self._off_the_floor(call, at)
            call.adviser_id = None

    def _cut(self, event: EngineEvent) -> None:
        if event.channel is None:
            return
        channel_id, cause = event.channel.id, int(event.raw.get("cause", 0))
        if call := self.calls.get(channel_id):
            self.end(call, event.at)
        elif channel_id in self.legs:
            self._leg_cut(channel_id, event.at, cause)
        elif offer := offer_of(channel_id):
            self.offers.apply(events.Lost(offer[0], _why(cause)), event.at)

    def end(self, call: Call, at: datetime) -> None:
        """The caller's line was cut. A second telling changes nothing."""
        if call.stage is Stage.ENDED:
            return
        stage, call.stage = call.stage, Stage.ENDED
        by = call.ended_by or ("fallback" if stage is Stage.OUTSIDE else "caller")
        self._off_the_floor(call, at)
        self.notes.add([ledger.ended(call, at, by)])
        asyncio.get_running_loop().call_later(60, self.calls.pop, call.id, None)

    def _off_the_floor(self, call: Call, at: datetime) -> None:
        self.offers.apply(events.Left(call.id), at)
        if call.adviser_id is not None:
            self.legs.pop(call.leg, None)
            self.steps.part(call)
            self.offers.apply(events.TalkEnded(call.id), at)

    # --- talks -----------------------------------------------------------------------------------------------------

    def _joined(self, call: Call, offer: Offer, at: datetime) -> None:
        leg = leg_of(offer.id)
        self.talk(call, offer.adviser_id, leg, self.picked_up.pop(leg, ""))
        self.notes.add([ledger.offer_answered(offer, at), ledger.answered(call, offer.adviser_id, at, offer.id)])
        self.steps.join(call)

    def talk(self, call: Call, adviser_id: int, leg: str, phone: str) -> None:
        """Remember who talks with whom, by which leg and phone."""
        self.legs.pop(call.leg, None)
        call.stage, call.adviser_id, call.leg, call.phone = Stage.TALKING, adviser_id, leg, phone
        call.held = call.parked = False
        self.legs[leg] = call.id

    def _leg_cut(self, leg: str, at: datetime, cause: int) -> None:
        """The adviser's leg ended: they hung up, or their browser is gone and may come back."""
        call = self.calls[self.legs.pop(leg)]
        if call.leg != leg or call.stage is not Stage.TALKING:
            return
        call.leg = ""
        if cause == MEDIA_LOST or call.parked:
            self.park(call, at)
            return
        call.ended_by = "adviser"
        self.steps.hang_up(call)
        self.end(call, at)

    def park(self, call: Call, at: datetime) -> None:
        """Let the caller hear music until the adviser's browser is back; after a while somebody else is rung."""
        if not call.held:
            self.hold(call, at, on=True)
        if not call.parked:
            call.parked = True
            self.notes.add([ledger.noted(call, "parked", at)])
            asyncio.get_running_loop().call_later(REJOIN_PATIENCE.total_seconds(), self._still_parked, call)

    def _still_parked(self, call: Call) -> None:
        if call.parked and call.stage is Stage.TALKING:
            at = clock.now()
            self.steps.part(call)
            self.offers.apply(events.TalkEnded(call.id), at)
            self.queue(call, at)

    def _rejoined(self, call_id: str, channel: Channel, at: datetime) -> None:
        call = self.calls.get(call_id)
        if call is None or call.stage is not Stage.TALKING or call.adviser_id is None:
            self.steps.drop(channel.id)
            return
        old = call.leg
        self.talk(call, call.adviser_id, channel.id, channel.endpoint)
        self.notes.add([ledger.noted(call, "rejoined", at)])
        self.steps.join(call, instead_of=old)
        self.offers.show_again(call.adviser_id)

    def hold(self, call: Call, at: datetime, *, on: bool) -> None:
        """Let the caller hear music, or the adviser again."""
        if call.stage is not Stage.TALKING or call.held == on or call.adviser_id is None:
            return
        call.held = on
        self.steps.hold(call, on=on)
        self.notes.add([ledger.noted(call, "held" if on else "resumed", at)])
        self.offers.show_again(call.adviser_id)

    def _bridged(self, event: EngineEvent) -> None:
        """The fallback queue joined a caller of ours with somebody: find out with whom."""
        call = self.calls.get(event.channel.id) if event.channel else None
        if call and call.stage is Stage.OUTSIDE:
            others = [one for one in event.raw["bridge"].get("channels", ()) if one != call.id]
            self.steps.find_phone(others, lambda name: self.taken(call, name, event.at))

    def taken(self, call: Call, phone: str, at: datetime) -> None:
        """Write down that the fallback queue joined the caller with the adviser of this phone."""
        adviser_id = self.phones.adviser_of(phone)
        call.adviser_id = adviser_id
        self.notes.add([ledger.answered(call, adviser_id, at, f"{call.id}:fallback")])
        if adviser_id is not None:
            self.offers.apply(events.Taken(call.id, adviser_id), at)

    # --- phones and wishes of screens ------------------------------------------------------------------------------

    def _phone_changed(self, event: EngineEvent) -> None:
        endpoint = event.raw["endpoint"]
        self.phone(endpoint["resource"], online=endpoint.get("state") == "online", at=event.at)

    def phone(self, username: str, *, online: bool, at: datetime) -> None:
        """A phone registered or was lost."""
        adviser_id = self.phones.heard(username, online=online)
        if adviser_id is None:
            return
        self.readiness(adviser_id, at)
        if not online:
            for call in [one for one in self.calls.values() if one.stage is Stage.TALKING and one.phone == username]:
                self.steps.if_silent(call, partial(self._silent, call, call.leg))

    def _silent(self, call: Call, leg: str) -> None:
        """No sound comes from the adviser, and their phone is gone: the browser died without a word."""
        if call.stage is Stage.TALKING and call.leg == leg and not call.parked:
            self.park(call, clock.now())

    def readiness(self, adviser_id: int, at: datetime) -> None:
        """Tell the floor and the screens whether the adviser has a phone."""
        ready = self.phones.of_adviser(adviser_id) is not None
        self.notes.add([ledger.phone(adviser_id, ready=ready, at=at)])
        self.offers.apply(events.PhoneChanged(adviser_id, ready), at)

    def wish(self, said: dict[str, Any]) -> None:
        """Act on what a screen asked for. A wish that came too late changes nothing."""
        at = datetime.fromisoformat(said["at"]) if "at" in said else clock.now()
        if said["kind"] == "state":
            self.offers.apply(events.Chose(said["adviser"], said["state"], said["reason"]), at)
            return
        call = next((one for one in self.calls.values() if str(one.conversation_id) == said["conversation"]), None)
        if call is None or call.adviser_id != said["adviser"] or call.stage not in (Stage.TALKING, Stage.OUTSIDE):
            return
        if said["kind"] == "hold":
            self.hold(call, at, on=said["on"])
        elif said["kind"] == "hang_up":
            call.ended_by = "adviser"
            self.steps.hang_up(call)
        elif said["kind"] == "rejoin" and (username := self.phones.of_adviser(said["adviser"])):
            self.steps.rejoin(call, username, at)


def _why(cause: int) -> str:
    if cause in REJECTED_CAUSES:
        return "rejected"
    return "phone_failed" if cause in ABSENT_CAUSES else "no_answer"
