"""Conversations by text in the exchange: by the same rules and in the same line as calls, without the engine.

People begin and end them in the database; here they are offered, joined, and looked after when a page went away.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError

from infolinia.core import clock
from infolinia.routing.rules import events, text_waits
from infolinia.routing.rules.floor import TEXT, Offer
from infolinia.routing.rules.waits import Pace
from infolinia.telephony.chats.queries import CHANNEL, OpenChat
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.journal import Fact

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

log = logging.getLogger(__name__)

LOOK = 5.0
RESIDENTS_ABSENCE = {Stage.WAITING: timedelta(seconds=90), Stage.TALKING: timedelta(minutes=3)}
"""For how long a resident's page may be silent: a telephone sleeps in a pocket, a train goes through a tunnel."""
ADVISERS_ABSENCE = timedelta(minutes=1)
PACE = Pace(handling=timedelta(minutes=10), patience=timedelta(minutes=10))
"""Until an office has its own figures: writing takes about twice as long as talking."""
ENDED_KEPT = 60

Told = tuple[int, int | None, int | None]


class Texts:
    """Who waits to write and who writes with whom. `read` returns every conversation by text that is not over."""

    def __init__(self, exchange: "Exchange", read: Callable[[], Awaitable[list[OpenChat]]]) -> None:
        self._exchange = exchange
        self._read = read
        self._joined_at: dict[str, datetime] = {}
        self._told: dict[str, Told] = {}
        exchange.join_text = self.joined
        exchange.wishes |= {"text_take": self._wish_take, "text_decline": self._wish_decline}

    async def watch(self) -> None:
        """Look after them for ever."""
        while True:
            await self.learn()
            await asyncio.sleep(LOOK)

    async def learn(self) -> None:
        """Read anew who waits and who is gone; without a database everything stays as it is."""
        try:
            self.agree(await self._read(), clock.now())
        except (OperationalError, InterfaceError) as error:
            log.warning("texts: the database is away (%s)", str(error).split("\n")[0])

    def start(self, chats: list[OpenChat], at: datetime) -> None:
        """Take over what an earlier daemon left: talks go on, everybody else waits at the old place."""
        self._exchange.notes.add([Fact("withdraw_offers", {"except_keys": [], "at": at, "medium": TEXT})])
        self.agree(chats, at)

    def agree(self, chats: list[OpenChat], at: datetime) -> None:
        """Have everybody in memory who is in the database, and nobody else."""
        for chat in chats:
            call = self._exchange.calls.get(chat.call_id) or self._meet(chat, at)
            if call.stage is not Stage.ENDED:
                self._look_after(call, chat, at)
        lasting = {chat.call_id for chat in chats}
        for call in self._all():
            if call.id not in lasting:
                self._over(call, at)
        self._tell(at)

    def joined(self, call: Call, offer: Offer, at: datetime) -> None:
        """Begin the talk that the rules decided on."""
        call.stage, call.adviser_id = Stage.TALKING, offer.adviser_id
        self._joined_at[call.id] = at
        answered = ledger.answered(call, offer.adviser_id, at, offer.id)
        self._exchange.notes.add([ledger.offer_answered(offer, at), answered])

    # --- who is here -------------------------------------------------------------------------------------------------

    def _all(self) -> list[Call]:
        return [one for one in self._exchange.calls.values() if one.channel == CHANNEL and one.stage is not Stage.ENDED]

    def _meet(self, chat: OpenChat, at: datetime) -> Call:
        call = Call(
            chat.call_id, CHANNEL, chat.arrived_at, number="", name="", queue=chat.queue, language=chat.language
        )
        self._exchange.calls[call.id] = call
        if chat.state == "talking" and chat.adviser_id is not None:
            call.stage, call.adviser_id = Stage.TALKING, chat.adviser_id
            self._joined_at[call.id] = at
            self._exchange.office.meet(chat.adviser_id, at)
            self._exchange.offers.apply(events.Taken(call.id, chat.adviser_id, TEXT), at)
            return call
        if chat.state == "ringing" and chat.adviser_id is not None:
            self._exchange.notes.add([ledger.taken_back(call, chat.adviser_id, at)])
        self._wait(call, at)
        return call

    def _wait(self, call: Call, at: datetime) -> None:
        call.stage, call.was_queued, call.adviser_id = Stage.WAITING, True, None
        self._exchange.stand_in_line(call, at)

    def _look_after(self, call: Call, chat: OpenChat, at: datetime) -> None:
        patience = RESIDENTS_ABSENCE.get(call.stage)
        if patience and at - chat.resident_seen_at > patience:
            self._exchange.notes.add([ledger.ended(call, at, "caller")])
            self._over(call, at)
        elif call.stage is Stage.TALKING and at - self._adviser_seen(call, chat) > ADVISERS_ABSENCE:
            log.warning("text %s waits again: its adviser's page is gone", call.id)
            self._exchange.notes.add([ledger.noted(call, "parked", at)])
            self._exchange.offers.apply(events.TalkEnded(call.id), at)
            self._wait(call, at)

    def _adviser_seen(self, call: Call, chat: OpenChat) -> datetime:
        joined = self._joined_at[call.id]
        return max(joined, chat.adviser_seen_at or joined)

    def _over(self, call: Call, at: datetime) -> None:
        """Forget it soon: what the database still says of it for a moment must not bring it back."""
        call.stage = Stage.ENDED
        self._exchange.offers.apply(events.Left(call.id), at)
        self._exchange.offers.apply(events.TalkEnded(call.id), at)
        self._joined_at.pop(call.id, None)
        self._told.pop(call.id, None)
        asyncio.get_running_loop().call_later(ENDED_KEPT, self._exchange.calls.pop, call.id, None)

    # --- what the waiting are told -----------------------------------------------------------------------------------

    def _tell(self, at: datetime) -> None:
        floor = self._exchange.offers.floor
        for call in self._all():
            caller = floor.callers.get(call.id)
            if call.stage is not Stage.WAITING or caller is None:
                continue
            estimate = text_waits.estimate_of(floor, caller, PACE)
            least, most = estimate.minutes if estimate else (None, None)
            told = text_waits.place(floor, caller), least, most
            if self._told.get(call.id) != told:
                self._told[call.id] = told
                self._exchange.notes.add([ledger.told(call, *told)])

    # --- wishes of screens -------------------------------------------------------------------------------------------

    def _wish_take(self, said: dict[str, Any], at: datetime) -> None:
        if offer := self._offered(said):
            self._exchange.offers.apply(events.Accepted(offer.id), at)

    def _wish_decline(self, said: dict[str, Any], at: datetime) -> None:
        if offer := self._offered(said):
            self._exchange.offers.apply(events.Lost(offer.id, "rejected"), at)

    def _offered(self, said: dict[str, Any]) -> Offer | None:
        call = self._exchange.call_of(said["conversation"])
        offer = self._exchange.offers.floor.offer_of(call.id) if call else None
        return offer if offer and offer.adviser_id == said["adviser"] and offer.medium == TEXT else None
