"""Which matter a letter speaks of: what its words name, and how far that may be believed."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

MOST_NUMBERS = 10
_NUMBER = re.compile(r"\b(INF)[\s/\-–_.]{0,3}(20\d\d)[\s/\-–_.]{0,3}(\d{1,8})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The matter, if we are sure, and how we know; otherwise those that it may be about, for a person to choose."""

    matter_id: UUID | None = None
    how: str = ""
    guesses: tuple[UUID, ...] = ()


def numbers_in(*texts: str) -> tuple[str, ...]:
    """Return the matter numbers that the texts name, as they are stored, in their order: `INF-2026-48213`."""
    found = (f"INF-{year}-{int(number):05d}" for text in texts for _, year, number in _NUMBER.findall(text))
    return tuple(dict.fromkeys(found))[:MOST_NUMBERS]


def matter_of(
    *,
    thread: UUID | None,
    named: Mapping[UUID, Collection[str]],
    writer: str,
    known: Sequence[UUID],
) -> Found:
    """Decide which matter a letter is about.

    `thread` is the matter of the message of ours that it answers: sure. `named` are the matters whose numbers it
    gives, each with the addresses of its resident: sure when there is one and its resident writes; anybody can type a
    number, so a stranger's is a guess. `known` are the open matters of whoever writes from this address: guesses, for
    people have more than one thing to say.
    """
    if thread is not None:
        others = tuple(one for one in named if one != thread)
        return Found(thread, "thread", others) if not others else Found(None, "", (thread, *others))
    own = [matter_id for matter_id, addresses in named.items() if writer and writer in addresses]
    if len(own) == 1 and len(named) == 1:
        return Found(own[0], "number")
    return Found(guesses=tuple(dict.fromkeys([*own, *named, *known]))[:MOST_NUMBERS])
