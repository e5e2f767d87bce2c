"""Editors' reads: the list of all cards with what is under way, and one card's state."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Lower

from infolinia.city import queries as city
from infolinia.core.clock import city_day
from infolinia.core.text import fold, sort_key
from infolinia.knowledge.models import Card, CardReview, CardTask, Edition, Form, Phrase, Subject
from infolinia.knowledge.models.cards import LANGUAGES as _LANGUAGES
from infolinia.knowledge.queries.searching import search
from infolinia.knowledge.shapes import CardLink
from infolinia.knowledge.shapes_workshop import CardSettings, LanguageLine, Shelf, ShelfLine, UnderWay

SUBJECTS = tuple(Subject.choices)
LANGUAGES = tuple(_LANGUAGES)
SOON = timedelta(days=30)
_UNDER_WAY = (Edition.State.DRAFT, Edition.State.REVIEW, Edition.State.SCHEDULED)
_FOUND_BY_SEARCH = 50
_WORDS = 8
_DIACRITICS, _PLAIN = "ąćęłńóśźż", "acelnoszz"


def shelf(
    *,
    at: datetime,
    text: str = "",
    subject: str = "",
    unit_ids: Collection[int] | None = None,
    state: str = "",
    missing: str = "",
    offset: int = 0,
    limit: int = 50,
) -> Shelf:
    """Return a page of the cards that editors keep, by title; those whose review is late come first when asked for.

    `state`: draft, review, scheduled, review_late, review_soon, unpublished, behind (a translation older than the
    Polish text) or retired; empty means every card that is not retired. `missing` is a language without an edition.
    """
    rows = _in_state(_all(), state, city_day(at))
    if subject:
        rows = rows.filter(subject=subject)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    if missing:
        rows = rows.exclude(Exists(_published(missing)))
    if text.strip():
        rows = rows.filter(_says(text))
    by = ("due", "key", "code") if state in ("review_late", "review_soon") else ("key", "code")
    page = list(rows.order_by(*by)[offset : offset + limit])
    return Shelf(_lines(page), rows.order_by().count())


def card_settings(code: str) -> CardSettings | None:
    """Return the card's own data and where its texts stand, or None for no such card."""
    card = _all().select_related("successor").filter(code=code).first()
    if card is None:
        return None
    line = _lines([card])[0]
    unit = city.unit_by_id(card.unit_id) if card.unit_id else None
    return CardSettings(
        code=card.code,
        title=line.title,
        subject_code=card.subject,
        subject_name=line.subject_name,
        unit_id=card.unit_id,
        unit_code=unit.code if unit else "",
        unit_name=line.unit_name,
        is_retired=line.is_retired,
        is_example=card.is_example,
        valid_from=card.valid_from,
        valid_to=card.valid_to,
        successor=_link(card.successor) if card.successor else None,
        replaces=tuple(_link(old) for old in Card.objects.filter(successor=card)),
        reviewed_on=_reviewed_on(card),
        review_due=line.review_due,
        languages=_languages(card, line.under_way),
        open_tasks=line.open_tasks,
    )


def under_way(*, states: Collection[str] = _UNDER_WAY, author_id: int | None = None) -> tuple[UnderWay, ...]:
    """Return the texts that are not published yet, those that wait longest first; perhaps of one author."""
    rows = Edition.objects.filter(state__in=states).select_related("card", "written_by", "changed_by")
    if author_id is not None:
        rows = rows.filter(Q(written_by=author_id) | Q(authors__contains=[author_id]))
    return tuple(_under_way(row) for row in rows.order_by(Coalesce("sent_at", "changed_at"), "id"))


def titles(codes: Iterable[str]) -> tuple[CardLink, ...]:
    """Return those of the cards that there are, published or not, by title."""
    wanted = list(codes)
    if not wanted:
        return ()
    return tuple(CardLink(card.code, card.title) for card in _all().filter(code__in=wanted).order_by("key"))


def form_choices(day: date) -> list[tuple[str, str]]:
    """Return the codes and titles of the forms in force on the day, by title."""
    rows = Form.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)
    names = dict(rows.order_by("valid_from").values_list("code", "title"))
    return sorted(names.items(), key=lambda row: sort_key(row[1]))


def _all() -> "QuerySet[Any]":
    """Return the cards with the title, key and number of the Polish edition and the day of their next review."""
    polish = _published("pl")
    newest = Edition.objects.filter(card=OuterRef("pk")).order_by(_polish_first(), "-number")
    looked = CardReview.objects.filter(edition__card=OuterRef("pk"), edition__state=Edition.State.PUBLISHED)
    return Card.objects.annotate(
        title=Coalesce(Subquery(polish.values("title")[:1]), Subquery(newest.values("title")[:1]), F("code")),
        key=Coalesce(Subquery(polish.values("sort_key")[:1]), Subquery(newest.values("sort_key")[:1]), F("code")),
        number=Coalesce(Subquery(polish.values("number")[:1]), Value(0), output_field=IntegerField()),
        due=Coalesce(
            Subquery(looked.filter(edition__language="pl").order_by("-at", "-id").values("next_due")[:1]),
            Subquery(polish.values("review_due")[:1]),
            output_field=DateField(),
        ),
    )


def _polish_first() -> Case:
    return Case(When(language="pl", then=Value(0)), default=Value(1))


def _published(language: str) -> QuerySet[Edition]:
    return Edition.objects.filter(card=OuterRef("pk"), language=language, state=Edition.State.PUBLISHED)


def _in_state(rows: "QuerySet[Any]", state: str, today: date) -> "QuerySet[Any]":
    if state == "retired":
        return rows.filter(status=Card.Status.RETIRED)
    rows = rows.filter(status=Card.Status.ACTIVE)
    if state in _UNDER_WAY:
        return rows.filter(Exists(Edition.objects.filter(card=OuterRef("pk"), state=state)))
    if state == "review_late":
        return rows.filter(due__lt=today)
    if state == "review_soon":
        return rows.filter(due__lte=today + SOON)
    if state == "unpublished":
        return rows.filter(number=0)
    if state == "behind":
        polish = Subquery(_published("pl").values("published_at")[:1])
        others = Edition.objects.filter(card=OuterRef("pk"), state=Edition.State.PUBLISHED).exclude(language="pl")
        rows = rows.alias(polish_at=polish)
        return rows.filter(Exists(others.filter(published_at__lt=OuterRef("polish_at"))))
    return rows


def _says(text: str) -> Q:
    """Return the condition that a card says every word in its code, a title or a phrase, or that search finds it."""
    words = fold(text).split()[:_WORDS]
    by_word = Q()
    for word in words:
        titles = Edition.objects.filter(card=OuterRef("pk"), state__in=[*_UNDER_WAY, Edition.State.PUBLISHED])
        phrases = Phrase.objects.filter(card=OuterRef("pk")).alias(plain=_plain("text")).filter(plain__contains=word)
        said = titles.alias(plain=_plain("title")).filter(plain__contains=word)
        by_word &= Q(code__contains=word) | Q(Exists(said)) | Q(Exists(phrases))
    return by_word | Q(code__in=[hit.code for hit in search(text, limit=_FOUND_BY_SEARCH, staff=True)])


def _plain(column: str) -> Func:
    """Return the column in lower case without diacritics."""
    signs = (Value(_DIACRITICS), Value(_PLAIN))
    return Func(Lower(column), *signs, function="translate", output_field=CharField())


def _lines(cards: Iterable[Any]) -> tuple[ShelfLine, ...]:
    """Return the lines of these cards in a fixed number of statements."""
    rows = list(cards)
    codes = [card.pk for card in rows]
    units = {unit.id: unit.short_name for unit in city.units()}
    languages, work = defaultdict(list), defaultdict(list)
    editions = Edition.objects.filter(card__in=codes, state__in=[*_UNDER_WAY, Edition.State.PUBLISHED])
    for edition in editions.select_related("card", "written_by", "changed_by").order_by(_polish_first(), "language"):
        if edition.state == Edition.State.PUBLISHED:
            languages[edition.card_id].append(edition.language)
        else:
            work[edition.card_id].append(_under_way(edition))
    tasks = CardTask.objects.filter(card__in=codes, state=CardTask.State.OPEN).values_list("card")
    waiting = dict(tasks.annotate(count=Count("pk")).order_by())
    return tuple(
        ShelfLine(
            code=card.code,
            title=card.title,
            subject_name=card.get_subject_display(),
            unit_name=units.get(card.unit_id or 0, ""),
            languages=tuple(languages[card.pk]),
            edition=card.number,
            review_due=card.due,
            is_retired=card.status == Card.Status.RETIRED,
            is_example=card.is_example,
            under_way=tuple(work[card.pk]),
            open_tasks=waiting.get(card.pk, 0),
        )
        for card in rows
    )


def _under_way(row: Edition) -> UnderWay:
    return UnderWay(
        edition_id=row.pk,
        card_code=row.card.code,
        title=row.title,
        language=row.language,
        state=row.state,
        state_label=str(row.get_state_display()),
        author_ids=tuple(dict.fromkeys([*([row.written_by_id] if row.written_by_id else []), *row.authors])),
        author_name=str(row.written_by) if row.written_by else "",
        changed_by_name=str(row.changed_by) if row.changed_by else "",
        changed_at=row.changed_at,
        sent_at=row.sent_at,
        publish_at=row.publish_at,
        return_reason=row.return_reason,
    )


def _languages(card: Card, work: Iterable[UnderWay]) -> tuple[LanguageLine, ...]:
    current = {
        edition.language: edition
        for edition in Edition.objects.filter(card=card, state=Edition.State.PUBLISHED).only(
            "language", "number", "published_at"
        )
    }
    fresh = {text.language: text for text in work}
    polish_at = current["pl"].published_at if "pl" in current else None
    lines = []
    for language, name in LANGUAGES:
        edition = current.get(language)
        published_at = edition.published_at if edition else None
        is_behind = bool(polish_at and published_at and published_at < polish_at and language != "pl")
        lines.append(
            LanguageLine(
                language=language,
                name=name,
                edition=edition.number if edition else 0,
                edition_id=edition.pk if edition else None,
                published_at=published_at,
                under_way=fresh.get(language),
                is_behind=is_behind,
            )
        )
    return tuple(lines)


def _reviewed_on(card: Card) -> date | None:
    current = Edition.objects.filter(card=card, language="pl", state=Edition.State.PUBLISHED).first()
    if current is None:
        return None
    looked = CardReview.objects.filter(edition=current).order_by("-at", "-id").first()
    return city_day(looked.at) if looked else current.reviewed_on


def _link(card: Card) -> CardLink:
    known = _all().filter(pk=card.pk).first()
    return CardLink(card.code, known.title if known else card.code)
