"""Cards to read: one of them, its edition of a day, the popular ones and all by subject."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from infolinia.city import queries as city
from infolinia.core.clock import CITY_ZONE, city_day
from infolinia.core.text import sort_key
from infolinia.knowledge.markdown import render_line
from infolinia.knowledge.models import Card, Edition, Form, Phrase, Subject
from infolinia.knowledge.rules import headings
from infolinia.knowledge.rules.fees import Fee, fee_text
from infolinia.knowledge.shapes import CardLink, CardView, FormLink, PhraseLine, Section, SubjectGroup

_PUBLIC = (Edition.State.PUBLISHED, Edition.State.RETIRED)
_POPULAR = (
    "dowod-wniosek", "odbior-odpadow", "zameldowanie", "rejestracja-pojazdu", "dziura-w-jezdni", "akt-stanu-cywilnego",
    "latarnia", "rodzina-800-plus", "strefa-platnego-parkowania", "prawo-jazdy",
)  # fmt: skip


def card(code: str, edition: int | None = None, language: str = "pl", day: date | None = None) -> CardView | None:
    """Return the card's current edition (or the numbered one) in the language, else in Polish; None for no such card.

    Fees and forms are those of `day`, or of the edition's own first day where none is given.
    """
    shown = Edition.objects.filter(card__code=code, state__in=_PUBLIC).select_related("card__successor")
    shown = shown.filter(number=edition) if edition else shown.filter(state=Edition.State.PUBLISHED)
    return _best(shown, language, day)


def card_as_of(code: str, day: date, language: str = "pl") -> CardView | None:
    """Return what the card said at the end of the day; None where nothing was published yet."""
    midnight = datetime.combine(day + timedelta(days=1), time(), CITY_ZONE)
    shown = Edition.objects.filter(card__code=code, state__in=_PUBLIC, published_at__lt=midnight)
    return _best(shown.select_related("card__successor").order_by("-published_at"), language, day)


def popular(limit: int = 8) -> list[CardLink]:
    """Return the cards to offer before anything is typed, those residents ask for most first."""
    titles = dict(_current().filter(card__code__in=_POPULAR).values_list("card__code", "title"))
    return [CardLink(code, titles[code]) for code in _POPULAR if code in titles][:limit]


def all_cards() -> list[SubjectGroup]:
    """Return every current card, grouped by subject in the order of the subject tree."""
    by_subject = defaultdict(list)
    for subject, code, title in _current().order_by("sort_key").values_list("card__subject", "card__code", "title"):
        by_subject[subject].append(CardLink(code, title))
    return [
        SubjectGroup(code, str(name), tuple(by_subject[code])) for code, name in Subject.choices if by_subject[code]
    ]


def links(codes: Iterable[str]) -> tuple[CardLink, ...]:
    """Return the codes and titles of those cards that are current, in Polish alphabetical order."""
    titles = _current().filter(card__code__in=list(codes)).values_list("card__code", "title")
    return tuple(sorted((CardLink(code, title) for code, title in titles), key=lambda link: sort_key(link.title)))


def _current() -> QuerySet[Edition]:
    return Edition.objects.filter(state=Edition.State.PUBLISHED, language="pl", card__status=Card.Status.ACTIVE)


def _best(editions: QuerySet[Edition], language: str, day: date | None) -> CardView | None:
    """Return the first edition in the language, or else in Polish, ready to show."""
    found = {edition.language: edition for edition in reversed(editions)}
    edition = found.get(language) or found.get("pl")
    return _view(edition, day) if edition else None


def _view(edition: Edition, day: date | None) -> CardView:
    owner = edition.card
    unit = city.unit_by_id(owner.unit_id) if owner.unit_id else None
    on = day or (city_day(edition.published_at) if edition.published_at else date.min)
    fees = fee_text((_fee(line) for line in edition.fees), on)
    return CardView(
        code=owner.code,
        title=edition.title,
        edition=edition.number,
        summary=edition.summary,
        answer_html=edition.rendered["answer"],
        danger_html=edition.rendered["danger"],
        script=edition.script,
        sections=_sections(edition, fees),
        unit_code=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        reviewed_on=edition.reviewed_on,
        review_due=edition.review_due,
        category_code=edition.category_code,
        clock_code=edition.clock_code,
        clock_text=edition.clock_text,
        fee_text=fees,
        visit_type=edition.visit_type,
        is_example=owner.is_example,
        forms=_forms(edition.form_codes, on),
        channels=tuple(edition.channels),
        questions=tuple(edition.questions),
        related=links(edition.related) if edition.related else (),
        sources=tuple(edition.sources),
        memo_html=edition.rendered["memo"],
        subject_code=owner.subject,
        subject_name=owner.get_subject_display(),
        language=edition.language,
        published_at=edition.published_at,
        is_current=edition.state == Edition.State.PUBLISHED,
        successor=next(iter(links([owner.successor.code])), None) if owner.successor else None,
    )


def _sections(edition: Edition, fees: str) -> tuple[Section, ...]:
    """Return the sections in order; fee and term stand in their sections even where the editor wrote none."""
    told = {part["code"]: Section(**part) for part in edition.rendered["sections"]}
    for code, line in (("oplaty", fees), ("termin", edition.clock_text)):
        if line and code in told:
            told[code] = replace(told[code], peek=line)
        elif line:
            html = f"<p>{render_line(line)}</p>"
            told[code] = Section(code=code, heading=headings.heading(code, edition.language), peek=line, html=html)
    return tuple(told[code] for code in headings.in_order(list(told)))


def _fee(line: dict[str, Any]) -> Fee:
    return Fee(
        what=line["what"],
        amount=Decimal(line["amount"]) if line["amount"] else None,
        valid_from=date.fromisoformat(line["valid_from"]) if line["valid_from"] else None,
        valid_to=date.fromisoformat(line["valid_to"]) if line["valid_to"] else None,
        is_confirmed=line["confirmed"],
    )


def _forms(codes: list[str], day: date) -> tuple[FormLink, ...]:
    if not codes:
        return ()
    in_force = Form.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), code__in=codes, valid_from__lte=day)
    latest = {form.code: form for form in in_force.order_by("valid_from")}
    return tuple(
        FormLink(code, latest[code].title, latest[code].version, latest[code].note) for code in codes if code in latest
    )


def phrases_of(code: str) -> list[PhraseLine]:
    """Return the words residents use for the card, oldest first."""
    return [PhraseLine(row.pk, row.text) for row in Phrase.objects.filter(card__code=code).order_by("pk")]


def card_for_category(category_code: str) -> CardLink | None:
    """Return the current card from which matters of this kind are registered, the one named like it first."""
    editions = _current().filter(category_code=category_code).exclude(category_code="")
    found = sorted(editions.values_list("card__code", "title"), key=lambda row: (row[0] != category_code, row[0]))
    return CardLink(*found[0]) if found else None
