"""Search results in their groups, with the sentence that counts them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.city.queries import StreetHit
from infolinia.core.clock import city_day
from infolinia.core.numbers import clean_matter_number, matter_number
from infolinia.knowledge.queries import Hit, Responsible, find, instructions_found
from infolinia.knowledge.search.rank import Scope
from infolinia.knowledge.shapes import Facet, Found
from infolinia.knowledge.shapes_loop import InstructionHit
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterLine
from infolinia.web.desk.presenters.not_ours import elsewhere

if TYPE_CHECKING:
    from infolinia.city.models import Staff

CARDS_SHOWN = 8
MOST_WAYS = 20
ONLY_CARDS = ("card",)
STREETS_SHOWN = 3
INSTRUCTIONS_SHOWN = 3
SHORTEST_STREET = 3


@dataclass(frozen=True)
class Narrowed:
    """By which subject and unit the results are narrowed: codes, empty for all."""

    subject: str = ""
    unit: str = ""


EVERYTHING = Narrowed()


Ways = tuple[str, str, str, tuple[Facet, ...], str]
"""A list to narrow by: its name in the address, its label, the words for "all", its choices and the chosen code."""


@dataclass(frozen=True)
class Results:
    """What answers the typed text. `summary` is said politely after typing stops."""

    text: str
    cards: tuple[Hit, ...]
    forms: tuple[Hit, ...]
    matters: tuple[MatterLine, ...]
    streets: tuple[StreetHit, ...]
    instructions: tuple[InstructionHit, ...]
    facets: tuple[Ways, ...]
    narrowed: Narrowed
    summary: str
    elsewhere: Responsible | None = None

    @property
    def is_narrowed(self) -> bool:
        """Say whether only a part of what answers is shown."""
        return bool(self.narrowed.subject or self.narrowed.unit)

    @property
    def may_narrow(self) -> bool:
        """Say whether there is anything to choose."""
        return self.is_narrowed or any(len(choices) > 1 for *_words, choices, _chosen in self.facets)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return a code for everything that was found, for the log of searches."""
        found = [hit.code for hit in (*self.cards, *self.forms)]
        return (*found, *(line.number for line in self.matters), *(street.name for street in self.streets))

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found."""
        return not (self.cards or self.forms or self.matters or self.streets or self.instructions or self.elsewhere)


def results(staff: "Staff", text: str, at: datetime, narrowed: Narrowed = EVERYTHING) -> Results | None:
    """Return what was found, or nothing when nothing was typed. Narrowed results are cards alone."""
    if not text:
        return None
    if narrowed != EVERYTHING:
        return _narrowed(text, narrowed)
    answer = find(text, CARDS_SHOWN, staff=True)
    cards = tuple(hit for hit in answer.hits if hit.kind == "card")
    forms = tuple(hit for hit in answer.hits if hit.kind != "card")
    found = tuple(matters.search(staff, whole_number(text, at), at).lines) if looks_like_number(text) else ()
    streets = tuple(city.streets_like(text, STREETS_SHOWN)) if len(text) >= SHORTEST_STREET else ()
    other = elsewhere(text, at)
    said = _summary(text, cards, forms, found, streets, other)
    instructions = tuple(instructions_found(text, INSTRUCTIONS_SHOWN))
    ways = _ways(answer, narrowed)
    return Results(text, cards, forms, found, streets, instructions, ways, narrowed, said, other)


def _narrowed(text: str, narrowed: Narrowed) -> Results:
    """Return the cards of the chosen subject and unit; the lists to choose from count all that answers."""
    scope = Scope(ONLY_CARDS, narrowed.subject, narrowed.unit)
    cards = find(text, CARDS_SHOWN, staff=True, scope=scope).hits
    every = find(text, 0, scope=Scope(ONLY_CARDS))
    return Results(text, cards, (), (), (), (), _ways(every, narrowed), narrowed, _summary(text, cards, (), (), ()))


def _ways(found: Found, narrowed: Narrowed) -> tuple[Ways, ...]:
    return (
        ("temat", _("Temat"), _("Wszystkie tematy"), found.subjects[:MOST_WAYS], narrowed.subject),
        ("komorka", _("Komórka"), _("Wszystkie komórki"), found.units[:MOST_WAYS], narrowed.unit),
    )


def looks_like_number(text: str) -> bool:
    """Return whether the text can be a matter's number: it has at least three digits, or starts like one."""
    return sum(letter.isdigit() for letter in text) >= 3 or text.upper().startswith("INF-")


def whole_number(text: str, at: datetime) -> str:
    """Return the number in its stored form; its last digits alone mean a matter of this year."""
    digits = text.replace(" ", "")
    if digits.isascii() and digits.isdigit():
        return matter_number(city_day(at).year, int(digits))
    return clean_matter_number(text)


def _summary(
    text: str,
    cards: tuple[Hit, ...],
    forms: tuple[Hit, ...],
    found: tuple[MatterLine, ...],
    streets: tuple[StreetHit, ...],
    other: Responsible | None = None,
) -> str:
    counts = (
        (len(cards), ngettext("%(n)d karta", "%(n)d kart", len(cards))),
        (len(forms), ngettext("%(n)d druk", "%(n)d druków", len(forms))),
        (len(found), ngettext("%(n)d sprawa", "%(n)d spraw", len(found))),
        (len(streets), ngettext("%(n)d ulica", "%(n)d ulic", len(streets))),
    )
    parts = [words % {"n": number} for number, words in counts if number]
    said = ", ".join([_("nie nasze"), *parts] if other else parts)
    return f"„{text}”: {said}" if said else _("„%(text)s”: nic nie znaleziono") % {"text": text}
