"""A file of cards taken as drafts: a second person reads each of them before residents do."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, Phrase
from infolinia.knowledge.operations.drafts import draft_from
from infolinia.knowledge.operations.editions import unit_ids
from infolinia.knowledge.operations.import_plan import check_cards
from infolinia.knowledge.operations.importing import CannotImport, Told, read_records
from infolinia.knowledge.shapes import BadRecord
from infolinia.knowledge.shapes_importing import NEW, Drafted

MOST_DRAFTS = 300


@transaction.atomic
def draft_cards(*, data: bytes, by_id: int, at: datetime) -> Drafted:
    """Begin a draft for each record that says something new; all of them or none.

    Raises `CannotImport` for every bad record, for a card whose draft somebody is writing, and for a file with so
    many new texts that nobody would read them one by one: such a file is for `infolinia cards import`.
    """
    plan = check_cards(data=data)
    wanted = {(line.code, line.language) for line in plan.lines if line.makes_edition}
    if len(wanted) > MOST_DRAFTS:
        raise CannotImport(
            _("Naraz można zrobić najwyżej %(most)s szkiców, a plik ma ich %(count)s.")
            % {"most": MOST_DRAFTS, "count": len(wanted)}
        )
    new = {line.code for line in plan.of(NEW)}
    told = [one for one in read_records(data, unit_ids()) if (one.card.code, one.card.language) in wanted]
    made = _drafts(told, by_id, at)
    _take_phrases([one for one in told if one.card.code in new])
    return Drafted(made=made, left=len(plan.lines) - len(made))


def _drafts(told: list[Told], by_id: int, at: datetime) -> tuple[tuple[str, str, int], ...]:
    made, bad = [], []
    for one in told:
        try:
            edition_id = draft_from(draft=one.card, by_id=by_id, at=at)
        except Cannot as refusal:
            bad.append(BadRecord(line=one.line, code=one.card.code, why=str(refusal)))
        else:
            made.append((one.card.code, one.card.language, edition_id))
    if bad:
        raise CannotImport(_("Nie zrobiono żadnego szkicu."), tuple(bad))
    return tuple(made)


def _take_phrases(told: list[Told]) -> None:
    """Give new cards their residents' words at once: search shows them with the first edition that is published."""
    cards = {card.code: card for card in Card.objects.filter(code__in=[one.card.code for one in told])}
    Phrase.objects.bulk_create(
        [
            Phrase(card=cards[one.card.code], text=text, origin=Phrase.Origin.IMPORT)
            for one in told
            for text in one.card.phrases
        ],
        ignore_conflicts=True,
    )
