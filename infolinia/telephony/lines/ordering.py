"""Callers who wait are offered a call-back, and order it by keys; they stand in the line until it is promised."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from infolinia.core import clock
from infolinia.routing.rules import callbacks
from infolinia.routing.rules.floor import VOICE
from infolinia.routing.rules.waits import Estimate, Pace, estimate_of
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.promises import Promises
from infolinia.telephony.rules import ordering
from infolinia.telephony.rules.ordering import Order, Said, Step

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
FIRST_AFTER = timedelta(seconds=12)
"""Whom somebody serves at once is not offered anything, and news of the wait comes first."""
AGAIN_AFTER = timedelta(minutes=3)
AT_ONCE = 20
"""So many hear the offer at one look: the others of a crowd do at the next ones."""
NO_WAIT = Estimate(timedelta(0), timedelta(0), timedelta(0))
OFFER, QUESTION, GOODBYE = "callback-offer", "callback-question", "callback-bye"


class Ordering:
    """Orders by the caller's id; `pace` is how fast the line moves now."""

    def __init__(self, exchange: "Exchange", front: Front, promises: Promises, pace: Callable[[], Pace]) -> None:
        self._exchange = exchange
        self._front = front
        self._promises = promises
        self._pace = pace
        self._offered: dict[str, datetime] = {}
        self._orders: dict[str, Order] = {}
        self._told_engine: bool | None = None
        exchange.heard |= {OFFER: self._heard, QUESTION: self._heard, GOODBYE: self._said_goodbye}
        exchange.keyed.insert(0, self._keyed)
        exchange.wants_call_back = lambda call: call.wishes and promises.rules.is_on
        exchange.mending.append(lambda _channels, _bridges, _at: self._tell_engine())

    async def watch(self) -> None:
        """Offer it to those who wait long, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                self.look(clock.now())
            except Exception:
                log.exception("nobody was offered a call-back this time")

    def look(self, at: datetime) -> None:
        """Offer a call-back to everybody to whom the rules give one."""
        calls = self._exchange.calls
        self._offered = {key: moment for key, moment in self._offered.items() if key in calls}
        self._orders = {key: order for key, order in self._orders.items() if key in calls}
        if self._told_engine is not self._promises.rules.is_on:
            self._tell_engine()
        places, left = self._places(), AT_ONCE
        for call in list(calls.values()):
            if call.stage is Stage.WAITING and self._exchange.wants_call_back(call):
                self._begin(call, at)
            elif left and self._is_due(call, at) and self._is_offered(call, places.get(call.id, 0)):
                left -= 1
                self._offered[call.id] = at
                self._front.say(call, OFFER, [OFFER])

    def _tell_engine(self) -> None:
        """Let the engine know whether it may offer call-backs to the crowd: its own start forgets it."""
        self._told_engine = self._promises.rules.is_on
        self._front.offer_call_backs(on=self._told_engine)

    def _places(self) -> dict[str, int]:
        """Return the place of each caller who speaks; 1 is next."""
        spoken = (one for one in self._exchange.offers.floor.callers.values() if one.medium == VOICE)
        return {one.call_id: place for place, one in enumerate(sorted(spoken, key=lambda one: one.place), 1)}

    def _is_due(self, call: Call, at: datetime) -> bool:
        if call.stage is not Stage.WAITING or call.medium != VOICE or call.call_back or call.playing:
            return False
        before = self._offered.get(call.id)
        if at - call.arrived_at < FIRST_AFTER or (before and at - before < AGAIN_AFTER):
            return False
        return not self._exchange.offers.floor.offer_of(call.id)

    def _is_offered(self, call: Call, place: int) -> bool:
        """Ask the rules; the wait is worked out only where the place alone does not tell."""
        floor, rules = self._exchange.offers.floor, self._promises.rules
        caller = floor.callers.get(call.id)
        if caller is None or not rules.is_on:
            return False
        is_far = callbacks.is_offered(rules, place=place, wait=NO_WAIT)
        return is_far or callbacks.is_offered(rules, place=place, wait=estimate_of(floor, caller, self._pace()))

    # --- keys --------------------------------------------------------------------------------------------------------

    def _keyed(self, call: Call, key: str, at: datetime) -> None:
        if call.stage is Stage.ASKING and (order := self._orders.get(call.id)):
            self._follow(call, ordering.after_key(order, key, self._promises.allowed), at)
        elif key == ordering.ORDER_KEY and self._may_order(call):
            self._begin(call, at)

    def _begin(self, call: Call, at: datetime) -> None:
        if call.wishes:
            self._front.forget_wish(call)
        call.stage = Stage.ASKING
        self._follow(call, ordering.begin(self._promises.allowed(call.number)), at)

    def _may_order(self, call: Call) -> bool:
        """Whether the key means an order: of one who heard the offer, or would hear it now."""
        is_waiting = call.stage is Stage.WAITING and call.medium == VOICE
        return is_waiting and (call.id in self._offered or self._is_offered(call, self._places().get(call.id, 0)))

    def _follow(self, call: Call, said: Said, at: datetime) -> None:
        self._orders[call.id] = said.order
        if said.order.step is Step.PROMISED:
            self._orders.pop(call.id)
            self._promises.promise(call, said.order.number, why="asked", at=at)
            call.stage, call.ended_by = Stage.CLOSED, "call_back"
            self._front.say(call, GOODBYE, said.sounds)
        elif said.order.step is Step.STAYS:
            self._orders.pop(call.id)
            call.stage = Stage.WAITING
            self._front.say(call, OFFER, said.sounds)
        elif said.sounds:
            self._front.say(call, QUESTION, said.sounds)
        else:
            self._front.hush(call)

    def _heard(self, call: Call, _at: datetime) -> None:
        """Nothing is timed: the music goes on until a key comes, or an adviser."""
        if call.stage in (Stage.WAITING, Stage.ASKING):
            self._front.music(call)

    def _said_goodbye(self, call: Call, _at: datetime) -> None:
        if call.stage is Stage.CLOSED:
            self._exchange.steps.hang_up(call)
