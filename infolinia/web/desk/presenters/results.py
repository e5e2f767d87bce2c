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
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import Hit
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterLine

if TYPE_CHECKING:
    from infolinia.city.models import Staff

CARDS_SHOWN = 8
STREETS_SHOWN = 3
SHORTEST_STREET = 3


@dataclass(frozen=True)
class Results:
    """What answers the typed text. `summary` is said politely after typing stops."""

    text: str
    cards: tuple[Hit, ...]
    forms: tuple[Hit, ...]
    matters: tuple[MatterLine, ...]
    streets: tuple[StreetHit, ...]
    summary: str

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was found."""
        return not (self.cards or self.forms or self.matters or self.streets)


def results(staff: "Staff", text: str, at: datetime) -> Results | None:
    """Return what was found, or nothing when nothing was typed."""
    if not text:
        return None
    hits = knowledge.search(text, limit=CARDS_SHOWN, staff=True)
    cards = tuple(hit for hit in hits if hit.kind == "card")
    forms = tuple(hit for hit in hits if hit.kind != "card")
    found = tuple(matters.search(staff, whole_number(text, at), at).lines) if looks_like_number(text) else ()
    streets = tuple(city.streets_like(text, STREETS_SHOWN)) if len(text) >= SHORTEST_STREET else ()
    return Results(text, cards, forms, found, streets, _summary(text, cards, forms, found, streets))


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
) -> str:
    counts = (
        (len(cards), ngettext("%(n)d karta", "%(n)d kart", len(cards))),
        (len(forms), ngettext("%(n)d druk", "%(n)d druków", len(forms))),
        (len(found), ngettext("%(n)d sprawa", "%(n)d spraw", len(found))),
        (len(streets), ngettext("%(n)d ulica", "%(n)d ulic", len(streets))),
    )
    said = ", ".join(words % {"n": number} for number, words in counts if number)
    return f"„{text}”: {said}" if said else _("„%(text)s”: nic nie znaleziono") % {"text": text}
