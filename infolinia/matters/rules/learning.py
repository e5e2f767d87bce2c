"""What corrections teach: where matters that came to a wrong unit should have gone, and by what they can be told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 5  # corrections of one kind in one unit before anything is said of them
LEAST_SHARE = 15  # per cent of what the unit received
CLEAR = 0.6  # the part of the corrected matters that must have ended in one unit for a proposal
NARROW = 0.8  # the part of those that must share a district or a word for the proposal to name it
_SHORTEST_WORD = 5
_STEM = 5


@dataclass(frozen=True)
class Case:
    """A corrected matter: the unit it is in by now (None: the helpline), its district, and its folded words."""

    unit_id: int | None
    district: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Send such matters to this unit at once: `count` of the cases ended there; only of the district or with the word.

    Empty district and word: all of the kind.
    """

    unit_id: int
    count: int
    district: str = ""
    word: str = ""


def is_worth_saying(*, corrected: int, received: int) -> bool:
    """Whether so many corrections are more than chance."""
    return corrected >= ENOUGH and corrected * 100 >= received * LEAST_SHARE


def propose(cases: Sequence[Case], *, stayed: Sequence[Case] = ()) -> Proposal | None:
    """Return where the corrected matters should go, or None where they went to no unit in particular.

    `stayed` are matters of the kind that the unit kept: what is as usual among them does not tell the others apart.
    """
    ends = Counter(case.unit_id for case in cases if case.unit_id is not None)
    if not ends:
        return None
    unit_id, count = ends.most_common(1)[0]
    if count < len(cases) * CLEAR:
        return None
    there = [case for case in cases if case.unit_id == unit_id]
    district = _telling((one.district for one in there), len(there), (one.district for one in stayed), len(stayed))
    if district:
        return Proposal(unit_id, count, district=district)
    word = _telling(
        (stem for one in there for stem in _stems(one.words)),
        len(there),
        (stem for one in stayed for stem in _stems(one.words)),
        len(stayed),
    )
    return Proposal(unit_id, count, word=word)


def _telling(found: Iterable[str], of: int, usual: Iterable[str], of_usual: int) -> str:
    """Return what nearly all of the cases share and few of those that stayed do, or an empty text."""
    common = Counter(usual)
    for text, count in sorted(Counter(text for text in found if text).items(), key=lambda each: (-each[1], each[0])):
        if count < of * NARROW:
            return ""
        if not of_usual or common[text] < of_usual * (1 - NARROW):
            return text
    return ""


def _stems(words: Sequence[str]) -> set[str]:
    return {word[:_STEM] for word in words if len(word) >= _SHORTEST_WORD}
