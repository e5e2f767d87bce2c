"""Publishing: a draft becomes the card's current edition, and search knows it in the same transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.knowledge.drafting import columns, fingerprint
from infolinia.knowledge.models import Card, Edition, Phrase, Subject
from infolinia.knowledge.operations.indexing import index_cards
from infolinia.knowledge.operations.lifetime import keep_validity
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.rules.editions import UNDER_WAY
from infolinia.knowledge.shapes import Imported
from infolinia.knowledge.terms import unknown_clocks

_MAIN = "pl"  # the language whose record speaks for the card itself
_TOLD_OF_CARD = ("subject", "unit_id", "is_example", "status", "valid_from", "valid_to", "successor_id")


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
    if faults := [fault for told in unknown_names(drafts, known.units) for fault in told]:
        raise CannotPublish("; ".join(faults))
    added = _add_cards([draft for draft in drafts if draft.code not in known.cards], known)
    fresh = [draft for draft in drafts if not _is_current(draft, known)]
    settled = _settle_cards(drafts, known)
    _replace_current(fresh, known, by_id, at)
    told = _take_phrases(drafts, known)
    index_cards(codes=sorted({draft.code for draft in fresh} | settled | told))
    if settled:
        keep_validity(at=at)
    written = {(draft.code, draft.language) for draft in fresh}
    changed = [draft.code for draft in fresh if draft.code not in added]
    unchanged = [draft.code for draft in drafts if (draft.code, draft.language) not in written]
    return Imported(added=tuple(sorted(added)), changed=tuple(changed), unchanged=tuple(unchanged))


def unknown_names(drafts: Sequence[CardDraft], units: dict[str, int]) -> list[list[str]]:
    """Return for each draft a sentence for each name in it that this city does not know."""
    clocks = unknown_clocks(draft.clock for draft in drafts)
    wanted = {draft.successor for draft in drafts if draft.successor} - {draft.code for draft in drafts}
    strangers = wanted - set(Card.objects.filter(code__in=wanted).values_list("code", flat=True)) if wanted else set()
    return [_unknown(draft, units, clocks, strangers) for draft in drafts]


def _unknown(draft: CardDraft, units: dict[str, int], clocks: set[str], strangers: set[str]) -> list[str]:
    told = {"code": draft.code, "unit": draft.unit, "subject": draft.subject}
    faults = []
    if draft.unit and draft.unit not in units:
        faults.append(_("%(code)s: nie ma komórki o kodzie „%(unit)s”") % told)
    if draft.subject and draft.subject not in Subject.values:
        faults.append(_("%(code)s: nie ma tematu „%(subject)s”") % told)
    if draft.clock in clocks:
        faults.append(_("%(code)s: w katalogu terminów nie ma zegara „%(clock)s”") % {**told, "clock": draft.clock})
    if draft.successor in strangers:
        faults.append(_("%(code)s: nie ma karty „%(next)s”, która ma ją zastąpić") % {**told, "next": draft.successor})
    return faults


def unit_ids() -> dict[str, int]:
    """Return the ids of the units that work today, by their codes."""
    return {unit.code: unit.id for unit in city.units()}


def _known(drafts: Iterable[CardDraft]) -> _Known:
    codes = {draft.code for draft in drafts}
    named = codes | {draft.successor for draft in drafts if draft.successor}
    cards = {card.code: card for card in Card.objects.select_for_update().filter(code__in=named)}
    current, numbers = {}, {}
    for edition in Edition.objects.filter(card__code__in=codes).order_by("number"):
        if edition.state not in UNDER_WAY:
            numbers[edition.card_id, edition.language] = edition.number
        if edition.state == Edition.State.PUBLISHED:
            current[edition.card_id, edition.language] = edition
    return _Known(cards=cards, current=current, numbers=numbers, units=unit_ids())


def _is_current(draft: CardDraft, known: _Known) -> bool:
    edition = known.current.get((known.cards[draft.code].pk, draft.language))
    return edition is not None and edition.fingerprint == fingerprint(draft)


def _add_cards(drafts: Iterable[CardDraft], known: _Known) -> set[str]:
    fresh = Card.objects.bulk_create([Card(code=code) for code in dict.fromkeys(draft.code for draft in drafts)])
    known.cards.update((card.code, card) for card in fresh)
    return {card.code for card in fresh}


def _settle_cards(drafts: Iterable[CardDraft], known: _Known) -> set[str]:
    """Give the cards what the drafts say of the card itself; return the codes of the changed ones."""
    changed = {}
    for draft in drafts:
        card = known.cards[draft.code]
        before = _of_card(card)
        card.subject = draft.subject or card.subject
        card.unit_id = known.units.get(draft.unit, card.unit_id)
        card.is_example = draft.is_example
        if draft.language == _MAIN:
            following = known.cards.get(draft.successor) if draft.successor else None
            card.status, card.successor_id = Card.Status.ACTIVE, following.pk if following else None
            card.valid_from, card.valid_to = _day(draft.valid_from), _day(draft.valid_to)
        if before != _of_card(card):
            changed[card.code] = card
    Card.objects.bulk_update(changed.values(), _TOLD_OF_CARD)
    return set(changed)


def _of_card(card: Card) -> tuple[object, ...]:
    return tuple(getattr(card, name) for name in _TOLD_OF_CARD)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _replace_current(drafts: Sequence[CardDraft], known: _Known, by_id: int | None, at: datetime) -> None:
    keys = [(known.cards[draft.code].pk, draft.language) for draft in drafts]
    replaced = [known.current[key].pk for key in keys if key in known.current]
    _keep_drafts_last(keys)
    Edition.objects.filter(pk__in=replaced).update(state=Edition.State.RETIRED)
    Edition.objects.bulk_create(
        _edition(draft, card_id=key[0], number=known.numbers.get(key, 0) + 1, by_id=by_id, at=at)
        for draft, key in zip(drafts, keys, strict=True)
    )


def _keep_drafts_last(keys: Sequence[tuple[int, str]]) -> None:
    """Let drafts under way have the number after the one that comes now: numbers follow the days of publication."""
    wanted = set(keys)
    drafts = Edition.objects.filter(card__in={card for card, _language in keys}, state__in=UNDER_WAY)
    moved = [pk for pk, *key in drafts.values_list("pk", "card_id", "language") if tuple(key) in wanted]
    Edition.objects.filter(pk__in=moved).update(number=F("number") + 1)


def _edition(draft: CardDraft, *, card_id: int, number: int, by_id: int | None, at: datetime) -> Edition:
    edition = Edition(**columns(draft), card_id=card_id, number=number, written_by_id=by_id, published_at=at)
    edition.authors = [by_id] if by_id else []
    edition.state, edition.sort_key = Edition.State.PUBLISHED, edition.key_for_sorting()
    return edition


def _take_phrases(drafts: Iterable[CardDraft], known: _Known) -> set[str]:
    """Keep the imported phrases in step with the Polish drafts; phrases that editors wrote stay.

    Returns the codes of the changed cards.
    """
    speaking = [draft for draft in drafts if draft.language == _MAIN]
    wanted = {(known.cards[draft.code].pk, phrase) for draft in speaking for phrase in draft.phrases}
    by_id = {known.cards[draft.code].pk: draft.code for draft in speaking}
    stored = {(row.card_id, row.text): row for row in Phrase.objects.filter(card__in=by_id)}
    gone = [row for key, row in stored.items() if row.origin == Phrase.Origin.IMPORT and key not in wanted]
    fresh = [
        Phrase(card_id=card, text=text, origin=Phrase.Origin.IMPORT) for card, text in sorted(wanted - set(stored))
    ]
    Phrase.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Phrase.objects.bulk_create(fresh)
    return {by_id[row.card_id] for row in (*gone, *fresh)}
