"""Search of matters by number, street or words."""

from datetime import datetime
from typing import TYPE_CHECKING

from infolinia.core.text import fold
from infolinia.matters.queries.lines import rows
from infolinia.matters.queries.paging import page_of
from infolinia.matters.queries.rights import visible_to
from infolinia.matters.shapes import Page

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_MOST_WORDS = 6
_SHORTEST_WORD = 3  # the index knows letters by threes: shorter words only narrow what a longer one found


def search(staff: "Staff", text: str, at: datetime, page: int = 1, *, only_open: bool = False) -> Page:
    """Return the matters this person may see whose number, subject, place or description has every word, newest first.

    Diacritics and case don't matter. One word must have three letters or digits.
    """
    words = fold(text).split()[:_MOST_WORDS]
    found = rows().filter(visible_to(staff))
    if not any(len(word) >= _SHORTEST_WORD for word in words):
        return page_of(found.none(), at, 1)
    for word in words:
        found = found.filter(search_key__contains=word)
    if only_open and not _has_number(words):
        found = found.exclude(status="closed")
    return page_of(found.order_by("-registered_at"), at, page)


def _has_number(words: list[str]) -> bool:
    return any(word.startswith("inf-") for word in words)
