"""The difference of two texts side by side: which lines changed, and which words in them."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
_TOKEN = re.compile(r"(?:\w+|[^\w\s])\s*|\s+")
# What comparing costs grows with the pairs of equal items; texts that no editor writes are shown as changed whole.
_MOST_PAIRS = 150_000


@dataclass(frozen=True)
class Span:
    """A piece of a line, and whether it differs from the other side."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Row:
    """A line on the left beside its line on the right; the side where there is none is empty."""

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    kind: str


def rows(left: str, right: str) -> tuple[Row, ...]:
    """Return the lines of both texts side by side; empty lines count as nothing."""
    old, new = _lines(left), _lines(right)
    found: list[Row] = []
    for tag, a, b, c, d in _steps(old, new):
        if tag == "equal":
            found += [_whole(line, line, SAME) for line in old[a:b]]
        else:
            found += _replaced(old[a:b], new[c:d])
    return tuple(found)


def _replaced(old: list[str], new: list[str]) -> list[Row]:
    """Return replaced lines in pairs as they stand; what is left over was removed or added."""
    pairs = min(len(old), len(new))
    changed = [_words(before, after) for before, after in zip(old[:pairs], new[:pairs], strict=True)]
    removed = [Row((Span(line, True),), (), REMOVED) for line in old[pairs:]]
    added = [Row((), (Span(line, True),), ADDED) for line in new[pairs:]]
    return [*changed, *removed, *added]


def _words(before: str, after: str) -> Row:
    """Return two lines with the words marked that only one of them has."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    left: list[Span] = []
    right: list[Span] = []
    for tag, a, b, c, d in _steps(old, new):
        left += _span(old[a:b], tag != "equal")
        right += _span(new[c:d], tag != "equal")
    return Row(tuple(left), tuple(right), CHANGED)


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return how the old list becomes the new one, as `difflib` tells it."""
    first = _shared(old, new)
    last = _shared(old[first:][::-1], new[first:][::-1])
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    head = [("equal", 0, first, 0, first)] if first else []
    tail = [("equal", len(old) - last, len(old), len(new) - last, len(new))] if last else []
    return [*head, *_middle(middle_old, middle_new, first), *tail]


def _middle(old: list[str], new: list[str], start: int) -> list[tuple[str, int, int, int, int]]:
    if not old and not new:
        return []
    if _pairs(old, new) > _MOST_PAIRS:
        return [("replace", start, start + len(old), start, start + len(new))]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in steps]


def _pairs(old: list[str], new: list[str]) -> int:
    """Return how many pairs of equal items the lists have."""
    times = Counter(new)
    return sum(count * times[item] for item, count in Counter(old).items())


def _shared(old: list[str], new: list[str]) -> int:
    """Return how many items both lists begin with."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if before != after:
            break
        count += 1
    return count


def _whole(left: str, right: str, kind: str) -> Row:
    return Row((Span(left, False),), (Span(right, False),), kind)


def _span(tokens: list[str], is_changed: bool) -> list[Span]:
    return [Span("".join(tokens), is_changed)] if tokens else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
