"""An editor's draft: begun, saved without losing anybody's words, thrown away."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.errors import Cannot
from infolinia.knowledge import steps
from infolinia.knowledge.comparing import difference
from infolinia.knowledge.drafting import draft_of, fingerprint, said
from infolinia.knowledge.models import Card, Edition, Subject
from infolinia.knowledge.queries.editions import draft_text
from infolinia.knowledge.rules.drafts import BadDraft, CardDraft
from infolinia.knowledge.rules.editions import UNDER_WAY, Step, Wish
from infolinia.knowledge.shapes_editions import DraftText, FieldDiff
from infolinia.knowledge.terms import unknown_clocks


class CannotStart(Cannot):
    """No draft can be begun; the text says why."""


class CannotMove(Cannot):
    """The edition cannot take this step; the text says why."""


class CannotSave(Cannot):
    """The draft stays as it was, and what was typed comes back whole.

    `faults` names the fields to mend. After somebody else's save `theirs` is what is stored now, `base` what both
    started from (where it is known) and `difference` what stands between theirs and what was typed.
    """

    def __init__(self, text: str, *, faults: Mapping[str, str] | None = None, theirs: DraftText | None = None) -> None:
        super().__init__(text)
        self.faults = dict(faults or {})
        self.theirs = theirs
        self.base: DraftText | None = None
        self.difference: tuple[FieldDiff, ...] = ()


@transaction.atomic
def create_card(
    *, code: str, title: str, subject: str, unit: str, by_id: int, at: datetime, language: str = "pl"
) -> int:
    """Make a card that nobody sees yet, and its first draft; returns the draft's id. Raises `CannotSave`."""
    wanted = CardDraft(code=code, title=title, subject=subject, unit=unit, language=language)
    if Card.objects.filter(code=code).exists():
        raise CannotSave(_("Ten kod ma już inna karta."), faults={"code": _("Ten kod ma już inna karta.")})
    return draft_from(draft=wanted, by_id=by_id, at=at)


@transaction.atomic
def draft_from(*, draft: CardDraft, by_id: int, at: datetime) -> int:
    """Begin a draft that says what the record says, of a known card or of a new one; returns its id.

    Raises `CannotStart` while another draft in the language is under way, `CannotSave` for what cannot be stored.
    """
    wanted = _storable(draft)
    unit = _owner(wanted)
    card, is_new = Card.objects.get_or_create(
        code=wanted.code, defaults={"subject": wanted.subject or Subject.OTHER, "unit_id": unit}
    )
    if not is_new:
        card = Card.objects.select_for_update(of=("self",)).get(pk=card.pk)
    _refuse_second_draft(card, wanted.language)
    return _begin(Edition(card=card, **said(wanted)), by_id=by_id, at=at)


@transaction.atomic
def start_draft(*, card_code: str, by_id: int, at: datetime, language: str = "pl") -> int:
    """Copy the card's current edition into a draft and return its id; a draft already under way is given back.

    A language that the card does not have yet starts from the Polish text. Raises `CannotStart` for a retired card.
    """
    card = _living(card_code)
    editions = Edition.objects.filter(card=card)
    if under_way := editions.filter(language=language, state__in=UNDER_WAY).first():
        return int(under_way.pk)
    published = {one.language: one for one in editions.filter(state=Edition.State.PUBLISHED)}
    source = published.get(language) or published.get("pl") or Edition(card=card, title=card.code)
    source.language = language
    return _begin(source, by_id=by_id, at=at)


@transaction.atomic
def restore_edition(*, card_code: str, language: str, number: int, by_id: int, at: datetime) -> int:
    """Begin a draft with the text of an earlier edition and return its id: going back is a new edition too.

    Raises `CannotStart` while another draft in the language is under way.
    """
    card = _living(card_code)
    _refuse_second_draft(card, language)
    earlier = Edition.objects.filter(card=card, language=language, number=number).first()
    if earlier is None or earlier.state not in (Edition.State.PUBLISHED, Edition.State.RETIRED):
        raise CannotStart(_("Nie ma takiego wydania."))
    return _begin(earlier, by_id=by_id, at=at, restored_from=number)


@transaction.atomic
def save_draft(*, edition_id: int, by_id: int, at: datetime, base_version: int, draft: CardDraft) -> int:
    """Store the whole text of a draft that was opened in `base_version`; returns its new version.

    The same text again changes nothing. Raises `CannotSave`: with `faults` for what cannot be stored, with `theirs`
    where somebody saved since, or where the draft is no longer a draft.
    """
    edition = steps.locked(edition_id, CannotSave)
    wanted = replace(draft, code=edition.card.code, language=edition.language, reviewed_on="")
    wish = Wish(at=at, by=by_id, version=base_version)
    try:
        steps.check(Step.SAVE, edition, wish, CannotSave)
    except CannotSave as refusal:
        if _says(edition, wanted):
            return edition.version
        raise _conflict(str(refusal), edition, wanted, base_version) from None
    stored = _storable(wanted)
    if _says(edition, stored):
        return edition.version
    return _write(edition, stored, by_id, at)


@transaction.atomic
def adopt_current(*, edition_id: int, by_id: int, at: datetime, version: int) -> int:
    """Let the draft replace an edition that was published since it was begun; returns the new version."""
    edition = steps.locked(edition_id, CannotMove)
    steps.check(Step.SAVE, edition, Wish(at=at, by=by_id, version=version), CannotMove)
    edition.based_on, edition.version = steps.current_number(edition), edition.version + 1
    edition.changed_by_id, edition.changed_at = by_id, at
    edition.save()
    return edition.version


@transaction.atomic
def discard_draft(*, edition_id: int, by_id: int, at: datetime) -> None:
    """Throw a draft away; the history keeps it. A card without another edition, named nowhere, goes with it."""
    edition = steps.locked(edition_id, CannotMove)
    steps.check(Step.DISCARD, edition, Wish(at=at, by=by_id), CannotMove)
    edition.delete()
    if not edition.card.editions.exists():
        with suppress(ProtectedError):
            edition.card.delete()


def faults_by_key(error: BadDraft) -> dict[str, str]:
    """Return what is wrong, by the key of the field; an empty key is the whole text."""
    found: dict[str, str] = {}
    for fault in error.args:
        key, colon, why = str(fault).partition(": ")
        found.setdefault(key if colon else "", why if colon else key)
    return found


def _living(code: str) -> Card:
    card = Card.objects.select_for_update(of=("self",)).filter(code=code).first()
    if card is None:
        raise CannotStart(_("Nie ma takiej karty."))
    if card.status == Card.Status.RETIRED:
        raise CannotStart(_("Ta karta jest wycofana. Najpierw ją przywróć."))
    return card


def _refuse_second_draft(card: Card, language: str) -> None:
    if Edition.objects.filter(card=card, language=language, state__in=UNDER_WAY).exists():
        raise CannotStart(_("Ta karta ma już szkic w tym języku. Dokończ go albo usuń."))


def _begin(source: Edition, *, by_id: int, at: datetime, restored_from: int | None = None) -> int:
    """Store a fresh draft that says what the source says."""
    numbers = Edition.objects.filter(card=source.card, language=source.language).order_by("-number")
    copy = Edition(card=source.card, **{name: getattr(source, name) for name in _SAID})
    copy.number = (numbers.values_list("number", flat=True).first() or 0) + 1
    copy.restored_from, copy.reviewed_on = restored_from, None
    copy.based_on = steps.current_number(copy)
    copy.written_by_id, copy.authors, copy.changed_by_id, copy.changed_at = by_id, [by_id], by_id, at
    copy.save()
    return int(copy.pk)


def _storable(draft: CardDraft) -> CardDraft:
    """Return the text as it is stored; raises `CannotSave` naming every field that cannot be."""
    try:
        wanted = steps.checked(draft)
    except BadDraft as error:
        raise CannotSave(_("Popraw zaznaczone pola."), faults=faults_by_key(error)) from error
    if unknown_clocks([wanted.clock]):
        why = _("W katalogu terminów nie ma zegara „%(code)s”.") % {"code": wanted.clock}
        raise CannotSave(_("Popraw zaznaczone pola."), faults={"clock": why})
    return wanted


def _owner(draft: CardDraft) -> int | None:
    """Return the id of the owner; raises `CannotSave` for a unit or a subject that the city does not have."""
    faults = {}
    unit = city.unit(draft.unit) if draft.unit else None
    if draft.unit and unit is None:
        faults["unit"] = _("Nie ma takiej komórki.")
    if draft.subject and draft.subject not in Subject.values:
        faults["subject"] = _("Nie ma takiego tematu.")
    if faults:
        raise CannotSave(_("Popraw zaznaczone pola."), faults=faults)
    return unit.id if unit else None


def _says(edition: Edition, draft: CardDraft) -> bool:
    return fingerprint(draft_of(edition, "")) == fingerprint(draft)


def _write(edition: Edition, draft: CardDraft, by_id: int, at: datetime) -> int:
    for name, value in said(draft).items():
        setattr(edition, name, value)
    edition.version += 1
    edition.authors = sorted({*edition.authors, by_id})
    edition.written_by_id = edition.written_by_id or by_id
    edition.changed_by_id, edition.changed_at = by_id, at
    edition.save()
    return edition.version


def _conflict(why: str, edition: Edition, mine: CardDraft, base_version: int) -> CannotSave:
    """Return the refusal that carries both texts, and the one they started from."""
    theirs = draft_text(edition.pk)
    who = theirs.saved_by_name if theirs else ""
    told = _("Ten szkic ma nowszy zapis (%(who)s). Nic nie przepadło: obok są oba teksty.") % {"who": who}
    refusal = CannotSave(told if who and edition.version != base_version else why, theirs=theirs)
    refusal.base = draft_text(edition.pk, version=base_version)
    refusal.difference = difference(theirs.draft if theirs else None, mine)
    return refusal


_SAID: Sequence[str] = ("language", *(name for name in said(CardDraft("", "")) if name != "language"))
