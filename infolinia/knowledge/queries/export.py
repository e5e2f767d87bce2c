"""Cards as import records."""

from collections import defaultdict
from typing import Any

from infolinia.city import queries as city
from infolinia.knowledge.models import Card, Edition, Phrase
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText, record


def export_cards() -> list[dict[str, Any]]:
    """Return every current edition as a record of the import format: importing it again changes nothing."""
    units = {unit.id: unit.code for unit in city.units()}
    phrases = defaultdict(list)
    for card_id, text in Phrase.objects.order_by("id").values_list("card_id", "text"):
        phrases[card_id].append(text)
    editions = Edition.objects.filter(state=Edition.State.PUBLISHED, card__status=Card.Status.ACTIVE)
    rows = editions.select_related("card").order_by("card__code", "language")
    return [record(_draft(edition, units, phrases[edition.card_id])) for edition in rows]


def _draft(edition: Edition, units: dict[int, str], phrases: list[str]) -> CardDraft:
    owner = edition.card
    return CardDraft(
        code=owner.code,
        title=edition.title,
        subject=owner.subject,
        unit=units.get(owner.unit_id or 0, ""),
        language=edition.language,
        summary=edition.summary,
        answer=edition.answer,
        danger=edition.danger,
        script=edition.script,
        memo=edition.desk_memo,
        sections=tuple(SectionText(**section) for section in edition.sections),
        questions=tuple(edition.questions),
        fees=tuple(FeeLine(**fee) for fee in edition.fees),
        clock=edition.clock_code,
        term=edition.clock_text,
        category=edition.category_code,
        visit=edition.visit_type,
        channels=tuple(edition.channels),
        forms=tuple(edition.form_codes),
        related=tuple(edition.related),
        sources=tuple(edition.sources),
        phrases=tuple(phrases) if edition.language == "pl" else (),
        reviewed_on=edition.reviewed_on.isoformat() if edition.reviewed_on else "",
        review_due=edition.review_due.isoformat() if edition.review_due else "",
        is_example=owner.is_example,
        extra=edition.extra,
    )
