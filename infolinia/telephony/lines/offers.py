"""Carries out what the rules decide: rings phones, stops them, joins talkers, shows states; keeps the leases."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from infolinia.contacts.operations import conversation_id_for
from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.routing.rules.commands import Command, Connect, DropPhone, Ring, ShowState, StopRinging
from infolinia.routing.rules.distribution import after
from infolinia.routing.rules.floor import LEASE, TEXT, Adviser, Floor, Offer
from infolinia.routing.rules.matching import next_change
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, call_id_of
from infolinia.telephony.lines.journal import Fact
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.phones import Phones

log = logging.getLogger(__name__)

RING_MARGIN = 5
"""Seconds by which the engine's own limit is longer than the lease: the lease decides, not the engine."""
REACHABLE = frozenset({"ready", "ringing", "talking"})


def leg_of(offer_id: str) -> str:
    """Return the id of the adviser's channel for an offer; it tells after a fault what the channel is."""
    return f"ring~{offer_id}"


def offer_of(channel_id: str) -> tuple[str, str, int, datetime] | None:
    """Return offer, call, adviser and start of a channel id made by `leg_of`, or nothing for any other channel."""
    prefix, _, offer_id = channel_id.partition("~")
    rest, _, started = offer_id.rpartition("~")
    call_id, _, adviser = rest.rpartition("~")
    if prefix != "ring" or not adviser.isdigit() or not started.isdigit():
        return None
    return offer_id, call_id, int(adviser), datetime.fromtimestamp(int(started) / 1000, clock.now().tzinfo)


class Offers:
    """The floor in memory, and its hands."""

    def __init__(
        self,
        *,
        ari: Ari,
        phones: Phones,
        lanes: Lanes,
        calls: dict[str, Call],
        note: Callable[[Iterable[Fact]], None],
        connect: Callable[[Call, Offer, datetime], None],
        lease: timedelta = LEASE,
    ) -> None:
        self.floor = Floor(lease=lease)
        self._ari = ari
        self._phones = phones
        self._lanes = lanes
        self._calls = calls
        self._note = note
        self._connect = connect
        self._clocks: dict[str, asyncio.TimerHandle] = {}
        self._look: asyncio.TimerHandle | None = None
        self._fallback = ""
        self._hands: dict[type, Callable[..., None]] = {
            Ring: self._ring,
            StopRinging: self._stop_ringing,
            Connect: self._join,
            DropPhone: self._drop_phone,
            ShowState: self._show_state,
        }

    def apply(self, event: events.Event, at: datetime) -> None:
        """Let the event happen: decide, remember, carry out."""
        step = after(self.floor, event, at)
        self.floor = step.floor
        for command in step.commands:
            self._carry_out(command, at)
        self._keep_fallback()
        self._look_again()

    def _look_again(self) -> None:
        """Come back when waiting alone lets somebody else serve a caller."""
        if self._look:
            self._look.cancel()
        now = clock.now()
        moment = next_change(self.floor, now)
        if moment:
            seconds = max(0.0, (moment - now).total_seconds())
            self._look = asyncio.get_running_loop().call_later(seconds, self._time_passed)

    def _time_passed(self) -> None:
        self.apply(events.TimePassed(), clock.now())

    def staff(self, advisers: Iterable[Adviser]) -> None:
        """Begin with these advisers, as the database remembers them."""
        self.floor = replace(self.floor, advisers={adviser.id: adviser for adviser in advisers})

    def show_again(self, adviser_id: int) -> None:
        """Write an adviser's state once more, because what belongs to it changed."""
        if adviser := self.floor.advisers.get(adviser_id):
            self._show_state(ShowState(adviser), adviser.since)

    def forget_fallback(self) -> None:
        """Tell the engine anew who can take calls without us: it was restarted and forgot."""
        self._fallback = "?"
        self._keep_fallback()

    def _carry_out(self, command: Command, at: datetime) -> None:
        self._hands[type(command)](command, at)

    def _ring(self, command: Ring, at: datetime) -> None:
        offer, call = command.offer, self._calls[command.offer.call_id]
        self._note(ledger.offered(call, offer, at))
        loop = asyncio.get_running_loop()
        seconds = (offer.until - at).total_seconds()
        self._clocks[offer.id] = loop.call_later(seconds, self.lose, offer.id, "no_answer")
        if offer.medium != TEXT:
            self._lanes.then(offer.id, lambda: self._ring_phone(offer, call, int(seconds)), self._failed(offer))

    async def _ring_phone(self, offer: Offer, call: Call, seconds: int) -> None:
        username = self._phones.of_adviser(offer.adviser_id)
        if username is None:
            self.lose(offer.id, "phone_gone")
            return
        await self._ari.ring(
            leg_of(offer.id),
            endpoint=f"PJSIP/{username}",
            args=f"adviser,{offer.id}",
            caller_id=call.caller_id,
            seconds=seconds + RING_MARGIN,
            variables=headers(call),
            formats=call.formats,
        )

    def _failed(self, offer: Offer) -> Callable[[Exception], None]:
        return lambda _error: self.lose(offer.id, "phone_failed")

    def lose(self, offer_id: str, why: str) -> None:
        """End an offer now, by the clock or because its phone can't be rung."""
        self.apply(events.Lost(offer_id, why), clock.now())

    def _stop_ringing(self, command: StopRinging, at: datetime) -> None:
        offer = command.offer
        self._end_clock(offer.id)
        if call := self._calls.get(offer.call_id):
            self._note(ledger.lost(call, offer, at, command.why))
        if offer.medium != TEXT:
            self._lanes.then(offer.id, lambda: self._ari.hang_up(leg_of(offer.id)))

    def _join(self, command: Connect, at: datetime) -> None:
        self._end_clock(command.offer.id)
        self._connect(self._calls[command.offer.call_id], command.offer, at)

    def _drop_phone(self, command: DropPhone, at: datetime) -> None:
        self._note([ledger.withdrawn(command.offer_id, at)])
        self._lanes.then(command.offer_id, lambda: self._ari.hang_up(leg_of(command.offer_id)))

    def _show_state(self, command: ShowState, at: datetime) -> None:
        adviser = command.adviser
        call = self._calls.get(call_id_of(adviser.call_id))
        on_hold = bool(call and call.held and call.adviser_id == adviser.id and adviser.state == "talking")
        known = call.conversation_id if call else None
        known = known or (conversation_id_for(adviser.call_id) if adviser.call_id else None)
        self._note([ledger.presence(adviser, on_hold=on_hold, conversation_id=known)])

    def _end_clock(self, offer_id: str) -> None:
        if handle := self._clocks.pop(offer_id, None):
            handle.cancel()

    def _keep_fallback(self) -> None:
        """Tell the engine who can take calls without us, when that changed."""
        reachable = (one.id for one in self.floor.advisers.values() if one.phone_ready and one.state in REACHABLE)
        names = "&".join(sorted(name for one in reachable if (name := self._phones.of_adviser(one))))
        if names != self._fallback:
            self._fallback = names
            self._lanes.then("fallback", lambda: self._ari.set_global("FALLBACK_ADVISERS", names))


def headers(call: Call, *, rejoin: bool = False) -> dict[str, str]:
    """Return the SIP headers by which a browser knows the conversation that rings."""
    named = {"PJSIP_HEADER(add,X-Infolinia-Conversation)": str(call.conversation_id)}
    return named | ({"PJSIP_HEADER(add,X-Infolinia-Rejoin)": "1"} if rejoin else {})
