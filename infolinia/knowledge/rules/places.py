"""A street, a house and a district found in what somebody typed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

# Words after which a street's name is to be expected; a name alone may be any word ("zielona", "polna").
CUES = frozenset({"ul", "ulica", "ulicy", "ulice", "na", "przy", "al", "aleja", "alei", "pl", "plac", "placu"})
_KINDS = frozenset({"ul", "ulica", "ulicy", "ulice", "al", "aleja", "alei", "pl", "plac", "placu", "os", "osiedle"})

Forms = tuple[frozenset[str], ...]
"""For each word of a name the spellings (without diacritics) by which it is recognised."""
Expected = Callable[[Sequence[str], int, int], bool]


@dataclass(frozen=True)
class Found:
    """Where the text says it is, and the positions of the words that said it."""

    street: str = ""
    number: str = ""
    district: str = ""
    used: frozenset[int] = frozenset()


def find(words: Sequence[str], streets: Mapping[str, Forms], districts: Mapping[str, Forms]) -> Found:
    """Return the place in the words (lower case, no diacritics): the longest street name met with a cue or a number."""
    street, start, end = _longest(words, streets, _is_expected)
    number = words[end] if street and end < len(words) and words[end][:1].isdigit() else ""
    district, first, last = _longest(words, districts, lambda _words, _start, _end: True)
    used = {*range(start, end), *range(first, last)} | ({end} if number else set())
    if street and start and words[start - 1] in _KINDS:
        used.add(start - 1)
    return Found(street, number, district, frozenset(used))


def _is_expected(words: Sequence[str], start: int, end: int) -> bool:
    after_cue = start > 0 and words[start - 1] in CUES
    return after_cue or (end < len(words) and words[end][:1].isdigit())


def _longest(words: Sequence[str], names: Mapping[str, Forms], is_expected: Expected) -> tuple[str, int, int]:
    """Return the name that takes most words, the first of those, and between which positions it stands."""
    best, where = "", (0, 0)
    for name, forms in names.items():
        if len(forms) <= where[1] - where[0]:
            continue
        for start in _places(words, forms):
            if is_expected(words, start, start + len(forms)):
                best, where = name, (start, start + len(forms))
                break
    return best, *where


def _places(words: Sequence[str], forms: Forms) -> Iterable[int]:
    for start in range(len(words) - len(forms) + 1):
        if all(words[start + offset] in spelt for offset, spelt in enumerate(forms)):
            yield start
