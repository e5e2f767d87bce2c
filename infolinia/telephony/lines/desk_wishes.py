"""What a desk asks for in its own call: a state, hold, an end, the way back into it."""

from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.routing.rules import events
from infolinia.telephony.lines.call import Call
from infolinia.telephony.lines.seams import Told

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange


class DeskWishes:
    """The wishes that every desk has; parts of the line add their own."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange
        exchange.wishes |= {
            "state": self._state,
            "hold": exchange.of_own_call(self._hold),
            "hang_up": exchange.of_own_call(self._hang_up),
            "rejoin": exchange.of_own_call(self._rejoin),
        }

    def _state(self, said: Told, at: datetime) -> None:
        self._exchange.office.meet(said["adviser"], at)
        self._exchange.offers.apply(events.Chose(said["adviser"], said["state"], said["reason"]), at)

    def _hold(self, call: Call, said: Told, at: datetime) -> None:
        self._exchange.talks.hold(call, at, on=said["on"])

    def _hang_up(self, call: Call, _said: Told, at: datetime) -> None:
        if self._exchange.dismiss(call, at):
            self._exchange.end(call, at)

    def _rejoin(self, call: Call, said: Told, at: datetime) -> None:
        if username := self._exchange.phones.of_adviser(said["adviser"]):
            self._exchange.steps.rejoin(call, username, at)
