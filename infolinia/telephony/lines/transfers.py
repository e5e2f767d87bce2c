"""Leaving a talk to somebody else: joined with them first (warm), or at once (cold).

A caller who is passed on keeps the first arrival, and comes back to the adviser when the telephone outside is not
answered.
"""

from datetime import datetime, timedelta
from typing import Any

from infolinia.routing.rules import events
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import GUEST, Call, Party, Stage
from infolinia.telephony.lines.exchange import Exchange
from infolinia.telephony.lines.parties import Parties

FOR_ONE_PERSON = timedelta(seconds=45)
"""How long a caller who is passed to one person waits for that person alone."""
CALLED_BACK = timedelta(seconds=25)
"""How long a caller whom nobody answered outside waits for the adviser who passed them on."""


class Transfers:
    """Who takes the talk over, and what becomes of those who leave it."""

    def __init__(self, exchange: Exchange, parties: Parties) -> None:
        self._exchange = exchange
        self._parties = parties
        self._passed_by: dict[str, int] = {}
        parties.take_over = self._take_over
        parties.come_back = self._come_back
        exchange.talks.deserted = self._deserted
        exchange.wishes["transfer"] = exchange.of_own_call(self._wish_transfer)
        exchange.wishes["join_and_leave"] = exchange.of_own_call(self._wish_join_and_leave)

    def _wish_join_and_leave(self, call: Call, _said: dict[str, Any], at: datetime) -> None:
        if call.stage is Stage.TALKING and call.party and call.party.kind != GUEST:
            self._leave_to_party(call, call.party, at)

    def _wish_transfer(self, call: Call, said: dict[str, Any], at: datetime) -> None:
        if call.stage is not Stage.TALKING or call.parked:
            return
        self._parties.drop(call, at)
        to, by_id = said["to"], call.adviser_id
        told: dict[str, Any] = {"kind": to["kind"], "label": to["label"], "by_id": by_id, "warm": False}
        if to["kind"] == "queue":
            call.queue = to["target"]
            told["queue_code"] = call.queue
        elif to["kind"] == "adviser":
            call.reserved = (int(to["target"]), at + FOR_ONE_PERSON)
        self._exchange.notes.add([ledger.transferred(call, at, **told)])
        self._end_talk(call, at)
        if to["kind"] in ("queue", "adviser"):
            self._exchange.queue(call, at)
        else:
            self._hand_over(call, by_id)
            self._exchange.steps.wait(call)
            self._parties.invite(call, to, at, by_id=by_id, takes_over=True)

    def _leave_to_party(self, call: Call, party: Party, at: datetime) -> None:
        """Join the two and go; a party who still rings gets the caller when they pick up."""
        by_id = call.adviser_id
        if party.staff_id is None or not party.is_up:
            told: dict[str, Any] = {"kind": party.kind, "label": party.label, "by_id": by_id, "warm": party.is_up}
            self._exchange.notes.add([ledger.transferred(call, at, **told)])
            leg = self._forget_adviser(call, at)
            self._hand_over(call, by_id)
            party.takes_over = not party.is_up
            if party.is_up:
                party.held = False
                self._parties.bring_together(call, party.leg, without=leg)
            else:
                self._exchange.steps.drop(leg)
            return
        self._colleague_takes_over(call, party, at, by_id)

    def _colleague_takes_over(self, call: Call, party: Party, at: datetime, by_id: int | None) -> None:
        if party.staff_id is None:
            return
        told: dict[str, Any] = {"to_adviser_id": party.staff_id, "party_key": party.key, "by_id": by_id}
        fact = ledger.transferred(call, at, kind="adviser", label=party.label, warm=by_id is not None, **told)
        self._exchange.notes.add([fact])
        leg = self._forget_adviser(call, at)
        call.party = None
        phone = self._exchange.phones.of_adviser(party.staff_id) or ""
        self._exchange.talks.know(call, party.staff_id, party.leg, phone)
        self._exchange.offers.apply(events.Taken(call.id, party.staff_id), at)
        self._parties.bring_together(call, party.leg, without=leg)

    def _take_over(self, call: Call, at: datetime) -> None:
        """The party for whom the caller waits picked up."""
        party = call.party
        if party is None:
            return
        party.takes_over = False
        if party.staff_id is None:
            self._parties.bring_together(call, party.leg)
        else:
            self._colleague_takes_over(call, party, at, None)

    def _come_back(self, call: Call, party: Party, at: datetime) -> None:
        """Nobody answered outside: the caller waits again, a while for the adviser who passed them on."""
        self._exchange.notes.add([ledger.returned(call, party, at)])
        if (by_id := self._passed_by.pop(call.id, None)) is not None:
            call.reserved = (by_id, at + CALLED_BACK)
        self._exchange.queue(call, at)

    def _deserted(self, call: Call, at: datetime) -> bool:
        """The adviser put the telephone down while somebody else is in the talk, or rings for it: they are joined.

        An interpreter from outside is never left alone with the caller: that talk is over.
        """
        if call.party is None or call.party.kind == GUEST:
            return False
        self._leave_to_party(call, call.party, at)
        return True

    def _hand_over(self, call: Call, by_id: int | None) -> None:
        call.stage = Stage.HANDED
        if by_id is not None:
            self._passed_by[call.id] = by_id

    def _end_talk(self, call: Call, at: datetime) -> None:
        self._exchange.talks.forget(call)
        self._exchange.steps.part(call)
        call.adviser_id, call.held = None, False
        self._exchange.offers.apply(events.TalkEnded(call.id), at)

    def _forget_adviser(self, call: Call, at: datetime) -> str:
        """Let the adviser go; returns the leg that has to be ended."""
        leg = call.leg
        self._exchange.talks.forget(call)
        call.leg, call.adviser_id, call.held = "", None, False
        self._exchange.offers.apply(events.TalkEnded(call.id), at)
        return leg
