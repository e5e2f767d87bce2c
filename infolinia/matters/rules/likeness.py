"""Whether two reports may be about the same thing: how near they are, how alike their words are, how long ago."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from infolinia.matters.rules.phrases import Phrase, gettext_noop

Point = tuple[float, float]

NEAR_METRES = 150
STREET_METRES = 400  # in one street, but so far along it that only like words speak for the same thing
NEAR_NUMBERS = 10
NEAR_DAYS, TEXT_DAYS = 90, 30
LIKE_NEARBY, LIKE_ALONE = 0.4, 0.6
_EARTH_METRES = 6_371_000
_SHORTEST = 3
_FEWEST_WORDS = 2
# Words of every report: they say nothing of what is reported.
_COMMON = frozenset(
    {
        "jest", "się", "nie", "tak", "oraz", "lub", "albo", "przy", "obok", "koło", "dla", "pod", "nad", "bez", "ten",
        "tam", "tutaj", "już", "jeszcze", "bardzo", "proszę", "zgłaszam", "zgłosić", "chciałbym", "chciałabym", "mam",
        "mamy", "być", "było", "była", "były", "który", "która", "które", "ulica", "ulicy", "numer", "dzień", "dobry",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Seen:
    """One open matter against what is being typed."""

    is_same_kind: bool
    metres: int | None
    is_same_street: bool
    is_same_house: bool
    numbers_apart: int | None
    likeness: float
    days: int


def metres_between(one: Point, other: Point) -> int:
    """Return the distance of two points (degrees, WGS 84) in metres; exact enough within a city."""
    up = math.radians(other[0] - one[0])
    across = math.radians(other[1] - one[1]) * math.cos(math.radians((one[0] + other[0]) / 2))
    return round(_EARTH_METRES * math.hypot(up, across))


def box_around(point: Point, metres: int) -> tuple[float, float, float, float]:
    """Return south, west, north, east of a box that holds every point so near."""
    up = math.degrees(metres / _EARTH_METRES)
    across = up / max(math.cos(math.radians(point[0])), 0.01)
    return point[0] - up, point[1] - across, point[0] + up, point[1] + across


def stems(text: str, lemmas: Callable[[str], Iterable[str]]) -> frozenset[frozenset[str]]:
    """Return the words of a text that say something, each as the set of its dictionary forms."""
    words = {word for word in _WORD.findall(text.casefold()) if len(word) >= _SHORTEST and word not in _COMMON}
    return frozenset(frozenset(lemmas(word)) for word in words)


def likeness(one: frozenset[frozenset[str]], other: frozenset[frozenset[str]]) -> float:
    """Return from 0 to 1 how much of the shorter text is said by the longer; too few words say nothing."""
    short, long = sorted((one, other), key=len)
    if len(short) < _FEWEST_WORDS:
        return 0.0
    said = set().union(*long)
    return sum(1 for word in short if word & said) / len(short)


def is_near(seen: Seen) -> bool:
    """Whether it is the same place as far as we can tell."""
    if seen.is_same_house:
        return True
    if seen.metres is not None:
        return seen.metres <= NEAR_METRES
    return seen.is_same_street and (seen.numbers_apart is None or seen.numbers_apart <= NEAR_NUMBERS)


def is_alike(seen: Seen) -> bool:
    """Whether it is worth to show: near and of the same kind, near and in like words, or in like words alone."""
    if is_near(seen) and seen.days <= NEAR_DAYS:
        return seen.is_same_kind or seen.likeness >= LIKE_NEARBY
    if not seen.is_same_kind or seen.days > TEXT_DAYS:
        return False
    along = seen.is_same_street and (seen.metres is None or seen.metres <= STREET_METRES)
    if along:
        return seen.likeness >= LIKE_NEARBY
    # Two known places far apart are two things, in whatever words.
    return seen.metres is None and not seen.is_same_street and seen.likeness >= LIKE_ALONE


def rank(seen: Seen) -> float:
    """Return how high the matter stands among those shown; the highest first."""
    place = 1.0 if seen.is_same_house else max(0.0, 1 - (seen.metres or 0) / NEAR_METRES) if is_near(seen) else 0.0
    return place + seen.likeness + (0.5 if seen.is_same_kind else 0.0) - min(seen.days, NEAR_DAYS) / NEAR_DAYS / 2


def why(seen: Seen) -> tuple[Phrase, ...]:
    """Return why it is shown, in words, the place first."""
    told = []
    if seen.is_same_house:
        told.append(Phrase(gettext_noop("ten sam adres")))
    elif seen.metres is not None and seen.metres <= STREET_METRES:
        told.append(Phrase(gettext_noop("%(metres)d m stąd"), {"metres": max(seen.metres, 1)}))
    elif seen.is_same_street:
        told.append(Phrase(gettext_noop("ta sama ulica")))
    if seen.likeness >= LIKE_NEARBY:
        told.append(Phrase(gettext_noop("podobny opis")))
    if not seen.is_same_kind:
        told.append(Phrase(gettext_noop("inny rodzaj")))
    return tuple(told)
