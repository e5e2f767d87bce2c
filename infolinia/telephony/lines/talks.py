"""Talks between a caller and an adviser: joined, held, parked while the adviser's browser is away, continued."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from infolinia.core import clock
from infolinia.routing.rules import events
from infolinia.routing.rules.floor import Offer
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.notes import Notes
from infolinia.telephony.lines.offers import Offers, leg_of
from infolinia.telephony.lines.steps import Steps

REJOIN_PATIENCE = timedelta(seconds=15)


class Talks:
    """Who talks with whom: `legs` maps an adviser's channel to the call it talks in."""

    def __init__(
        self,
        *,
        calls: dict[str, Call],
        notes: Notes,
        steps: Steps,
        offers: Callable[[], Offers],
        end: Callable[[Call, datetime], None],
        dismiss: Callable[[Call, datetime], bool],
        queue: Callable[[Call, datetime], None],
    ) -> None:
        self.legs: dict[str, str] = {}
        self.deserted: Callable[[Call, datetime], bool] = lambda _call, _at: False
        self.known: list[Callable[[Call], None]] = []
        self._picked_up: dict[str, str] = {}
        self._patience: dict[str, asyncio.TimerHandle] = {}
        self._calls = calls
        self._notes = notes
        self._steps = steps
        self._offers = offers
        self._end = end
        self._dismiss = dismiss
        self._queue = queue

    def answered(self, offer_id: str, channel: Channel, at: datetime) -> None:
        """An adviser picked up; the rules know whether the offer is still theirs."""
        self._picked_up[channel.id] = channel.endpoint
        self._offers().apply(events.Accepted(offer_id), at)
        self._picked_up.pop(channel.id, None)

    def joined(self, call: Call, offer: Offer, at: datetime) -> None:
        """Begin the talk that the rules decided on."""
        leg = leg_of(offer.id)
        self.know(call, offer.adviser_id, leg, self._picked_up.get(leg, ""))
        self._notes.add([ledger.offer_answered(offer, at), ledger.answered(call, offer.adviser_id, at, offer.id)])
        self._steps.join(call)

    def know(self, call: Call, adviser_id: int, leg: str, phone: str) -> None:
        """Remember who talks with whom, by which leg and phone."""
        self.forget(call)
        call.stage, call.adviser_id, call.leg, call.phone = Stage.TALKING, adviser_id, leg, phone
        call.held = call.parked = False
        self.legs[leg] = call.id
        for tell in self.known:
            tell(call)

    def forget(self, call: Call) -> None:
        """Forget the adviser's leg of the call."""
        self.legs.pop(call.leg, None)
        if timer := self._patience.pop(call.id, None):
            timer.cancel()

    def leg_cut(self, leg: str, at: datetime, *, by_engine: bool) -> None:
        """The adviser's leg ended: they hung up, or the engine gave up a browser that was silent for too long."""
        call = self._calls[self.legs.pop(leg)]
        if call.leg != leg or call.stage is not Stage.TALKING:
            return
        if not by_engine and not call.parked and self.deserted(call, at):
            return
        call.leg = ""
        if by_engine or call.parked:
            self._park(call, at)
            return
        self._dismiss(call, at)
        self._end(call, at)

    def hold(self, call: Call, at: datetime, *, on: bool) -> None:
        """Let the caller hear music, or the adviser again."""
        if call.stage is not Stage.TALKING or call.held == on or call.adviser_id is None:
            return
        call.held = on
        self._steps.hold(call, on=on)
        self._notes.add([ledger.noted(call, "held" if on else "resumed", at)])
        self._offers().show_again(call.adviser_id)

    def phone_lost(self, username: str) -> None:
        """Look after the talks of a phone that is not registered any more; a lost signal alone ends none."""
        for call in self._calls.values():
            if call.stage is Stage.TALKING and call.phone == username:
                self._steps.if_silent(call, partial(self._silent, call, call.leg))

    def rejoined(self, call_id: str, channel: Channel, at: datetime) -> None:
        """The adviser's new browser tab answered: it takes the place of the old one."""
        call = self._calls.get(call_id)
        if call is None or call.stage is not Stage.TALKING or call.adviser_id is None:
            self._steps.drop(channel.id)
            return
        old, consults = call.leg, call.party is not None and call.held
        self.know(call, call.adviser_id, channel.id, channel.endpoint)
        self._notes.add([ledger.noted(call, "rejoined", at)])
        call.held = consults
        self._steps.join(call, instead_of=old, without_caller=consults)
        self._offers().show_again(call.adviser_id)

    def _silent(self, call: Call, leg: str) -> None:
        """No sound comes from the adviser, and their phone is gone: the browser died without a word."""
        if call.stage is Stage.TALKING and call.leg == leg:
            self._park(call, clock.now())

    def _park(self, call: Call, at: datetime) -> None:
        """Let the caller hear music until the adviser's browser is back; after a while somebody else is rung."""
        self.hold(call, at, on=True)
        if not call.parked:
            call.parked = True
            self._notes.add([ledger.noted(call, "parked", at)])
            seconds = REJOIN_PATIENCE.total_seconds()
            self._patience[call.id] = asyncio.get_running_loop().call_later(seconds, self._still_parked, call)

    def _still_parked(self, call: Call) -> None:
        if call.parked and call.stage is Stage.TALKING:
            at = clock.now()
            self.forget(call)
            self._steps.part(call)
            self._offers().apply(events.TalkEnded(call.id), at)
            self._queue(call, at)
