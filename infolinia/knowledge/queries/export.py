"""Cards as import records."""

from collections import defaultdict
from typing import Any

from infolinia.city import queries as city
from infolinia.knowledge.drafting import draft_of
from infolinia.knowledge.models import Card, Edition, Phrase
from infolinia.knowledge.rules.drafts import record


def export_cards() -> list[dict[str, Any]]:
    """Return every current edition as a record of the import format: importing it again changes nothing."""
    units = {unit.id: unit.code for unit in city.units()}
    phrases = defaultdict(list)
    for card_id, text in Phrase.objects.order_by("id").values_list("card_id", "text"):
        phrases[card_id].append(text)
    editions = Edition.objects.filter(state=Edition.State.PUBLISHED, card__status=Card.Status.ACTIVE)
    rows = editions.select_related("card").order_by("card__code", "language")
    return [record(draft_of(row, units.get(row.card.unit_id or 0, ""), phrases[row.card_id])) for row in rows]
