"""What waiting callers are told: how many are ahead, an honest range of the wait, an urgent message; only news."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from infolinia.core import clock
from infolinia.routing.rules.floor import VOICE
from infolinia.routing.rules.waits import Pace, estimate_of
from infolinia.telephony.ari.events import Bridge, Channel
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.front import Front
from infolinia.telephony.lines.visits import Visits
from infolinia.telephony.rules import announcing
from infolinia.telephony.rules.announcing import Heard, News
from infolinia.telephony.rules.menu import AGAIN_KEY

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange

log = logging.getLogger(__name__)

USUAL = Pace(handling=timedelta(minutes=4), patience=timedelta(minutes=8))
EMERGENCY = "emergency"
AT_ONCE = 20
"""How many callers are reckoned with in one look: the loop must stay free for events."""


class Newsreader:
    """Looks every few seconds. `pace` is how fast the line moves, read anew from the database."""

    def __init__(self, exchange: "Exchange", front: Front, visits: Visits) -> None:
        self.pace = USUAL
        self._exchange = exchange
        self._front = front
        self._visits = visits
        exchange.heard["news"] = self._heard
        exchange.keyed.append(self._keyed)
        exchange.mending.append(self._mend)

    async def watch(self) -> None:
        """Tell waiting callers what changed, for ever."""
        while True:
            await asyncio.sleep(announcing.LOOK_EVERY.total_seconds())
            try:
                self.look(clock.now())
            except Exception:
                log.exception("nobody was told anything this time")

    def look(self, at: datetime) -> None:
        """Tell those who have to be told something now, the first arrived first."""
        self._visits.keep_only(self._exchange.calls)
        due = [call for call in self._exchange.calls.values() if self._is_due(call, at)]
        for call in sorted(due, key=lambda one: one.arrived_at)[:AT_ONCE]:
            visit, news = self._visits.of(call), self._news(call, at)
            heard = Heard(visit.news, at - visit.told_at if visit.told_at else None)
            emergency = bool(self._visits.emergency(call))
            if sounds := announcing.next_sounds(heard, news, at - call.arrived_at, emergency=emergency):
                self._tell(call, news, sounds, at)

    def _is_due(self, call: Call, at: datetime) -> bool:
        if call.stage is not Stage.WAITING or call.medium != VOICE or call.is_virtual:
            return False
        if call.playing or not self._visits.plan.says_wait:
            return False
        told = self._visits.of(call).told_at
        return (told is None or at - told >= announcing.EVERY) and not self._exchange.offers.floor.offer_of(call.id)

    def _news(self, call: Call, at: datetime) -> News:
        floor, offers_message = self._exchange.offers.floor, self._visits.plan.takes_messages
        caller = floor.callers.get(call.id)
        if caller is None:
            return News(0, None, offers_message)
        found = estimate_of(floor, caller, self.pace)
        ahead = sum(one.place < caller.place and one.medium == VOICE for one in floor.callers.values())
        return News(ahead, announcing.coarse(found.minutes) if found else None, offers_message)

    def _tell(self, call: Call, news: News, sounds: list[str], at: datetime) -> None:
        visit = self._visits.of(call)
        visit.news, visit.told_at = news, at
        spoken = [name for one in sounds for name in (self._visits.emergency(call) if one == EMERGENCY else [one])]
        self._front.say(call, "news", spoken, told=f"{news.stored}@{int(at.timestamp())}")

    def _heard(self, call: Call, _at: datetime) -> None:
        if call.stage is Stage.WAITING:
            self._front.music(call)

    def _keyed(self, call: Call, key: str, at: datetime) -> None:
        """Say it again to whoever asks."""
        if key == AGAIN_KEY and call.stage is Stage.WAITING and call.medium == VOICE:
            news = self._news(call, at)
            self._tell(call, news, news.sounds, at)

    def _mend(self, channels: Mapping[str, Channel], _bridges: list[Bridge], _at: datetime) -> None:
        """After our restart nobody is told twice what they know, and news that was cut short gives way to music."""
        for call in self._exchange.calls.values():
            if call.stage is Stage.WAITING and call.id in channels:
                self._visits.recall(call.id, channels[call.id].variables)
