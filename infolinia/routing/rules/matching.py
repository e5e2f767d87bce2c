"""Who gets whom: the first in line whom somebody free can serve, and of those free the one idle for longest.

A queue may spare rare skills instead: of those free who can help it rings whom others at work replace most easily, and
among equals the one idle for longest.

A caller whose needs nobody free meets is passed by, never overtaken by an equal: two callers with the same needs are
always served in the order of their places.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from infolinia.routing.rules.floor import AFTER_CALL, TEXT, Adviser, Caller, Floor


def next_pair(floor: Floor, at: datetime) -> tuple[Adviser, Caller] | None:
    """Return whom to ring now for whom, or nothing."""
    idle = free_advisers(floor)
    for caller in in_line(floor):
        able = idle
        if is_reserved(caller, at):
            able = called_up(floor, caller)
        can = (one for one in able if may_serve(floor, one, caller, at))
        if adviser := least_needed(floor, [*can]) if caller.spares_rare else next(can, None):
            return adviser, caller
    return None


def least_needed(floor: Floor, free: Sequence[Adviser]) -> Adviser | None:
    """Return the one of these whose skills most others at work have too; the first of those who are equal in that.

    A skill weighs one divided by the number of people at work who have it at the same level or a higher one.
    """
    if all(one.skills == free[0].skills for one in free):
        return free[0] if free else None
    at_work = {one.id: one for one in (*(one for one in floor.advisers.values() if one.is_here), *free)}
    levels = defaultdict[str, list[int]](list)
    for one in at_work.values():
        for skill, level in one.skills.items():
            levels[skill].append(level)
    for held in levels.values():
        held.sort()
    return min(free, key=lambda one: _rarity(one, levels))


def _rarity(adviser: Adviser, levels: dict[str, list[int]]) -> float:
    held = ((levels[skill], level) for skill, level in adviser.skills.items())
    return round(sum(1 / (len(have) - bisect_left(have, level)) for have, level in held), 9)


def is_reserved(caller: Caller, at: datetime) -> bool:
    """Tell whether a supervisor gave the caller to one person, and that still holds."""
    return caller.reserved_for is not None and caller.reserved_until is not None and at < caller.reserved_until


def called_up(floor: Floor, caller: Caller) -> list[Adviser]:
    """Return the person for whom the caller is reserved, once their phone can ring."""
    adviser = floor.advisers.get(caller.reserved_for or 0)
    rings = adviser is not None and floor.offer_to(adviser.id) is not None
    return [adviser] if adviser and adviser.can_be_called_up and not rings else []


def free_advisers(floor: Floor) -> list[Adviser]:
    """Return those to whom something may be offered, the one idle for longest first."""
    rung = {offer.adviser_id for offer in floor.offers.values()}
    free = (one for one in floor.advisers.values() if (one.is_free or one.is_free_for_text) and one.id not in rung)
    return sorted(free, key=lambda one: (one.idle_since, one.id))


def in_line(floor: Floor) -> list[Caller]:
    """Return those who wait and ring nowhere, by their places."""
    offered = {offer.call_id for offer in floor.offers.values()}
    return sorted((one for one in floor.callers.values() if one.call_id not in offered), key=lambda one: one.place)


def may_serve(floor: Floor, adviser: Adviser, caller: Caller, at: datetime) -> bool:
    """Tell whether this free adviser may be rung for this caller now."""
    if is_reserved(caller, at):
        return adviser.id == caller.reserved_for and adviser.can_be_called_up
    free = adviser.is_free_for_text if caller.medium == TEXT else adviser.is_free
    if not free or caller.call_id in adviser.declined:
        return False
    if (wanted := waits_for(floor, caller, at)) is not None:
        return adviser.id == wanted
    return caller.wanted.is_met(adviser.skills, at - caller.stands_since)


def waits_for(floor: Floor, caller: Caller, at: datetime) -> int | None:
    """Return the one person for whom the caller still waits: bounded in time, and only while that person is here."""
    if caller.prefers is None or caller.prefers_until is None or at >= caller.prefers_until:
        return None
    preferred = floor.advisers.get(caller.prefers)
    if preferred is None or not preferred.is_here or caller.call_id in preferred.declined:
        return None
    return preferred.id if caller.wanted.is_met(preferred.skills, at - caller.stands_since) else None


def next_change(floor: Floor, at: datetime) -> datetime | None:
    """Return the moment at which time alone changes who may serve whom: somebody has to look again then."""
    ends = (one.until for one in floor.advisers.values() if one.state == AFTER_CALL and one.until)
    changes = (moment for caller in in_line(floor) for moment in _changes(caller, at))
    return min((*ends, *changes), default=None)


def _changes(caller: Caller, at: datetime) -> Iterator[datetime]:
    if (wait := caller.wanted.next_change(at - caller.stands_since)) is not None:
        yield caller.stands_since + wait
    for moment in (caller.prefers_until, caller.reserved_until):
        if moment and moment > at:
            yield moment
