"""What the daemon does with each event of the engine and each wish of a screen. Nothing here waits.

A caller is never stranded: whatever goes wrong, the call is given back to the dialplan, which has its own queue.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import LEASE, TEXT, Offer
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel, EngineEvent
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import CHANNELS, Call, Stage, call_from, recall
from infolinia.telephony.lines.desk_wishes import DeskWishes
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.leaving import OUT
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.offers import Offers, offer_of
from infolinia.telephony.lines.office import Office
from infolinia.telephony.lines.outgoing import Outgoing
from infolinia.telephony.lines.phones import Phones
from infolinia.telephony.lines.readiness import Readiness
from infolinia.telephony.lines.seams import Seams, Told
from infolinia.telephony.lines.steps import Steps
from infolinia.telephony.lines.talks import Talks

log = logging.getLogger(__name__)

REJECTED_CAUSES = frozenset({17, 21})
ABSENT_CAUSES = frozenset({1, 3, 20, 27, 38, 41})


class Exchange(Seams):
    """Calls by their id, advisers' legs by theirs, and the handlers of events."""

    def __init__(
        self,
        *,
        ari: Ari,
        phones: Phones,
        lanes: Lanes,
        notes: Notes,
        outgoing: Outgoing,
        lease: timedelta = LEASE,
    ) -> None:
        super().__init__()
        self.calls: dict[str, Call] = {}
        self.phones = phones
        self.notes = notes
        self.outgoing = outgoing
        self.steps = Steps(ari, lanes, self.give_up)
        self.talks = Talks(
            calls=self.calls,
            notes=notes,
            steps=self.steps,
            offers=lambda: self.offers,
            end=self.end,
            dismiss=self.dismiss,
            queue=self.queue,
        )
        self.offers = Offers(
            ari=ari,
            phones=phones,
            lanes=lanes,
            calls=self.calls,
            note=notes.add,
            connect=self._join,
            lease=lease,
        )
        self.office = Office(self.calls, lambda: self.offers)
        self.receive = lambda call, _told, at: self.queue(call, at)
        self.join_call_back = self.join_text = self.talks.joined
        self._plug_in()
        self._handlers: dict[str, Callable[[EngineEvent], None]] = {
            "StasisStart": self._entered,
            "StasisEnd": self._left,
            "ChannelHangupRequest": self._cut,
            "ChannelDestroyed": self._cut,
            "ChannelEnteredBridge": self._bridged,
            "ChannelDtmfReceived": self._keyed,
            "PlaybackFinished": self._heard_out,
            "Dial": self._dialled,
        }

    def _plug_in(self) -> None:
        """Plug in what the exchange itself does with legs and wishes; the parts of the line add to it."""
        self.entered |= {
            "adviser": lambda channel, args, at: self.talks.answered(args[0], channel, at),
            "rejoin": lambda channel, args, at: self.talks.rejoined(args[0], channel, at),
            OUT: self.outgoing.entered,
        }
        self.cut[OUT] = self.outgoing.cut
        self.destroyed[OUT] = self.outgoing.destroyed
        self.dialled[OUT] = self.outgoing.progressed
        DeskWishes(self)
        self.readiness = Readiness(self)

    def handle(self, event: EngineEvent) -> None:
        """Act on one event; an error gives its caller back to the dialplan and is never passed on."""
        known = self._handlers.get(event.kind)
        for act in (*([known] if known else ()), *self.followers.get(event.kind, ())):
            try:
                act(event)
            except Exception:
                log.exception("an event was not understood: %s", event.kind)
                if event.channel and event.kind == "StasisStart":
                    self.steps.abandon(event.channel.id)

    # --- callers ---------------------------------------------------------------------------------------------------

    def _entered(self, event: EngineEvent) -> None:
        """A leg entered the application; its first argument says what it is: a caller, or a leg of ours."""
        channel, args = event.channel, event.args
        if channel is None or not args:
            return
        if args[0] in CHANNELS:
            self.welcome(channel, args[0], event.at)
        elif enter := self.entered.get(args[0]):
            enter(channel, args[1:], event.at)

    def welcome(self, channel: Channel, entrance: str, at: datetime) -> None:
        """Take a caller who comes in, for the first time or back from the fallback queue."""
        call = self.calls.get(channel.id)
        if call is None:
            call = call_from(channel, entrance)
            if self._is_one_too_many(call):
                self.steps.drop(channel.id)
                return
            self.calls[channel.id] = call
            self.notes.add(ledger.met(call))
        if call.stage is Stage.ENDED:
            return
        recall(call, channel.variables)
        self.receive(call, channel.variables, at)

    def _is_one_too_many(self, new: Call) -> bool:
        """Return whether a guest's browser calls while its earlier call lasts: one page must not fill the queue."""
        lasting = (call.guest for call in self.calls.values() if call.stage is not Stage.ENDED)
        return bool(new.guest) and new.guest in lasting

    def queue(self, call: Call, at: datetime) -> None:
        """Let the caller wait with music; the place is that of the first arrival."""
        call.stage, call.was_queued, call.adviser_id, call.leg = Stage.WAITING, True, None, ""
        call.held = call.parked = False
        self.notes.add([ledger.queued(call, at)])
        self.steps.wait(call)
        self.stand_in_line(call, at)

    def stand_in_line(self, call: Call, at: datetime) -> None:
        """Let the rules know that this caller waits, at the place of the first arrival."""
        self.offers.apply(events.Waits(self.office.caller(call)), at)

    def _join(self, call: Call, offer: Offer, at: datetime) -> None:
        if call.is_virtual:
            self.join_call_back(call, offer, at)
        else:
            (self.join_text if offer.medium == TEXT else self.talks.joined)(call, offer, at)

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
        """A sound ended; its name says whose it was: `greeting~<call>`."""
        playing = str(event.raw["playback"]["id"])
        kind, _, named = playing.partition("~")
        call_id, serial = (named, "") if named in self.calls else named.rpartition("~")[::2]
        call, heard = self.calls.get(call_id), self.heard.get(kind)
        if call and serial and call.playing != playing:
            return  # stopped, and something else plays since
        if call and serial:
            call.playing = ""
        if call and heard:
            heard(call, event.at)

    def _keyed(self, event: EngineEvent) -> None:
        """A caller pressed a key."""
        if event.channel and (call := self.calls.get(event.channel.id)) and call.stage is not Stage.ENDED:
            for act in self.keyed:
                act(call, str(event.raw["digit"]), event.at)

    def _left(self, event: EngineEvent) -> None:
        """A leg left the application: hung up, or somebody else moved it. The engine is asked which."""
        channel = event.channel
        call = self.calls.get(channel.id) if channel else None
        if call and call.stage not in (Stage.OUTSIDE, Stage.ENDED):
            self.steps.is_gone(call, lambda gone: self._moved(call, event.at, gone=gone))
        elif channel and channel.id in self.talks.legs:
            self.talks.leg_cut(channel.id, event.at, by_engine=False)
        elif channel and (cut := self.cut.get(channel.id.partition("~")[0])):
            cut(channel.id, event.at)

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
        if event.kind == "ChannelDestroyed" and (gone := self.destroyed.get(channel_id.partition("~")[0])):
            gone(channel_id, cause, event.at)
        if call := self.calls.get(channel_id):
            self.end(call, event.at)
        elif channel_id in self.talks.legs:
            self.talks.leg_cut(channel_id, event.at, by_engine=bool(event.raw.get("soft")))
        elif offer := offer_of(channel_id):
            self.offers.apply(events.Lost(offer[0], _why(cause)), event.at)
        elif cut := self.cut.get(channel_id.partition("~")[0]):
            cut(channel_id, event.at)

    def _dialled(self, event: EngineEvent) -> None:
        """A leg of ours rings at the other side, or its operator plays something."""
        leg = str(event.raw["peer"]["id"])
        if tell := self.dialled.get(leg.partition("~")[0]):
            tell(leg, str(event.raw.get("dialstatus", "")))

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
            self.talks.forget(call)
            self.steps.part(call)
            self.offers.apply(events.TalkEnded(call.id), at)
        elif call.party:
            self.steps.part(call)

    # --- the fallback queue ------------------------------------------------------------------------------------------

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

    # --- wishes of screens -------------------------------------------------------------------------------------------

    def wish(self, said: Told) -> None:
        """Act on what a screen asked for. A wish that came too late changes nothing, nor does one nobody knows.

        An error is never passed on: the daemon serves the others.
        """
        act = self.wishes.get(said["kind"])
        if act is None:
            log.warning("nobody knows the wish %s", said["kind"])
            return
        try:
            act(said, datetime.fromisoformat(said["at"]) if "at" in said else clock.now())
        except Exception:
            log.exception("a wish was not understood: %s", said["kind"])

    def call_of(self, conversation_id: str) -> Call | None:
        """Return the call of a conversation, if it lasts."""
        found = (one for one in self.calls.values() if str(one.conversation_id) == conversation_id)
        return next((one for one in found if one.stage is not Stage.ENDED), None)

    def of_own_call(self, act: Callable[[Call, Told, datetime], None]) -> Callable[[Told, datetime], None]:
        """Act only when the adviser who asks talks in this very call."""

        def checked(said: Told, at: datetime) -> None:
            call = self.call_of(said["conversation"])
            if call and call.adviser_id == said["adviser"] and call.stage in (Stage.TALKING, Stage.OUTSIDE):
                act(call, said, at)

        return checked

    def dismiss(self, call: Call, at: datetime) -> bool:
        """The adviser ended the talk: cut the caller's line, unless there is a last word; returns whether there is."""
        call.ended_by = "adviser"
        if any(speaks(call, at) for speaks in self.last_words):
            return True
        self.steps.hang_up(call)
        return False


def _why(cause: int) -> str:
    if cause in REJECTED_CAUSES:
        return "rejected"
    return "phone_failed" if cause in ABSENT_CAUSES else "no_answer"
