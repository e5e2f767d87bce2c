"""The same distribution on a virtual clock: yesterday's calls, or invented ones, played under any rules.

Nothing here is a model of the distribution: every decision is `distribution.after`. So "what if" answers what the
exchange would have done, given when callers came, how long they would have waited, and how long each talk took.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import chain, count

from infolinia.routing.rules.commands import Connect, Ring
from infolinia.routing.rules.distribution import after
from infolinia.routing.rules.events import (
    Accepted,
    Chose,
    Equipped,
    Event,
    Left,
    PhoneChanged,
    TalkEnded,
    TimePassed,
    Waits,
)
from infolinia.routing.rules.floor import LEASE, OFFLINE, READY, Caller, Floor
from infolinia.routing.rules.matching import next_change

NO_TIME = timedelta(0)


@dataclass(frozen=True)
class Arrival:
    """One caller: when, with which needs, how long they would wait, and how long talk and writing up take."""

    caller: Caller
    patience: timedelta
    talk: timedelta
    after_call: timedelta = NO_TIME


@dataclass(frozen=True)
class Shift:
    """One adviser at work from the first moment to the last; a talk that has begun is finished.

    An adviser may have several, one after another: what lies between is a break.
    """

    adviser_id: int
    begins: datetime
    ends: datetime
    skills: Mapping[str, int] = field(default_factory=dict)
    picks_up_after: timedelta = NO_TIME


@dataclass(frozen=True)
class Outcome:
    """What became of a caller: the wait, and who answered; nobody when the caller gave up first."""

    caller: Caller
    waited: timedelta
    adviser_id: int | None


class VirtualDay:
    """One run. `look` is called at every arrival with the floor as it is then, for estimates to be checked later."""

    def __init__(
        self,
        arrivals: Iterable[Arrival],
        shifts: Iterable[Shift],
        *,
        lease: timedelta = LEASE,
        look: Callable[[Floor, Caller, datetime], None] | None = None,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._floor = Floor(lease=lease)
        self._arrivals = {arrival.caller.call_id: arrival for arrival in arrivals}
        self._shifts: dict[int, list[Shift]] = defaultdict(list)
        for shift in shifts:
            self._shifts[shift.adviser_id].append(shift)
        self._talks: dict[str, int] = {}
        self._look = look
        self._order = count()
        self._heap: list[tuple[datetime, int, Callable[[datetime], None]]] = []
        self._next_look: datetime | None = None

    def play(self) -> list[Outcome]:
        """Let the day happen; returns what became of each caller, in the order in which it was settled."""
        for shift in chain.from_iterable(self._shifts.values()):
            self._at(shift.begins, partial(self._begin, shift))
            self._at(shift.ends, partial(self._leave, shift))
        for arrival in self._arrivals.values():
            self._at(arrival.caller.arrived_at, partial(self._arrive, arrival))
        while self._heap:
            at, _, happen = heapq.heappop(self._heap)
            happen(at)
        return self.outcomes

    def _at(self, moment: datetime, happen: Callable[[datetime], None]) -> None:
        heapq.heappush(self._heap, (moment, next(self._order), happen))

    def _tell(self, event: Event, at: datetime) -> None:
        step = after(self._floor, event, at)
        self._floor = step.floor
        for command in step.commands:
            if isinstance(command, Ring):
                offer = command.offer
                pick_up = at + self._shifts[offer.adviser_id][0].picks_up_after
                self._at(pick_up, partial(self._tell, Accepted(offer.id)))
            elif isinstance(command, Connect):
                self._connect(command.offer.call_id, command.offer.adviser_id, at)
        self._look_again(at)

    def _look_again(self, at: datetime) -> None:
        moment = next_change(self._floor, at)
        if moment and (self._next_look is None or moment < self._next_look or self._next_look <= at):
            self._next_look = moment
            self._at(moment, partial(self._tell, TimePassed()))

    def _begin(self, shift: Shift, at: datetime) -> None:
        if shift.skills:
            self._tell(Equipped(shift.adviser_id, shift.skills), at)
        self._tell(PhoneChanged(shift.adviser_id, True), at)
        self._tell(Chose(shift.adviser_id, READY), at)

    def _leave(self, shift: Shift, at: datetime) -> None:
        self._tell(Chose(shift.adviser_id, OFFLINE), at)

    def _arrive(self, arrival: Arrival, at: datetime) -> None:
        if self._look:
            self._look(self._floor, arrival.caller, at)
        self._at(at + arrival.patience, partial(self._give_up, arrival.caller))
        self._tell(Waits(arrival.caller), at)

    def _give_up(self, caller: Caller, at: datetime) -> None:
        if caller.call_id in self._floor.callers:
            self.outcomes.append(Outcome(caller, at - caller.arrived_at, None))
            self._tell(Left(caller.call_id), at)

    def _connect(self, call_id: str, adviser_id: int, at: datetime) -> None:
        arrival = self._arrivals[call_id]
        self.outcomes.append(Outcome(arrival.caller, at - arrival.caller.arrived_at, adviser_id))
        self._at(at + arrival.talk, partial(self._tell, TalkEnded(call_id)))
        self._at(at + arrival.talk + arrival.after_call, partial(self._ready_again, adviser_id))

    def _ready_again(self, adviser_id: int, at: datetime) -> None:
        at_work = any(shift.begins <= at < shift.ends for shift in self._shifts[adviser_id])
        self._tell(Chose(adviser_id, READY if at_work else OFFLINE), at)
