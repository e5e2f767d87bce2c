"""Where somebody who waits to write stands, and how long that may take: several talks by text go on at once."""

from datetime import timedelta

from infolinia.routing.rules.floor import AFTER_CALL, READY, RINGING, TALKING, TEXT, Adviser, Caller, Floor
from infolinia.routing.rules.matching import in_line
from infolinia.routing.rules.waits import Estimate, Pace, estimate

AT_WORK = frozenset({READY, RINGING, TALKING, AFTER_CALL})


def place(floor: Floor, caller: Caller) -> int:
    """Return the place in the line, from 1: calls and texts stand in one, for the same people serve them."""
    return 1 + sum(1 for other in in_line(floor) if other.place < caller.place)


def estimate_of(floor: Floor, caller: Caller, pace: Pace) -> Estimate | None:
    """Return the wait from now; nothing when nobody is at work who writes and has the skills."""
    able = [one for one in floor.advisers.values() if _writes_with(one, caller)]
    ahead = sum(1 for other in in_line(floor) if other.medium == TEXT and other.place < caller.place)
    return estimate(ahead=ahead, advisers=sum(one.capacity.texts for one in able), pace=pace)


def _writes_with(adviser: Adviser, caller: Caller) -> bool:
    """Whether the adviser will be able to write with the caller once they have room: needs as they are in the end."""
    at_work = adviser.state in AT_WORK and adviser.capacity.texts > 0
    return at_work and caller.wanted.is_met(adviser.skills, timedelta.max)
