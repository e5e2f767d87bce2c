"""Keeping search in step with cards and forms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from infolinia.city import queries as city
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.models import Card, Edition, Form, Phrase
from infolinia.knowledge.rules import headings
from infolinia.knowledge.search import index
from infolinia.knowledge.search.documents import Source


@transaction.atomic
def index_cards(*, codes: Sequence[str]) -> int:
    """Bring the cards' places in the index up to date; returns how many changed."""
    return index.put(sources_of(codes)) if codes else 0


@transaction.atomic
def refresh_cards(*, codes: Sequence[str]) -> None:
    """Bring the index into step after cards or their phrases were edited: retired cards leave it."""
    index.drop(
        "card",
        list(Card.objects.filter(code__in=codes).exclude(status=Card.Status.ACTIVE).values_list("code", flat=True)),
    )
    index_cards(codes=codes)


@transaction.atomic
def index_forms(*, day: date) -> int:
    """Put every form valid on the day into the index and take the others out; returns how many changed."""
    in_force = Form.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day).order_by(
        "code", "valid_from"
    )
    latest = {form.code: form for form in in_force}
    index.drop("form", sorted(set(Form.objects.values_list("code", flat=True)) - set(latest)))
    names = _unit_names()
    return index.put(_form_source(form, names) for form in latest.values())


@transaction.atomic
def rebuild_index(*, day: date) -> int:
    """Build the whole index anew from cards and forms; searches see the old one until it is ready."""
    index.clear()
    codes = list(Card.objects.filter(status=Card.Status.ACTIVE).values_list("code", flat=True))
    return index_cards(codes=codes) + index_forms(day=day)


def sources_of(codes: Sequence[str] | None) -> list[Source]:
    """Return the current cards with these codes (all where none are given) as the index sees them."""
    editions = Edition.objects.filter(card__status=Card.Status.ACTIVE, state=Edition.State.PUBLISHED, language="pl")
    if codes is not None:
        editions = editions.filter(card__code__in=codes)
    rows = list(editions.select_related("card"))
    phrases = defaultdict(list)
    told = Phrase.objects.filter(card__in=[row.card_id for row in rows]).order_by("id")
    for card_id, text in told.values_list("card_id", "text"):
        phrases[card_id].append(text)
    names = _unit_names()
    return [_card_source(row, phrases[row.card_id], names) for row in rows]


def _card_source(edition: Edition, phrases: Iterable[str], names: dict[int, str]) -> Source:
    told = edition.rendered
    public = [part for part in told["sections"] if part["code"] not in headings.FOR_ADVISERS]
    asked = [part for part in told["sections"] if part["code"] in headings.FOR_ADVISERS]
    return Source(
        kind="card",
        code=edition.card.code,
        card_id=edition.card_id,
        title=edition.title,
        phrases=tuple(phrases),
        lead=" ".join(filter(None, (edition.summary, plain(told["answer"]), plain(told["danger"])))),
        body=" ".join(plain(part["html"]) for part in public),
        staff=" ".join([edition.script, *(plain(part["html"]) for part in asked)]),
        unit_name=names.get(edition.card.unit_id or 0, ""),
        facts=edition.clock_text,
    )


def _form_source(form: Form, names: dict[int, str]) -> Source:
    return Source(
        kind="form",
        code=form.code,
        title=form.title,
        lead=form.note,
        unit_name=names.get(form.unit_id or 0, ""),
        facts=form.version,
    )


def _unit_names() -> dict[int, str]:
    return {unit.id: unit.name for unit in city.units()}
