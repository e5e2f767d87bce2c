"""The clock catalogue for service cards: a card names a clock, the words come from here."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils import translation

from infolinia.knowledge.terms import ClockWords
from infolinia.matters import wording
from infolinia.matters.models import Clock
from infolinia.matters.rules.terms import in_words, parse_term


def clock_words(
    codes: Collection[str] | None = None, *, language: str = "pl", moment: datetime | None = None
) -> dict[str, ClockWords]:
    """Return the clocks of the catalogue by code, in the language; as they stood at the moment where one is given.

    A moment before the catalogue was loaded gets the words that it was loaded with.
    """
    rows = Clock.objects.all() if codes is None else Clock.objects.filter(code__in=codes)
    found = {row.code: row for row in rows}
    if moment is not None:
        found |= _earlier(found, moment)
    with translation.override(language):
        return {code: _words(row) for code, row in found.items()}


def _earlier(known: Iterable[str], moment: datetime) -> dict[str, Any]:
    """Return what the history says of these clocks at the moment, else the first that it knows."""
    history = apps.get_model("matters", "ClockEvent")._default_manager
    found: dict[str, Any] = {}
    for row in history.filter(code__in=list(known)).order_by("pgh_id"):
        if row.code not in found or row.pgh_created_at <= moment:
            found[row.code] = row
    return found


def _words(row: Any) -> ClockWords:
    return ClockWords(
        code=row.code,
        name=row.name,
        words=wording.say(in_words(parse_term(row.term))),
        longest=wording.say(in_words(parse_term(row.longest))) if row.longest else "",
        basis=row.basis,
        is_confirmed=row.confirmed,
    )
