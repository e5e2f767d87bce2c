"""Interpreters outside the office, who come into a call with a picture from their own browser.

The code that the adviser dictated gave the browser a telephone for this one call. Once that is registered it is rung
and answers by itself: the interpreter is let in while adviser and resident go on seeing each other.
"""

from django.utils.translation import gettext as _

from infolinia.telephony.ari.events import EngineEvent
from infolinia.telephony.lines.call import Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.parties import Parties

KIND = "interpreter"


class Interpreters:
    """Lets in who was given a telephone for it."""

    def __init__(self, exchange: Exchange, parties: Parties) -> None:
        self._exchange = exchange
        self._parties = parties
        for kind in ("ContactStatusChange", "PeerStatusChange"):
            exchange.follow(kind, self._registered)

    def _registered(self, event: EngineEvent) -> None:
        endpoint = event.raw["endpoint"]
        account = self._exchange.phones.account(endpoint["resource"])
        if account is None or account.kind != KIND or endpoint.get("state") != "online":
            return
        call = self._exchange.call_of(str(account.conversation_id))
        if call and call.stage is Stage.TALKING and call.has_picture and not call.party and not call.parked:
            self._parties.bring_in(call, account.username, _("Tłumacz"), event.at)
