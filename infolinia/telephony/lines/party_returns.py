"""A colleague whose page was loaded again in a consultation: their new telephone takes the old one's place.

The new leg, `again~<key of the party>~<ms>`, names the party as the old one did, so a daemon that takes over knows it.
"""

from datetime import datetime

from infolinia.telephony.ari.client import Ari
from infolinia.telephony.ari.events import Channel
from infolinia.telephony.lines.call import Call, Party, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.lanes import Lanes
from infolinia.telephony.lines.offers import headers
from infolinia.telephony.lines.parties import Parties
from infolinia.telephony.lines.party_legs import AGAIN, key_of
from infolinia.telephony.lines.seams import Told
from infolinia.telephony.lines.steps import REJOIN_SECONDS


class PartyReturns:
    """Answers the wish `rejoin` of whoever was called into a talk; the talk's own adviser is served as before."""

    def __init__(self, exchange: Exchange, ari: Ari, lanes: Lanes, parties: Parties) -> None:
        self._exchange = exchange
        self._ari = ari
        self._lanes = lanes
        self._parties = parties
        self._of_adviser = exchange.wishes["rejoin"]
        exchange.wishes["rejoin"] = self._wish
        exchange.entered[AGAIN] = self._entered

    def _wish(self, said: Told, at: datetime) -> None:
        call = self._exchange.call_of(said["conversation"])
        party = call.party if call else None
        if call is None or party is None or party.staff_id != said["adviser"]:
            self._of_adviser(said, at)
        elif party.is_up and call.stage is Stage.TALKING:
            self._ring(call, party, at)

    def _ring(self, call: Call, party: Party, at: datetime) -> None:
        """Ring their new page, which answers by itself; the old leg stays until then."""
        leg = f"{AGAIN}~{party.key}~{int(at.timestamp() * 1000)}"
        phone = self._exchange.phones.of_adviser(party.staff_id or 0)
        if phone is None:
            return
        self._lanes.then(
            leg,
            lambda: self._ari.ring(
                leg,
                endpoint=f"PJSIP/{phone}",
                args=AGAIN,
                caller_id=call.caller_id,
                seconds=REJOIN_SECONDS,
                variables=headers(call, rejoin=True),
                formats=call.formats,
            ),
        )

    def _entered(self, channel: Channel, _args: list[str], at: datetime) -> None:
        found = self._parties.find(key_of(channel.id))
        if found is None:
            self._exchange.steps.drop(channel.id)
        elif not found[1].is_up:
            self._parties.picked_up(found[1].key, channel, at)
        else:
            self._change_legs(*found, channel.id)

    def _change_legs(self, call: Call, party: Party, leg: str) -> None:
        old, party.leg = party.leg, leg

        async def steps() -> None:
            if party.held:
                await self._ari.start_music(leg)
            else:
                await self._ari.add_to_bridge(call.bridge_id, (leg,))
            await self._ari.hang_up(old)

        self._lanes.then(call.id, steps)
