"""A file of cards before it is taken: what each record would do, and what an editor should look at."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.knowledge.comparing import difference
from infolinia.knowledge.drafting import draft_of, fingerprint
from infolinia.knowledge.models import Card, Edition, Form, Phrase
from infolinia.knowledge.operations.editions import unit_ids
from infolinia.knowledge.operations.importing import Told, read_records
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.shapes_importing import CARD, CHANGED, LANGUAGE, NEW, UNCHANGED, ImportPlan, PlanLine

_OF_CARD = ("subject", "unit", "is_example", "valid_from", "valid_to", "successor")


@dataclass(frozen=True)
class _Here:
    """What the city has already, read once for the whole file."""

    codes: frozenset[str]
    current: dict[tuple[str, str], CardDraft]
    imported_words: dict[str, set[str]]
    all_words: dict[str, set[str]]
    drafts: frozenset[tuple[str, str]]
    forms: frozenset[str]
    related: frozenset[str]


def check_cards(*, data: bytes) -> ImportPlan:
    """Return what the file would do and change nothing. Raises `CannotImport` with every bad record."""
    found = read_records(data, unit_ids())
    here = _here([told.card for told in found])
    return ImportPlan(tuple(_line(told, here) for told in found))


def _here(cards: list[CardDraft]) -> _Here:
    codes = {card.code for card in cards}
    units = {unit.id: unit.code for unit in city.units()}
    imported, every = defaultdict(set), defaultdict(set)
    for code, text, origin in Phrase.objects.filter(card__code__in=codes).values_list("card__code", "text", "origin"):
        every[code].add(text)
        if origin == Phrase.Origin.IMPORT:
            imported[code].add(text)
    editions = Edition.objects.filter(card__code__in=codes).select_related("card", "card__successor")
    under_way = [Edition.State.DRAFT, Edition.State.REVIEW]
    return _Here(
        codes=frozenset(Card.objects.filter(code__in=codes).values_list("code", flat=True)),
        current={
            (row.card.code, row.language): draft_of(row, units.get(row.card.unit_id or 0, ""))
            for row in editions.filter(state=Edition.State.PUBLISHED)
        },
        imported_words=imported,
        all_words=every,
        drafts=frozenset(editions.filter(state__in=under_way).values_list("card__code", "language")),
        forms=frozenset(Form.objects.values_list("code", flat=True)),
        related=frozenset(Card.objects.values_list("code", flat=True)) | codes,
    )


def _line(told: Told, here: _Here) -> PlanLine:
    card = told.card
    now = here.current.get((card.code, card.language))
    kind, changes = _what(card, now, here)
    return PlanLine(told.line, card.code, card.language, card.title, kind, changes, _notes(card, here))


def _what(card: CardDraft, now: CardDraft | None, here: _Here) -> tuple[str, tuple[str, ...]]:
    if now is None:
        return (LANGUAGE if card.code in here.codes else NEW), ()
    if fingerprint(card) != fingerprint(now):
        return CHANGED, tuple(field.label for field in difference(now, card)) or (_("pola spoza formatu"),)
    if any(_told(card, name) != getattr(now, name) for name in _OF_CARD if _told(card, name) is not None):
        return CARD, (_("dane karty"),)
    if card.language == "pl" and _changes_words(card, here):
        return CARD, (_("słowa mieszkańców"),)
    return UNCHANGED, ()


def _changes_words(card: CardDraft, here: _Here) -> bool:
    """Whether residents' words would come or go; those that editors wrote stay in any case."""
    wanted = set(card.phrases)
    return bool(wanted - here.all_words.get(card.code, set()) or here.imported_words.get(card.code, set()) - wanted)


def _told(card: CardDraft, name: str) -> object:
    """Return what the record says of the card itself, None where it says nothing that would be taken."""
    value = getattr(card, name)
    if name in ("subject", "unit"):
        return value or None
    if name in ("valid_from", "valid_to", "successor") and card.language != "pl":
        return None
    return value


def _notes(card: CardDraft, here: _Here) -> tuple[str, ...]:
    notes = [_("nie ma druku „%(code)s”") % {"code": code} for code in card.forms if code not in here.forms]
    notes += [_("nie ma karty „%(code)s”") % {"code": code} for code in card.related if code not in here.related]
    if not card.unit and card.code not in here.codes:
        notes.append(_("bez komórki, która za nią odpowiada"))
    if not card.review_due:
        notes.append(_("bez daty przeglądu"))
    if (card.code, card.language) in here.drafts:
        notes.append(_("ktoś pisze szkic tej karty"))
    return tuple(notes)
