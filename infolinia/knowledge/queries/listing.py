"""Lists of current cards in a language: for residents' pages, for the site's map, for machines."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import Case, QuerySet, Value, When

from infolinia.city import queries as city
from infolinia.core.text import sort_key
from infolinia.knowledge.models import Card, Edition, Subject
from infolinia.knowledge.rules import headings
from infolinia.knowledge.shapes_listing import ListedCard, ListedCards, ListedLink, ListedSubject, PublishedCard
from infolinia.knowledge.validity import in_force

POLISH = "pl"


def list_cards(
    *, day: date, language: str = POLISH, subject: str = "", unit: str = "", after: str = "", limit: int = 50
) -> ListedCards:
    """Return the cards in force on the day whose codes follow `after`, each in the language or else in Polish.

    `subject` and `unit` are codes that narrow the list; unknown ones leave nothing.
    """
    units = {one.id: one for one in city.units()}
    wanted = [one.id for one in units.values() if one.code == unit]
    rows = _in_language(language, day)
    if subject:
        rows = rows.filter(card__subject=subject)
    if unit:
        rows = rows.filter(card__unit__in=wanted)
    total = rows.values("card").distinct().order_by().count()
    page = list(rows.filter(card__code__gt=after)[: limit + 1])
    shown = tuple(_listed(row, units.get(row.card.unit_id or 0)) for row in page[:limit])
    return ListedCards(cards=shown, total=total, following=shown[-1].code if len(page) > limit else "")


def subjects(language: str = POLISH, *, day: date) -> list[ListedSubject]:
    """Return every subject that has cards, in the order of the subject tree, with its cards in the language."""
    by_subject = defaultdict(list)
    for subject, *told in _in_language(language, day).values_list(
        "card__subject", "card__code", "title", "language", "summary"
    ):
        by_subject[subject].append(ListedLink(*told))
    return [
        ListedSubject(code, str(name), tuple(sorted(by_subject[code], key=lambda link: sort_key(link.title))))
        for code, name in Subject.choices
        if by_subject[code]
    ]


def published_cards(day: date) -> list[PublishedCard]:
    """Return every current card with the time of its text in each language, in the order of codes."""
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    rows = _current(day).order_by("card__code").values_list("card__code", "language", "published_at")
    for code, language, published_at in rows:
        if published_at:
            found[code][language] = published_at
    return [PublishedCard(code, tuple(sorted(times.items()))) for code, times in found.items() if POLISH in times]


def _current(day: date) -> QuerySet[Edition]:
    return Edition.objects.filter(in_force(day), state=Edition.State.PUBLISHED, card__status=Card.Status.ACTIVE)


def _in_language(language: str, day: date) -> QuerySet[Edition]:
    """Return one edition of each current card, in the order of codes: that of the language, else the Polish one."""
    wanted_first = Case(When(language=language, then=Value(0)), default=Value(1))
    rows = _current(day).filter(language__in={language, POLISH}).select_related("card")
    return rows.order_by("card__code", wanted_first).distinct("card__code")


def _listed(row: Edition, unit: city.UnitView | None) -> ListedCard:
    return ListedCard(
        code=row.card.code,
        title=row.title,
        language=row.language,
        summary=row.summary,
        subject_code=row.card.subject,
        subject_name=row.card.get_subject_display(),
        unit_code=unit.code if unit else "",
        unit_name=unit.name if unit else "",
        edition=row.number,
        published_at=row.published_at,
        reviewed_on=row.reviewed_on,
        valid_to=row.card.valid_to,
        is_example=row.card.is_example,
        answers=_answers(row),
    )


def _answers(row: Edition) -> tuple[str, ...]:
    """Return the sections that residents read; fee and term stand in theirs even where the editor wrote none."""
    told = {part["code"] for part in row.rendered.get("sections", ()) if part["html"]} - headings.FOR_ADVISERS
    told |= {code for code, said in (("oplaty", row.fees), ("termin", row.clock_text)) if said}
    return tuple(headings.in_order(sorted(told)))
