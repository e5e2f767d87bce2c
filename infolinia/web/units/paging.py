"""Turning the pages of a list by its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

LAST_PAGE = 10_000


@dataclass(frozen=True)
class Pager:
    """Where a list stands; empty addresses at its ends."""

    page: int
    pages: int
    previous: str
    next: str


def page_number(query: Mapping[str, str]) -> int:
    """Return the page asked for, from 1; nonsense is the first."""
    text = query.get("strona", "")
    return min(int(text), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1


def pager(query: Mapping[str, str], page: int, pages: int) -> Pager | None:
    """Return the ways to the pages beside this one, or nothing when all fits on one page."""
    if pages < 2:
        return None
    return Pager(
        page,
        pages,
        _address(query, page - 1) if page > 1 else "",
        _address(query, page + 1) if page < pages else "",
    )


def _address(query: Mapping[str, str], page: int) -> str:
    kept = [(name, value) for name, value in query.items() if name != "strona" and value]
    return "?" + urlencode([*kept, ("strona", str(page))])
