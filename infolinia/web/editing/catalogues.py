"""What an editor may choose from: clocks, kinds of matter, forms, ways of settling a matter, related cards."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.text import sort_key
from infolinia.knowledge.queries import workshop
from infolinia.knowledge.terms import clocks
from infolinia.matters import queries as matters
from infolinia.web.editing.edition_form import CHANNELS
from infolinia.web.editing.typed import Typed, one

Offered = list[tuple[str, Any]]


def choices(typed: Typed, at: datetime) -> dict[str, Offered]:
    """Return the choices of the form that shows this text."""
    return {
        "clock": [("", _("bez zegara")), *_clocks()],
        "category": [("", _("nic: z tej karty nie rejestruje się spraw")), *_categories()],
        "channels": [(name, name) for name in CHANNELS],
        "forms": workshop.form_choices(city_day(at)),
        "related": related(typed.get("related", ())),
    }


def related(codes: Iterable[str]) -> Offered:
    """Return the cards with these codes as choices, by title."""
    return [(link.code, link.title) for link in workshop.titles(codes)]


def clock_words(typed: Typed) -> str:
    """Return what the chosen clock says, to stand beside the choice."""
    code = one(typed, "clock")
    found = clocks([code]).get(code) if code else None
    return f"{found.words} · {found.basis}" if found else ""


def _clocks() -> Offered:
    found = sorted(clocks().values(), key=lambda clock: sort_key(clock.name))
    return [(clock.code, f"{clock.name} ({clock.words})" if clock.words else clock.name) for clock in found]


def _categories() -> Offered:
    groups = groupby(matters.categories(), key=lambda line: " › ".join(line.path) or _("Inne"))
    return [(name, [(line.code, line.name) for line in lines]) for name, lines in groups]
