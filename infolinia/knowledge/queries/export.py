"""Cards as import records."""

from collections import defaultdict
from typing import Any

from infolinia.city import queries as city
from infolinia.knowledge.drafting import draft_of
from infolinia.knowledge.models import Card, Edition, Phrase
from infolinia.knowledge.rules.drafts import CardDraft, record


def export_cards() -> list[dict[str, Any]]:
    """Return every current edition as a record of the import format: importing it again changes nothing.

    What belongs to the card and not to a language (residents' words) stands in its Polish record.
    """
    units = {unit.id: unit.code for unit in city.units()}
    phrases = defaultdict(list)
    for card_id, text in Phrase.objects.order_by("id").values_list("card_id", "text"):
        phrases[card_id].append(text)
    editions = Edition.objects.filter(state=Edition.State.PUBLISHED, card__status=Card.Status.ACTIVE)
    rows = editions.select_related("card", "card__successor").order_by("card__code", "language")
    return [record(_draft(row, units, phrases)) for row in rows]


def _draft(row: Edition, units: dict[int, str], phrases: dict[int, list[str]]) -> CardDraft:
    words = phrases.get(row.card_id, []) if row.language == "pl" else []
    return draft_of(row, units.get(row.card.unit_id or 0, ""), words)
