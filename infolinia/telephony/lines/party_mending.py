"""Third parties after a fault: who is in each talk is known again from the legs that the engine has."""

from collections.abc import Mapping
from datetime import datetime

from infolinia.routing.rules.floor import RINGING, TALKING
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Bridge, Channel
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Party, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.parties import Parties
from infolinia.telephony.lines.party_legs import key_of, party_legs


class PartyMending:
    """Puts the parties of the talks that go on in order, each time the daemon takes over."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes, parties: Parties) -> None:
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        self._parties = parties
        exchange.mending.append(self._mend)

    def _mend(self, channels: Mapping[str, Channel], bridges: list[Bridge], at: datetime) -> None:
        """Know again who is in each talk, from the legs that the engine has."""
        inside = {leg for bridge in bridges for leg in bridge.channels}
        for call in list(self._exchange.calls.values()):
            if call.stage not in (Stage.TALKING, Stage.HANDED):
                continue
            legs = [leg for leg in party_legs(call, channels.values()) if leg.id != call.leg]
            for leg in legs[:-1]:
                self._exchange.steps.drop(leg.id)
            if legs:
                self._know_again(call, legs[-1], inside, at)
            elif call.stage is Stage.HANDED:
                self._left_alone(call, inside, at)

    def _know_again(self, call: Call, leg: Channel, inside: set[str], at: datetime) -> None:
        key = key_of(leg.id)
        party = call.party if call.party and call.party.key == key else Party(key)
        call.party, party.leg, party.is_up = party, leg.id, leg.state == "Up"
        party.takes_over = call.stage is Stage.HANDED
        party.held = party.is_up and leg.id not in inside and call.id in inside
        self._parties.engage(party, TALKING if party.is_up else RINGING, at)
        if not party.is_up:
            return
        self._exchange.notes.add([ledger.joined(call, party, at)])
        if call.stage is Stage.HANDED:
            self._parties.take_over(call, at)
        elif leg.id not in inside and not party.held:
            self._lanes.then(call.id, lambda: self._ari.add_to_bridge(call.bridge_id, (leg.id,)))

    def _left_alone(self, call: Call, inside: set[str], at: datetime) -> None:
        """Their partner outside went away meanwhile, or never answered: then the caller waits again."""
        if call.id in inside:
            call.ended_by = "party"
            self._exchange.steps.hang_up(call)
            self._exchange.end(call, at)
        else:
            self._parties.come_back(call, Party(f"{call.id}~number~0~{int(at.timestamp() * 1000)}"), at)
