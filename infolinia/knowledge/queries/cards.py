"""Cards to read: one of them, its edition of a day, the popular ones and all by subject."""

from collections import defaultdict
from datetime import date, datetime

from django.db.models import QuerySet

from infolinia.core.clock import city_day, now
from infolinia.knowledge.drafting import columns
from infolinia.knowledge.models import Card, Edition, Phrase, Subject
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.shapes import CardLink, CardView, PhraseLine, SubjectGroup
from infolinia.knowledge.validity import in_force
from infolinia.knowledge.viewing import end_of, view

_PUBLIC = (Edition.State.PUBLISHED, Edition.State.RETIRED)
_POPULAR = (
    "dowod-wniosek", "odbior-odpadow", "zameldowanie", "rejestracja-pojazdu", "dziura-w-jezdni", "akt-stanu-cywilnego",
    "latarnia", "rodzina-800-plus", "strefa-platnego-parkowania", "prawo-jazdy",
)  # fmt: skip


def card(code: str, edition: int | None = None, language: str = "pl", day: date | None = None) -> CardView | None:
    """Return the card's current edition (or the numbered one) in the language, else in Polish; None for no such card.

    Fees, forms and the term are those of `day`: where none is given, of today for the current edition and of its own
    first day for an earlier one. A card that does not hold on the day says so in `standing`.
    """
    shown = _readable(code)
    if edition is None:
        return _best(shown.filter(state=Edition.State.PUBLISHED), language, day or city_day(now()))
    found = _one(shown.filter(number=edition), language)
    return _dated(found, day) if found else None


def edition(code: str, language: str, number: int, day: date | None = None) -> CardView | None:
    """Return exactly this published or replaced edition, with the fees and the term of the day or of its first day."""
    found = _readable(code).filter(language=language, number=number).first()
    return _dated(found, day) if found else None


def card_as_of(code: str, day: date, language: str = "pl", moment: datetime | None = None) -> CardView | None:
    """Return what the card said at the end of the day, or at a moment of it; None where nothing was published yet.

    Fees, forms and the term of the clock catalogue are those of then too.
    """
    until = moment or end_of(day)
    published = _readable(code)
    known = published.filter(published_at__lte=until) if moment else published.filter(published_at__lt=until)
    found = _one(known.order_by("-published_at", "-number"), language)
    return view(found, day, until) if found else None


def view_of(draft: CardDraft, at: datetime) -> CardView:
    """Return a draft as advisers and residents would see it today; nothing is stored."""
    told = Card.objects.filter(code=draft.code).select_related("successor").first() or Card(code=draft.code)
    return view(Edition(**columns(draft), card=told, number=0), city_day(at))


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


def _readable(code: str) -> QuerySet[Edition]:
    owner = ("card__successor", "reviewed_by__unit")
    return Edition.objects.filter(card__code=code, state__in=_PUBLIC).select_related(*owner)


def _current() -> QuerySet[Edition]:
    return Edition.objects.filter(in_force(city_day(now())), state=Edition.State.PUBLISHED, language="pl")


def _one(editions: QuerySet[Edition], language: str) -> Edition | None:
    """Return the first edition in the language, or else in Polish."""
    found = {edition.language: edition for edition in reversed(editions)}
    return found.get(language) or found.get("pl")


def _best(editions: QuerySet[Edition], language: str, day: date) -> CardView | None:
    found = _one(editions, language)
    return view(found, day) if found else None


def _dated(edition: Edition, day: date | None) -> CardView:
    """Return the edition as of the day, or of its own first day; the catalogue's words are those of then."""
    on = day or (city_day(edition.published_at) if edition.published_at else city_day(now()))
    is_past = edition.state == Edition.State.RETIRED
    return view(edition, on, end_of(on) if is_past else None)


def phrases_of(code: str) -> list[PhraseLine]:
    """Return the words residents use for the card, oldest first."""
    return [PhraseLine(row.pk, row.text) for row in Phrase.objects.filter(card__code=code).order_by("pk")]


def card_for_category(category_code: str) -> CardLink | None:
    """Return the current card from which matters of this kind are registered, the one named like it first."""
    editions = _current().filter(category_code=category_code).exclude(category_code="")
    found = sorted(editions.values_list("card__code", "title"), key=lambda row: (row[0] != category_code, row[0]))
    return CardLink(*found[0]) if found else None
