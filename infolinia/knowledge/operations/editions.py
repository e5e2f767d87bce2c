"""Publishing: a draft becomes the card's current edition, and search knows it in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, Edition, Phrase, Subject
from infolinia.knowledge.operations.indexing import index_cards
from infolinia.knowledge.rendering import rendered
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.search import index
from infolinia.knowledge.shapes import Imported


class CannotPublish(Cannot):
    """The edition may not be published; the text says what to mend."""


@dataclass(frozen=True)
class _Known:
    """What is already there, read once for many drafts."""

    cards: dict[str, Card]
    current: dict[tuple[int, str], Edition]
    numbers: dict[tuple[int, str], int]
    units: dict[str, int]


@transaction.atomic
def publish_edition(*, draft: CardDraft, by_id: int | None, at: datetime) -> int:
    """Make the draft the card's current edition in its language and return its number.

    The earlier edition stays readable for its days. The same content again changes nothing.
    Raises `CannotPublish` for an unknown unit or subject.
    """
    publish_editions(drafts=[draft], by_id=by_id, at=at)
    current = Edition.objects.get(card__code=draft.code, language=draft.language, state=Edition.State.PUBLISHED)
    return current.number


@transaction.atomic
def publish_editions(*, drafts: Sequence[CardDraft], by_id: int | None, at: datetime) -> Imported:
    """Publish many drafts as one: all of them or none, in a number of statements that does not grow with them."""
    known = _known(drafts)
    if faults := [fault for draft in drafts for fault in unknown_names(draft, known.units)]:
        raise CannotPublish("; ".join(faults))
    added = _add_cards([draft for draft in drafts if draft.code not in known.cards], known)
    fresh = [draft for draft in drafts if not _is_current(draft, known)]
    _settle_cards(fresh, known)
    _replace_current(fresh, known, by_id, at)
    told = _take_phrases(drafts, known)
    index_cards(codes=sorted({draft.code for draft in fresh} | told), day=city_day(at))
    changed = [draft.code for draft in fresh if draft.code not in added]
    unchanged = [draft.code for draft in drafts if draft not in fresh]
    return Imported(added=tuple(sorted(added)), changed=tuple(changed), unchanged=tuple(unchanged))


@transaction.atomic
def retire_card(*, code: str, day: date, successor: str = "") -> None:
    """Withdraw a card from the day on: search and lists forget it, its editions stay readable."""
    card = Card.objects.select_for_update().get(code=code)
    card.status, card.valid_to = Card.Status.RETIRED, day
    card.successor = Card.objects.get(code=successor) if successor else None
    card.save()
    index.drop("card", [code])


def unknown_names(draft: CardDraft, units: dict[str, int]) -> list[str]:
    """Return a sentence for each name in the draft that this city does not know."""
    faults = []
    if draft.unit and draft.unit not in units:
        faults.append(_("%(code)s: nie ma komórki o kodzie „%(unit)s”") % {"code": draft.code, "unit": draft.unit})
    if draft.subject and draft.subject not in Subject.values:
        faults.append(_("%(code)s: nie ma tematu „%(subject)s”") % {"code": draft.code, "subject": draft.subject})
    return faults


def unit_ids() -> dict[str, int]:
    """Return the ids of the units that work today, by their codes."""
    return {unit.code: unit.id for unit in city.units()}


def _known(drafts: Iterable[CardDraft]) -> _Known:
    codes = {draft.code for draft in drafts}
    cards = {card.code: card for card in Card.objects.select_for_update().filter(code__in=codes)}
    current, numbers = {}, {}
    for edition in Edition.objects.filter(card__code__in=codes).order_by("number"):
        numbers[edition.card_id, edition.language] = edition.number
        if edition.state == Edition.State.PUBLISHED:
            current[edition.card_id, edition.language] = edition
    return _Known(cards=cards, current=current, numbers=numbers, units=unit_ids())


def _is_current(draft: CardDraft, known: _Known) -> bool:
    edition = known.current.get((known.cards[draft.code].pk, draft.language))
    return edition is not None and edition.fingerprint == fingerprint(draft)


def fingerprint(draft: CardDraft) -> str:
    """Return the digest of what the edition says; residents' phrases belong to the card, not to an edition."""
    return replace(draft, phrases=()).fingerprint()


def _add_cards(drafts: Iterable[CardDraft], known: _Known) -> set[str]:
    fresh = Card.objects.bulk_create([Card(code=code) for code in dict.fromkeys(draft.code for draft in drafts)])
    known.cards.update((card.code, card) for card in fresh)
    return {card.code for card in fresh}


def _settle_cards(drafts: Iterable[CardDraft], known: _Known) -> None:
    """Give the cards what the drafts say of the card itself: subject, owner, whether it is an example."""
    for draft in drafts:
        card = known.cards[draft.code]
        card.subject = draft.subject or card.subject
        card.unit_id = known.units.get(draft.unit, card.unit_id)
        card.is_example = draft.is_example
        card.status, card.valid_to, card.successor = Card.Status.ACTIVE, None, None
    told = ["subject", "unit", "is_example", "status", "valid_to", "successor"]
    Card.objects.bulk_update([known.cards[code] for code in {draft.code for draft in drafts}], told)


def _replace_current(drafts: Sequence[CardDraft], known: _Known, by_id: int | None, at: datetime) -> None:
    keys = [(known.cards[draft.code].pk, draft.language) for draft in drafts]
    replaced = [known.current[key].pk for key in keys if key in known.current]
    Edition.objects.filter(pk__in=replaced).update(state=Edition.State.RETIRED)
    Edition.objects.bulk_create(
        Edition(
            **_columns(draft),
            card_id=key[0],
            number=known.numbers.get(key, 0) + 1,
            written_by_id=by_id,
            published_at=at,
        )
        for draft, key in zip(drafts, keys, strict=True)
    )


def _columns(draft: CardDraft) -> dict[str, Any]:
    edition = Edition(title=draft.title)
    return {
        "language": draft.language,
        "state": Edition.State.PUBLISHED,
        "title": draft.title,
        "summary": draft.summary,
        "answer": draft.answer,
        "danger": draft.danger,
        "script": draft.script,
        "sections": [vars(section) for section in draft.sections],
        "questions": list(draft.questions),
        "desk_memo": draft.memo,
        "fees": [vars(fee) for fee in draft.fees],
        "clock_code": draft.clock,
        "clock_text": draft.term,
        "category_code": draft.category,
        "visit_type": draft.visit,
        "channels": list(draft.channels),
        "form_codes": list(draft.forms),
        "related": list(draft.related),
        "sources": list(draft.sources),
        "extra": draft.extra,
        "review_due": draft.review_due or None,
        "reviewed_on": draft.reviewed_on or None,
        "rendered": rendered(draft),
        "fingerprint": fingerprint(draft),
        "sort_key": edition.key_for_sorting(),
    }


def _take_phrases(drafts: Iterable[CardDraft], known: _Known) -> set[str]:
    """Keep the imported phrases in step with the drafts; phrases that editors wrote stay. Returns the changed cards."""
    wanted = {(known.cards[draft.code].pk, phrase) for draft in drafts for phrase in draft.phrases}
    by_id = {card.pk: code for code, card in known.cards.items()}
    stored = {(row.card_id, row.text): row for row in Phrase.objects.filter(card__in=by_id)}
    gone = [row for key, row in stored.items() if row.origin == Phrase.Origin.IMPORT and key not in wanted]
    fresh = [
        Phrase(card_id=card, text=text, origin=Phrase.Origin.IMPORT) for card, text in sorted(wanted - set(stored))
    ]
    Phrase.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Phrase.objects.bulk_create(fresh)
    return {by_id[row.card_id] for row in (*gone, *fresh)}
