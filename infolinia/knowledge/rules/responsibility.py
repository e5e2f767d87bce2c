"""Who handles what where: of all valid lines of the map that fit, the most specific one answers, or honestly none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

Said = tuple[frozenset[str], ...]
"""Words that must all be said: for each of them the tokens (lemmas, stems) by which it is recognised."""

_NUMBER = re.compile(r"\s*(\d{1,4})\s*([a-z]?)\b", re.IGNORECASE)
WIDEST = 10_000


class Verdict(Enum):
    """How an answer came about. Only `FOUND` names somebody."""

    FOUND = "found"
    NOTHING = "nothing"
    AMBIGUOUS = "ambiguous"
    PLACE_NEEDED = "place_needed"


@dataclass(frozen=True)
class Line:
    """One line of the map. An empty field means "any"; `words` and `with_words` each ask for one of their phrases."""

    id: int
    unit_id: int
    valid_from: date
    valid_to: date | None = None
    subject: str = ""
    category: str = ""
    words: tuple[Said, ...] = ()
    with_words: tuple[Said, ...] = ()
    district: str = ""
    street: str = ""
    number_from: int | None = None
    number_to: int | None = None
    parity: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked. `tokens` are the lemmas and stems of the words said; `number` is the house's number."""

    on: date
    tokens: frozenset[str] = frozenset()
    subject: str = ""
    category: str = ""
    district: str = ""
    street: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Answer:
    """The line that answers, or why none does; `options` are the lines between which it could not be decided."""

    verdict: Verdict
    line: Line | None = None
    options: tuple[Line, ...] = ()


Rank = tuple[int, int, int, int]


def responsible(lines: Iterable[Line], asked: Asked) -> Answer:
    """Return the most specific valid line that fits: by the matter first, then by the place.

    A matter is narrower by its with-words, then its words or kind, then its subject; a place by street and numbers
    (the shorter range), then street, then district. Lines that tie and name one unit answer together; lines that tie
    and name several do not: the answer is "nie wiadomo", with them to choose from. So is a matter that somebody handles
    only at certain places, while the place is not known.
    """
    about = [line for line in lines if _is_valid(line, asked.on) and _is_about(line, asked)]
    here = [line for line in about if _is_there(line, asked)]
    if not here:
        elsewhere = tuple(line for line in about if _may_be_there(line, asked))
        return Answer(Verdict.PLACE_NEEDED if elsewhere else Verdict.NOTHING, options=_one_each(elsewhere))
    top = max(rank(line, asked) for line in here)
    best = sorted((line for line in here if rank(line, asked) == top), key=lambda line: line.id)
    if len({line.unit_id for line in best}) > 1:
        return Answer(Verdict.AMBIGUOUS, options=_one_each(best))
    return Answer(Verdict.FOUND, best[0])


def rank(line: Line, asked: Asked) -> Rank:
    """Return how specific the line is for what is asked: the greater, the more."""
    said = max((len(phrase) for phrase in line.words if _is_said(phrase, asked)), default=0)
    matter = 4 if line.with_words else 3 if line.words or line.category else 1 if line.subject else 0
    place = 3 if _has_numbers(line) else 2 if line.street else 1 if line.district else 0
    return matter, said, place, -_width(line) if _has_numbers(line) else 0


def house_number(text: str) -> int | None:
    """Return the number of a house as people write it: `12a`, `12/3` and `12 m. 3` are on the side of 12."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None


def conflict(line: Line, other: Line) -> bool:
    """Return whether two lines on the same matter claim part of the same street without one lying inside the other.

    A range inside another is an exception to it, and wins there; ranges that only cross leave houses with two answers.
    """
    same_matter = (line.subject, line.category, set(line.words), set(line.with_words)) == (
        other.subject,
        other.category,
        set(other.words),
        set(other.with_words),
    )
    if not (
        same_matter and line.unit_id != other.unit_id and (line.street, line.district) == (other.street, other.district)
    ):
        return False
    return _days_meet(line, other) and _houses_cross(line, other)


def _houses_cross(line: Line, other: Line) -> bool:
    if {line.parity, other.parity} == {"odd", "even"}:
        return False
    (low, high), (start, end) = _span(line), _span(other)
    if high < start or end < low:
        return False
    inside = (start <= low and high <= end) or (low <= start and end <= high)
    return not inside or _width(line) == _width(other)


def _days_meet(line: Line, other: Line) -> bool:
    last, other_last = line.valid_to or date.max, other.valid_to or date.max
    return line.valid_from <= other_last and other.valid_from <= last


def _is_valid(line: Line, on: date) -> bool:
    return line.valid_from <= on and (line.valid_to is None or on <= line.valid_to)


def _is_about(line: Line, asked: Asked) -> bool:
    if line.subject and asked.subject and line.subject != asked.subject:
        return False
    if line.with_words and not any(_is_said(phrase, asked) for phrase in line.with_words):
        return False
    if line.words or line.category:
        by_kind = bool(line.category) and line.category == asked.category
        return by_kind or any(_is_said(phrase, asked) for phrase in line.words)
    return not line.subject or line.subject == asked.subject


def _is_said(phrase: Said, asked: Asked) -> bool:
    return all(word & asked.tokens for word in phrase)


def _is_there(line: Line, asked: Asked) -> bool:
    if line.district and line.district != asked.district:
        return False
    if line.street and line.street != asked.street:
        return False
    if not _has_numbers(line):
        return True
    low, high = _span(line)
    return asked.number is not None and low <= asked.number <= high and _is_on_side(line.parity, asked.number)


def _may_be_there(line: Line, asked: Asked) -> bool:
    """Return whether a place not yet told may be the line's."""
    district = not line.district or asked.district in ("", line.district)
    street = not line.street or asked.street in ("", line.street)
    return district and street and not (_has_numbers(line) and asked.number is not None and asked.street)


def _is_on_side(parity: str, number: int) -> bool:
    return not parity or (number % 2 == 1) == (parity == "odd")


def _has_numbers(line: Line) -> bool:
    return line.number_from is not None or line.number_to is not None or bool(line.parity)


def _span(line: Line) -> tuple[int, int]:
    low = 0 if line.number_from is None else line.number_from
    return low, WIDEST if line.number_to is None else line.number_to


def _width(line: Line) -> int:
    """Return how many houses the line can mean, twice for both sides of the street."""
    low, high = _span(line)
    return (high - low + 1) * (1 if line.parity else 2)


def _one_each(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return one line of each unit, in the order of the map."""
    first: dict[int, Line] = {}
    for line in sorted(lines, key=lambda line: line.id):
        first.setdefault(line.unit_id, line)
    return tuple(first.values())
