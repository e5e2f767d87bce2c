"""Keeping search in step with cards and forms."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.models import Card, Edition, Form, Phrase
from infolinia.knowledge.operations.leading import refresh_links
from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.fees import fee_text, stored_fee
from infolinia.knowledge.search import index
from infolinia.knowledge.search.documents import Source
from infolinia.knowledge.terms import clock_texts
from infolinia.knowledge.validity import in_force

_LONGEST_ANSWER = 400


@transaction.atomic
def index_cards(*, codes: Sequence[str], day: date | None = None) -> int:
    """Bring the cards' places in the index up to date; returns how many editions changed."""
    return index.put(sources_of(codes, day)) if codes else 0


@transaction.atomic
def refresh_cards(*, codes: Sequence[str]) -> None:
    """Bring the index into step after cards or their phrases were edited: cards not in force leave it."""
    held = set(Card.objects.filter(in_force(city_day(now()), ""), code__in=codes).values_list("code", flat=True))
    index.drop("card", [code for code in codes if code not in held])
    index_cards(codes=sorted(held))


@transaction.atomic
def index_forms(*, day: date) -> int:
    """Put every form valid on the day into the index and take the others out; returns how many changed."""
    sources = _form_sources(day)
    stored = set(Form.objects.values_list("code", flat=True))
    index.drop("form", sorted(stored - {source.code for source in sources}))
    return index.put(sources)


@transaction.atomic
def refresh_index(*, day: date) -> int:
    """Bring the index into step with the day: cards and forms that begin or end with it, fees that change.

    Writes only what differs; returns how many documents changed.
    """
    sources = _all_sources(day)
    changed = index.put(sources)
    index.keep_only([(source.kind, source.code, source.language) for source in sources])
    return changed


def rebuild_index(*, day: date) -> int:
    """Build the whole index anew and put it in place of the old one at once; returns how many documents it has.

    The building holds no lock: searches see the old index until the last moment, cards may be published meanwhile.
    """
    built = index.build(_all_sources(day))
    with transaction.atomic():
        index.lock()
        ready = index.fresh(built, _all_sources(day))
        index.write(ready)
        index.keep_only([(source.kind, source.code, source.language) for source, _fingerprint, _tokens in ready])
        refresh_links()
    return len(ready)


def sources_of(codes: Sequence[str] | None, day: date | None = None) -> list[Source]:
    """Return the current cards with these codes (all where none are given) as the index sees them on the day."""
    day = day or city_day(now())
    editions = Edition.objects.filter(in_force(day), state=Edition.State.PUBLISHED)
    if codes is not None:
        editions = editions.filter(card__code__in=codes)
    rows = list(editions.select_related("card"))
    phrases = defaultdict(list)
    told = Phrase.objects.filter(card__in={row.card_id for row in rows}).order_by("id")
    for card_id, text in told.values_list("card_id", "text"):
        phrases[card_id].append(text)
    units, terms = _units(), _terms(rows)
    return [
        _card_source(row, phrases[row.card_id] if row.language == "pl" else (), units, day, terms[row.pk])
        for row in rows
    ]


def _all_sources(day: date) -> list[Source]:
    return sources_of(None, day) + _form_sources(day)


def _terms(editions: Iterable[Edition]) -> dict[int, str]:
    """Return the time to settle of each edition in words: the clock catalogue's, one statement a language."""
    by_language = defaultdict(list)
    for edition in editions:
        by_language[edition.language].append(edition)
    return {
        edition.pk: said
        for language, rows in by_language.items()
        for edition, said in zip(
            rows, clock_texts([(row.clock_code, row.clock_text) for row in rows], language=language), strict=True
        )
    }


def _card_source(
    edition: Edition, phrases: Iterable[str], units: dict[int, tuple[str, str]], day: date, term: str
) -> Source:
    told = edition.rendered
    public = [part for part in told["sections"] if part["code"] not in headings.FOR_ADVISERS]
    asked = [part for part in told["sections"] if part["code"] in headings.FOR_ADVISERS]
    unit_code, unit_name = units.get(edition.card.unit_id or 0, ("", ""))
    return Source(
        kind="card",
        code=edition.card.code,
        language=edition.language,
        card_id=edition.card_id,
        title=edition.title,
        phrases=tuple(phrases),
        lead=" ".join(filter(None, (edition.summary, plain(told["answer"]), plain(told["danger"])))),
        body=" ".join(plain(part["html"]) for part in public),
        staff=" ".join([edition.script, *(plain(part["html"]) for part in asked)]),
        unit_name=unit_name,
        unit_code=unit_code,
        subject=edition.card.subject,
        facts=term,
        answer=_answer(edition, day, term),
    )


def _answer(edition: Edition, day: date, term: str) -> str:
    """Return what most callers want to know: fee, term and place, as far as the card says."""
    fees = fee_text(map(stored_fee, edition.fees), day, edition.language)
    where = next((part["peek"] for part in edition.rendered["sections"] if part["code"] == "gdzie"), "")
    return " · ".join(part for part in (fees, term, where) if part)[:_LONGEST_ANSWER]


def _form_sources(day: date) -> list[Source]:
    valid = Form.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    latest = {form.code: form for form in valid.order_by("code", "valid_from")}
    units = _units()
    return [_form_source(form, units) for form in latest.values()]


def _form_source(form: Form, units: dict[int, tuple[str, str]]) -> Source:
    unit_code, unit_name = units.get(form.unit_id or 0, ("", ""))
    return Source(
        kind="form",
        code=form.code,
        title=form.title,
        lead=form.note,
        unit_name=unit_name,
        unit_code=unit_code,
        facts=form.version,
    )


def _units() -> dict[int, tuple[str, str]]:
    return {unit.id: (unit.code, unit.name) for unit in city.units()}
