"""Search of matters by number, street or words."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.core.paging import BEGINNING, Beside, bounded_count, stretch
from infolinia.core.text import fold
from infolinia.matters.queries.lines import lines, rows
from infolinia.matters.queries.rights import visible_to
from infolinia.matters.shapes import Page

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_MOST_WORDS = 6
_PER_PAGE = 50
_NUMBER = re.compile(r"inf-\d{4}-\d{5,}")
_SHORTEST_WORD = 3  # the index knows letters by threes: shorter words only narrow what a longer one found


def search(staff: "Staff", text: str, at: datetime, *, only_open: bool = False, beside: Beside = BEGINNING) -> Page:
    """Return the matters this person may see whose number, subject, place or description has every word, newest first.

    Diacritics and case don't matter. One word must have three letters or digits. A whole number finds its matter alone.
    At most three statements.
    """
    words = fold(text).split()[:_MOST_WORDS]
    found = rows().filter(visible_to(staff))
    if not any(len(word) >= _SHORTEST_WORD for word in words):
        return Page((), "", "", 0)
    if _NUMBER.fullmatch(" ".join(words)) and (named := found.filter(number=words[0].upper()).first()):
        return Page(tuple(lines([named], at)), "", "", 1)
    for word in words:
        found = found.filter(search_key__contains=word)
    if only_open and not _has_number(words):
        found = found.exclude(status="closed")
    page = stretch(found, by=("-registered_at", "-id"), beside=beside, size=_PER_PAGE)
    is_whole = not page.before and not page.behind
    total = len(page.rows) if is_whole else bounded_count(found)
    return Page(tuple(lines(page.rows, at)), page.before, page.behind, total)


def _has_number(words: list[str]) -> bool:
    return any(word.startswith("inf-") for word in words)
