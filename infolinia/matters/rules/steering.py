"""Which unit a new matter goes to: an ordered table in which the first line that fits decides."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, fields
from datetime import time

ODD, EVEN = "odd", "even"
WORKING, FREE = "working", "free"
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Conditions:
    """What a line asks for. What is empty does not narrow.

    `categories` are the ids of a kind of matter or of all kinds in a group. `season` is a pair of `MM-DD`, both days
    included; a season and hours may run over the end of the year or of the day. The hour at which hours end is out.
    `words` are lines of folded text: one of them must be found whole, each of its words by how it begins.
    """

    categories: frozenset[int] = frozenset()
    kind: str = ""
    district: str = ""
    street: str = ""
    houses: tuple[int, int] | None = None
    side: str = ""
    days: str = ""
    hours: tuple[time, time] | None = None
    season: tuple[str, str] | None = None
    words: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the line asks for nothing, so that it would take every matter."""
        return all(not getattr(self, each.name) for each in fields(self))


@dataclass(frozen=True)
class Line:
    """One line of the table: its number, what it asks for, and the unit it sends to."""

    id: int
    unit_id: int
    asks: Conditions


@dataclass(frozen=True)
class Facts:
    """What the table looks at in a matter. Texts are folded; `day` is `MM-DD` and `hour` the city's time."""

    category_id: int
    kind: str
    district: str
    street: str
    house: int | None
    is_free_day: bool
    day: str
    hour: time
    words: tuple[str, ...] = field(default=())


def choose(table: Sequence[Line], facts: Facts, *, closed_units: Collection[int] = ()) -> Line | None:
    """Return the first line that fits, or None where the kind of matter decides by itself.

    A line to a unit that does not work any more is passed over.
    """
    return next((line for line in table if line.unit_id not in closed_units and fits(line.asks, facts)), None)


def fits(asks: Conditions, facts: Facts) -> bool:
    """Whether the matter is what the line asks for."""
    return (
        (not asks.categories or facts.category_id in asks.categories)
        and (not asks.kind or asks.kind == facts.kind)
        and (not asks.district or asks.district == facts.district)
        and (not asks.street or asks.street == facts.street)
        and _has_house(asks, facts.house)
        and (not asks.days or (asks.days == FREE) == facts.is_free_day)
        and _at_hour(asks.hours, facts.hour)
        and _in_season(asks.season, facts.day)
        and (not asks.words or any(_found(line, facts.words) for line in asks.words))
    )


def house_number(text: str) -> int | None:
    """Return the number with which a house's number begins: `12A/3` gives 12; None where there is none."""
    found = _NUMBER.search(text)
    return int(found.group()[:9]) if found else None


def split_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text, each once."""
    return tuple(dict.fromkeys(_WORD.findall(folded)))


def hides(earlier: Conditions, later: Conditions) -> bool:
    """Whether every matter that the later line would take is taken by the earlier one already.

    Told only where it is certain: each thing the earlier line asks for, the later asks for as well or more narrowly.
    """
    return (
        (not earlier.categories or (bool(later.categories) and later.categories <= earlier.categories))
        and all(
            not getattr(earlier, name) or getattr(earlier, name) == getattr(later, name)
            for name in ("kind", "district", "street", "side", "days", "season")
        )
        and (not earlier.hours or earlier.hours == later.hours)
        and (not earlier.houses or _within(later.houses, earlier.houses))
        and (not earlier.words or (bool(later.words) and set(later.words) <= set(earlier.words)))
    )


def apart(one: Conditions, other: Conditions) -> bool:
    """Whether no matter can be what both lines ask for. Told only where it is certain."""
    for name in ("kind", "district", "street", "side", "days"):
        first, second = getattr(one, name), getattr(other, name)
        if first and second and first != second:
            return True
    if one.categories and other.categories and not one.categories & other.categories:
        return True
    houses = one.houses, other.houses
    return (
        houses[0] is not None and houses[1] is not None and (houses[0][1] < houses[1][0] or houses[1][1] < houses[0][0])
    )


def is_exception(place: int, table: Sequence[Line]) -> bool:
    """Whether the line keeps some matters from a later one, which would send them to another unit."""
    line = table[place]
    return any(other.unit_id != line.unit_id and not apart(line.asks, other.asks) for other in table[place + 1 :])


def hidden_by(table: Sequence[Line]) -> dict[int, int]:
    """Return the lines that can never decide, each with the line above it that takes all of its matters."""
    found: dict[int, int] = {}
    for place, line in enumerate(table):
        above = next((other for other in table[:place] if hides(other.asks, line.asks)), None)
        if above:
            found[line.id] = above.id
    return found


def below(tree: Collection[tuple[int, int | None]], category_id: int) -> frozenset[int]:
    """Return the kind of matter and all those in it; the tree is pairs of an id and its parent's."""
    found: set[int] = set()
    fresh = {category_id}
    while fresh:
        found |= fresh
        fresh = {each for each, parent in tree if parent in fresh} - found
    return frozenset(found)


def _has_house(asks: Conditions, house: int | None) -> bool:
    if asks.houses is None and not asks.side:
        return True
    if house is None or (asks.houses and not asks.houses[0] <= house <= asks.houses[1]):
        return False
    return not asks.side or (house % 2 == 1) == (asks.side == ODD)


def _at_hour(hours: tuple[time, time] | None, hour: time) -> bool:
    if hours is None:
        return True
    since, until = hours
    return since <= hour < until if since < until else hour >= since or hour < until


def _in_season(season: tuple[str, str] | None, day: str) -> bool:
    if season is None:
        return True
    first, last = season
    return first <= day <= last if first <= last else day >= first or day <= last


def _found(line: str, words: Sequence[str]) -> bool:
    return all(any(word.startswith(stem) for word in words) for stem in line.split())


def _within(inner: tuple[int, int] | None, outer: tuple[int, int]) -> bool:
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
