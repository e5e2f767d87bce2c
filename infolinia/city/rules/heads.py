"""Who is the head of whom: a unit's own head, or the nearest above it."""

from collections.abc import Collection, Mapping


def answering(parents: Mapping[int, int | None], headed: Collection[int]) -> dict[int, int | None]:
    """Return for each unit the unit whose head answers for it: itself, or the nearest above with a head; else None.

    `parents` names the unit above each. A loop in the tree, which nobody should make, ends at nothing.
    """
    return {unit: _up(unit, parents, headed) for unit in parents}


def _up(unit: int, parents: Mapping[int, int | None], headed: Collection[int]) -> int | None:
    seen: set[int] = set()
    place: int | None = unit
    while place is not None and place not in seen:
        if place in headed:
            return place
        seen.add(place)
        place = parents.get(place)
    return None
