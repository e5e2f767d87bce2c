"""Whom a warning concerns today: people come and go, so that is asked when the warning is shown or mailed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from infolinia.matters.rules.ladder import HEAD, OFFICER


@dataclass(frozen=True)
class Roster:
    """Who is at work: officers by unit, officers by each unit whose matters they see, heads, advisers, supervisors.

    An officer sees the matters of their own unit and of those below it, so `covering` holds more than `officers`.
    `heads` are by the unit they answer for.
    """

    officers: Mapping[int, Collection[int]]
    covering: Mapping[int, Collection[int]]
    heads: Mapping[int, Collection[int]]
    advisers: Collection[int]
    supervisors: Collection[int]


def addressees(to: str, *, officer_id: int | None, unit_id: int | None, roster: Roster) -> Collection[int]:
    """Return the people whom a warning to `to` concerns.

    A matter that nobody leads, or whose officer has left the office or moved to where it can't be seen, concerns
    everybody of its unit; a unit without a head concerns the supervisors; a matter that came back to the helpline
    concerns advisers, and from the head up supervisors.
    """
    if to == OFFICER:
        if unit_id is None:
            return roster.advisers
        if officer_id is not None and officer_id in roster.covering.get(unit_id, ()):
            return (officer_id,)
        return roster.officers.get(unit_id, ())
    heads = roster.heads.get(unit_id, ()) if to == HEAD and unit_id is not None else ()
    return heads or roster.supervisors
