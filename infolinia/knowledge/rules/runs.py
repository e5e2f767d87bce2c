"""Which keys of a person who types belong to one search: only its last words are kept."""

from dataclasses import dataclass
from enum import Enum

RUN_SECONDS = 12.0
"""Between two pauses of typing; whoever stops for longer has read the results."""
_SAME_START = 3


class Step(Enum):
    """What to do with newly typed words."""

    NEW = "a new search"
    LONGER = "the same search, better said"
    DELETING = "the same search, letters are being taken back"


@dataclass(frozen=True)
class Typed:
    """The words kept last, how long ago, and whether a card was opened from them."""

    text: str
    seconds_ago: float
    was_opened: bool


def step(before: Typed | None, text: str) -> Step:
    """Return whether the words go on with the search before them.

    They do within a few seconds, while no card was opened, when one text starts with the other; or when both start
    alike and a slip of the hand was mended. Letters taken back are no search of their own.
    """
    if before is None or before.was_opened or before.seconds_ago > RUN_SECONDS:
        return Step.NEW
    old, new = before.text.casefold().strip(), text.casefold().strip()
    if old.startswith(new):
        return Step.DELETING if new != old else Step.LONGER
    if new.startswith(old) or (new[:_SAME_START] == old[:_SAME_START] and len(new) > _SAME_START):
        return Step.LONGER
    return Step.NEW
