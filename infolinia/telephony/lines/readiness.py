"""Who can be reached: telephones that register and are lost, told to the floor and to screens; trunks that answer."""

from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.routing.rules import events
from infolinia.telephony.ari.events import EngineEvent
from infolinia.telephony.lines import ledger

if TYPE_CHECKING:
    from infolinia.telephony.lines.exchange import Exchange


class Readiness:
    """What the engine says of telephones and trunks; both are endpoints to it."""

    def __init__(self, exchange: "Exchange") -> None:
        self._exchange = exchange
        for kind in ("ContactStatusChange", "PeerStatusChange"):
            exchange.follow(kind, self._changed)

    def tell(self, adviser_id: int, at: datetime) -> None:
        """Tell the floor and the screens whether the adviser has a phone."""
        ready = self._exchange.phones.of_adviser(adviser_id) is not None
        self._exchange.office.meet(adviser_id, at)
        self._exchange.notes.add([ledger.phone(adviser_id, ready=ready, at=at)])
        self._exchange.offers.apply(events.PhoneChanged(adviser_id, ready), at)

    def _changed(self, event: EngineEvent) -> None:
        endpoint = event.raw["endpoint"]
        username, online = str(endpoint["resource"]), endpoint.get("state") == "online"
        self._exchange.outgoing.trunks.heard(username, online=online, at=event.at)
        adviser_id = self._exchange.phones.heard(username, online=online)
        if adviser_id is None:
            return
        self.tell(adviser_id, event.at)
        if not online:
            self._exchange.talks.phone_lost(username)
