"""Which cards are hard to read, measured on what is published now."""

from datetime import date

from infolinia.knowledge.models import Edition
from infolinia.knowledge.rules.plain import Score, score
from infolinia.knowledge.shapes_loop import PlainCard
from infolinia.knowledge.validity import in_force

_LEGAL = frozenset({"podstawa"})
"""The legal basis quotes titles of acts: their words are not the editor's to choose."""


def hardest_cards(day: date, limit: int = 20) -> list[PlainCard]:
    """Return the Polish cards in force on the day, the hardest to read first, by the Polish FOG."""
    rows = Edition.objects.filter(in_force(day), state=Edition.State.PUBLISHED, language="pl").select_related("card")
    told = [_plain(row) for row in rows]
    return sorted(told, key=lambda card: (-card.fog, card.code))[:limit]


def plainness(code: str) -> Score | None:
    """Return the measures and hints of one published card; nothing for no such card."""
    row = Edition.objects.filter(card__code=code, state=Edition.State.PUBLISHED, language="pl").first()
    return score(text_of(row)) if row else None


def text_of(edition: Edition) -> str:
    """Return what people read of the edition, a paragraph each, without the legal basis."""
    sections = [str(part.get("text", "")) for part in edition.sections if part.get("code") not in _LEGAL]
    parts = [edition.summary, edition.answer, edition.resident_answer, edition.danger, edition.script, *sections]
    return "\n\n".join(part for part in parts if part)


def _plain(row: Edition) -> PlainCard:
    told = score(text_of(row))
    return PlainCard(row.card.code, row.title, told.fog, told.pisarek, len(told.sentences), len(told.hints))
