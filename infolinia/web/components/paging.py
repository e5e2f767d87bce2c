"""Turning the pages of a list by its address: each page is named by the line beside which it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from infolinia.core.paging import COUNTED, Beside

PER_PAGE = 50
BEHIND, BEFORE, NUMBER = "za", "przed", "strona"
_OWN = frozenset({BEHIND, BEFORE, NUMBER})
_FURTHEST = 1_000_000


@dataclass(frozen=True)
class Pager:
    """Where a list stands; empty addresses at its ends. `pages` is 0 when nobody counted them."""

    page: int
    pages: int
    previous: str
    next: str


def beside(query: Mapping[str, str]) -> Beside:
    """Return the place at which the asked page begins."""
    back = query.get(BEFORE, "")
    return Beside(back, back=True) if back else Beside(query.get(BEHIND, ""))


def pager(query: Mapping[str, str], *, before: str, behind: str, total: int = COUNTED + 1) -> Pager | None:
    """Return the ways to the pages beside this one, or nothing when all fits on one page.

    The page's number only travels along for the reader. `total` is a count that stops at `COUNTED` + 1.
    """
    if not before and not behind:
        return None
    page = _number(query) if before else 1
    return Pager(
        page,
        -(-total // PER_PAGE) if total <= COUNTED else 0,
        _address(query, BEFORE, before, max(page - 1, 1)) if before else "",
        _address(query, BEHIND, behind, page + 1) if behind else "",
    )


def said_count(count: int) -> str:
    """Return a count that stops at `COUNTED` + 1 as people say it: `812`, or `ponad 1000`."""
    return str(count) if count <= COUNTED else _("ponad %(n)d") % {"n": COUNTED}


def _number(query: Mapping[str, str]) -> int:
    text = query.get(NUMBER, "")
    return min(int(text), _FURTHEST) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1


def _address(query: Mapping[str, str], way: str, mark: str, page: int) -> str:
    kept = [(name, value) for name, value in query.items() if name not in _OWN and value]
    return "?" + urlencode([*kept, (way, mark), (NUMBER, str(page))])
