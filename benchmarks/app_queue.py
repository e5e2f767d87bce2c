"""How `app_queue` gives callers to members, re-enacted after its documented behaviour: a yardstick on a virtual clock.

One queue for each kind of caller; a member of several serves them all. Each waiting caller's own thread looks once a
second for a free member of its queue (lowest penalty first, then the strategy). Nothing orders callers across queues.
"""

import heapq
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

LOOK = 1.0


@dataclass(frozen=True)
class QueuedCall:
    """One caller: seconds from the beginning."""

    name: str
    queue: str
    came: float
    patience: float
    talk: float
    most_penalty: int = 9
    relaxes_after: float = 0.0
    """As `queuerules.conf` has it: until then only members with this penalty or less are rung."""


@dataclass
class Member:
    """One member: the penalty in each of their queues, and what strategies remember."""

    name: int
    penalties: Mapping[str, int]
    free_at: float = 0.0
    last_call: float = -1.0
    calls: int = 0


Strategy = Callable[[Member, random.Random], tuple[float, ...]]
STRATEGIES: Mapping[str, Strategy] = {
    "leastrecent": lambda one, _chance: (one.last_call,),
    "fewestcalls": lambda one, _chance: (float(one.calls), one.last_call),
    "random": lambda _one, chance: (chance.random(),),
}


@dataclass
class AppQueue:
    """One run; `play` returns the wait of each caller, and None for those who gave up."""

    calls: Sequence[QueuedCall]
    members: Sequence[Member]
    strategy: str
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def play(self) -> dict[str, tuple[float, bool]]:
        """Return (seconds waited, served) by the caller's name."""
        found: dict[str, tuple[float, bool]] = {}
        order = count()
        looks = [(call.came, next(order), call) for call in self.calls]
        waiting: dict[str, list[QueuedCall]] = {}
        heapq.heapify(looks)
        while looks:
            now, _, call = heapq.heappop(looks)
            line = waiting.setdefault(call.queue, [])
            if call not in line:
                line.append(call)
            if now - call.came > call.patience:
                found[call.name] = (call.patience, False)
                line.remove(call)
            elif member := self._member(call, line, now):
                member.free_at, member.last_call, member.calls = now + call.talk, now + call.talk, member.calls + 1
                found[call.name] = (now - call.came, True)
                line.remove(call)
            else:
                heapq.heappush(looks, (min(now + LOOK, call.came + call.patience + 1e-6), next(order), call))
        return found

    def _member(self, call: QueuedCall, line: Sequence[QueuedCall], now: float) -> Member | None:
        """Return who rings for the caller; with `autofill` as many are served at once as there are free members."""
        most = call.most_penalty if now - call.came < call.relaxes_after else 9
        free = [one for one in self.members if one.free_at <= now and one.penalties.get(call.queue, 10) <= most]
        if line.index(call) >= len(free):
            return None
        rank = STRATEGIES[self.strategy]
        return min(free, key=lambda one: (one.penalties[call.queue], *rank(one, self.chance)), default=None)
