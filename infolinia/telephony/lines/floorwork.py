"""What supervisors do with those who wait: another queue, a head start, one person to take them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from infolinia.routing.supervision.queries import PrecedenceFact
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.exchange import Exchange


class Floorwork:
    """Acts on supervisors' wishes. The database was told first, so that a daemon which takes over knows them too."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        exchange.wishes |= {"move": self._wish_move, "precede": self._wish_precede}

    def _wish_move(self, said: dict[str, Any], at: datetime) -> None:
        if call := self._exchange.call_of(said["conversation"]):
            call.queue = said["queue"]
            self._wait_anew(call, at)

    def _wish_precede(self, said: dict[str, Any], at: datetime) -> None:
        if call := self._exchange.call_of(said["conversation"]):
            until = datetime.fromisoformat(said["until"]) if said["until"] else None
            self._precede(call, said["minutes"], said["staff"], until)
            self._wait_anew(call, at)

    def recall(self, facts: Iterable[PrecedenceFact]) -> None:
        """Know again what supervisors decided before our own death; places are taken when the engine was asked."""
        for fact in facts:
            if call := self._exchange.call_of(str(fact.conversation_id)):
                self._precede(call, fact.minutes, fact.staff_id, fact.until)

    def _precede(self, call: Call, minutes: int, staff_id: int | None, until: datetime | None) -> None:
        call.ahead = timedelta(minutes=minutes)
        call.reserved = (staff_id, until) if staff_id is not None and until is not None else None

    def _wait_anew(self, call: Call, at: datetime) -> None:
        if call.stage is Stage.WAITING:
            self._exchange.stand_in_line(call, at)
