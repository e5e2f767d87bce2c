"""A card's own life: whose it is, its first and last day, its withdrawal and its successor."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, CardTask, Edition, SearchDocument, Subject
from infolinia.knowledge.operations.indexing import index_cards, refresh_cards
from infolinia.knowledge.search import index
from infolinia.knowledge.validity import in_force


class CannotChangeCard(Cannot):
    """The card stays as it was; `faults` names the fields to mend."""

    def __init__(self, text: str, faults: dict[str, str] | None = None) -> None:
        super().__init__(text)
        self.faults = faults or {}


class CannotRetire(Cannot):
    """The card stays in force; the text says why."""


@transaction.atomic
def change_card(
    *,
    code: str,
    subject: str,
    unit: str,
    valid_from: date | None,
    valid_to: date | None,
    by_id: int | None,
    at: datetime,
) -> None:
    """Say whose the card is, of what subject, and on which days it holds; search follows at once.

    Its open tasks go to the new owner. Raises `CannotChangeCard`.
    """
    card = _held(code, CannotChangeCard)
    owner = city.unit(unit) if unit else None
    faults = _faults(subject, unit, owner, valid_from, valid_to)
    if faults:
        raise CannotChangeCard(_("Popraw zaznaczone pola."), faults)
    unit_id = owner.id if owner else None
    if unit_id != card.unit_id:
        CardTask.objects.filter(card=card, state=CardTask.State.OPEN, unit=card.unit).update(unit_id=unit_id)
    card.subject, card.unit_id, card.valid_from, card.valid_to = subject, unit_id, valid_from, valid_to
    card.save()
    refresh_cards(codes=[code])
    keep_validity(at=at)


@transaction.atomic
def retire(*, card_code: str, by_id: int | None, at: datetime, successor: str = "", day: date | None = None) -> None:
    """Withdraw the card: after `day`, or at once. Links to it lead on to the successor; its editions stay readable.

    Raises `CannotRetire` for a card withdrawn before, and for a successor that is unknown, withdrawn or in a circle.
    """
    card, today = _held(card_code, CannotRetire), city_day(at)
    if card.status == Card.Status.RETIRED:
        raise CannotRetire(_("Ta karta jest już wycofana."))
    card.successor = _successor(card, successor)
    card.valid_to = max(day or today, card.valid_from or date.min)
    if day is None or day <= today:
        card.status = Card.Status.RETIRED
        _drop_tasks(card, at)
    card.save()
    refresh_cards(codes=[card_code])


@transaction.atomic
def bring_back(*, card_code: str, by_id: int | None, at: datetime) -> None:
    """Put a withdrawn card in force again, without an end and without a successor."""
    card = _held(card_code, CannotRetire)
    card.status, card.valid_to, card.successor = Card.Status.ACTIVE, None, None
    card.save()
    refresh_cards(codes=[card_code])


@transaction.atomic
def keep_validity(*, at: datetime) -> None:
    """Let search follow the calendar: cards whose first day has come enter it, those whose last day passed leave."""
    today = city_day(at)
    current = Edition.objects.filter(in_force(today), state=Edition.State.PUBLISHED)
    holding = set(current.values_list("card__code", "language"))
    indexed = set(SearchDocument.objects.filter(kind="card").values_list("code", "language"))
    for told in sorted({language for _code, language in indexed - holding}):
        index.drop("card", sorted(code for code, language in indexed - holding if language == told), told)
    index_cards(codes=sorted({code for code, _language in holding - indexed}))


def _held(code: str, refusing: type[CannotChangeCard] | type[CannotRetire]) -> Card:
    card = Card.objects.select_for_update(of=("self",)).filter(code=code).first()
    if card is None:
        raise refusing(_("Nie ma takiej karty."))
    return card


def _faults(subject: str, unit: str, owner: object, valid_from: date | None, valid_to: date | None) -> dict[str, str]:
    faults = {}
    if subject not in Subject.values:
        faults["subject"] = _("Nie ma takiego tematu.")
    if unit and owner is None:
        faults["unit"] = _("Nie ma takiej komórki.")
    if valid_from and valid_to and valid_to < valid_from:
        faults["valid_to"] = _("Karta nie może przestać obowiązywać, zanim zacznie.")
    return faults


def _successor(card: Card, code: str) -> Card | None:
    """Return the card that follows; raises `CannotRetire` where its own successors lead back here."""
    if not code:
        return None
    found = Card.objects.filter(code=code).select_related("successor").first()
    if found is None or found.status == Card.Status.RETIRED:
        raise CannotRetire(_("Następczynią może być tylko aktualna karta."))
    seen = {card.pk}
    following: Card | None = found
    while following:
        if following.pk in seen:
            raise CannotRetire(_("Ta karta prowadzi z powrotem do wycofywanej."))
        seen.add(following.pk)
        following = following.successor
    return found


def _drop_tasks(card: Card, at: datetime) -> None:
    reviews = CardTask.objects.filter(card=card, kind=CardTask.Kind.REVIEW_DUE, state=CardTask.State.OPEN)
    reviews.update(state=CardTask.State.DROPPED, closed_at=at)
