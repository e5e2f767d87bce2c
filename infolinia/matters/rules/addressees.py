"""Whom a warning concerns today: people come and go, so that is asked when the warning is shown or mailed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from infolinia.matters.rules.ladder import HEAD, OFFICER


@dataclass(frozen=True)
class Roster:
    """Who is at work: officers by unit, heads by the unit they answer for, advisers, and supervisors."""

    officers: Mapping[int, Collection[int]]
    heads: Mapping[int, Collection[int]]
    advisers: Collection[int]
    supervisors: Collection[int]
    active: Collection[int]


def addressees(to: str, *, officer_id: int | None, unit_id: int | None, roster: Roster) -> Collection[int]:
    """Return the people whom a warning to `to` concerns.

    A matter that nobody leads, or whose officer has left, concerns everybody of its unit; a unit without a head
    concerns the supervisors; a matter that came back to the helpline concerns advisers, and from the head up
    supervisors.
    """
    if to == OFFICER:
        if officer_id in roster.active and officer_id is not None:
            return (officer_id,)
        return roster.advisers if unit_id is None else roster.officers.get(unit_id, ())
    heads = roster.heads.get(unit_id, ()) if to == HEAD and unit_id is not None else ()
    return heads or roster.supervisors
