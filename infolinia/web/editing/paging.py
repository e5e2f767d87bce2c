"""Turning the pages of a list of cards by their numbers: there are thousands at most, and their count is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

PER_PAGE = 50
LAST_PAGE = 2_000
_NUMBER = "strona"


@dataclass(frozen=True)
class Turn:
    """Where a list stands; empty addresses at its ends."""

    page: int
    pages: int
    previous: str
    next: str


def page_number(query: Mapping[str, str]) -> int:
    """Return the page asked for, from 1; nonsense is the first."""
    text = query.get(_NUMBER, "")
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1


def turn(query: Mapping[str, str], *, page: int, total: int, size: int = PER_PAGE) -> Turn | None:
    """Return the ways to the pages beside this one, or nothing when all fits on one page."""
    pages = -(-total // size)
    if pages < 2:
        return None
    return Turn(
        page,
        pages,
        _address(query, min(page - 1, pages)) if page > 1 else "",
        _address(query, page + 1) if page < pages else "",
    )


def _address(query: Mapping[str, str], page: int) -> str:
    kept = [(name, value) for name, value in query.items() if name != _NUMBER and value]
    return "?" + urlencode([*kept, (_NUMBER, str(page))])
