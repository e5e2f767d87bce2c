"""Notices talks in which only one side can be heard: the sound of one leg does not arrive though the other's goes out.

Usually a firewall or an operator's mistake, and from the first second on: so young talks are looked at often.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from infolinia.routing.rules.floor import VOICE
from infolinia.telephony.ari.client import Ari
from infolinia.telephony.lines import ledger
from infolinia.telephony.lines.call import Call, Stage
from infolinia.telephony.lines.lanes import Lanes, Step
from infolinia.telephony.lines.notes import Notes

log = logging.getLogger(__name__)

OFTEN, SELDOM = timedelta(seconds=4), timedelta(seconds=30)
YOUNG = timedelta(seconds=30)
TWICE = 2
"""Looks in a row without a packet before anybody is told: a telephone may be silent for a moment while it is moved."""


@dataclass
class _Heard:
    """What came from a leg at the last look."""

    packets: int
    silent: int = 0


class Hearing:
    """Counts the packets of both legs of every talk. A talk on hold, parked, or not over the telephone is left out."""

    def __init__(self, *, ari: Ari, lanes: Lanes, notes: Notes, calls: Mapping[str, Call]) -> None:
        self._ari = ari
        self._lanes = lanes
        self._notes = notes
        self._calls = calls
        self._next: dict[str, datetime] = {}
        self._since: dict[str, datetime] = {}
        self._heard: dict[str, _Heard] = {}
        self._told: set[str] = set()

    def look(self, at: datetime) -> None:
        """Look at the talks whose turn it is. Call it every second."""
        talks = {call.id: call for call in self._calls.values() if _both_speak(call)}
        for gone in self._next.keys() - talks.keys():
            self._forget(gone)
        for call in talks.values():
            since = self._since.setdefault(call.id, at)
            if self._next.setdefault(call.id, at + OFTEN) <= at:
                self._next[call.id] = at + (OFTEN if at - since < YOUNG else SELDOM)
                self._lanes.then(f"{call.id}:hearing", self._counted(call, at))

    def _counted(self, call: Call, at: datetime) -> Step:
        async def steps() -> None:
            counts = {leg: await self._ari.packets_received(leg) for leg in (call.id, call.leg)}
            if _both_speak(call):
                self._compare(call, {leg: count for leg, count in counts.items() if count is not None}, at)

        return steps

    def _compare(self, call: Call, counts: Mapping[str, int], at: datetime) -> None:
        for leg, packets in counts.items():
            before = self._heard.get(leg)
            silent = before.silent + 1 if before and packets == before.packets else 0
            self._heard[leg] = _Heard(packets, silent)
        silent_legs = [leg for leg in counts if self._heard[leg].silent >= TWICE]
        if len(silent_legs) == 1 and len(counts) == TWICE and call.id not in self._told:
            self._tell(call, silent_legs[0], at)
        elif not silent_legs and call.id in self._told:
            self._told.discard(call.id)
            self._notes.add([ledger.noted(call, "heard_again", at)])

    def _tell(self, call: Call, leg: str, at: datetime) -> None:
        who = "caller" if leg == call.id else "adviser"
        log.warning("call %s: nothing is heard from the %s", call.id, who)
        self._told.add(call.id)
        facts = [ledger.noted(call, f"{who}_not_heard", at), ledger.alarm("one_way", who, at)]
        self._notes.add(facts)

    def _forget(self, call_id: str) -> None:
        self._next.pop(call_id, None)
        self._since.pop(call_id, None)
        self._told.discard(call_id)
        known = {leg for call in self._calls.values() for leg in (call.id, call.leg)}
        self._heard = {leg: heard for leg, heard in self._heard.items() if leg in known}


def _both_speak(call: Call) -> bool:
    is_talk = call.stage is Stage.TALKING and call.medium == VOICE and bool(call.leg)
    return is_talk and not call.held and not call.parked
