"""Shift news: for one reader, and for those who write it and see who has read it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.knowledge.markdown import render
from infolinia.knowledge.models import NewsRead, ShiftNews, Subject
from infolinia.knowledge.rules.audience import EVERYBODY_AT_THE_DESK, Audience, Reader, is_for
from infolinia.knowledge.shapes import News
from infolinia.knowledge.shapes_loop import NewsLine, NewsReader, NewsVersion

if TYPE_CHECKING:
    from infolinia.city.models import Staff

STATES = ("now", "later", "over", "withdrawn")
SUBJECTS = tuple(Subject.choices)
LANGUAGES = {"pl": "polski", "uk": "українська", "en": "English", "pjm": "PJM"}


def news_for(staff_id: int, at: datetime) -> list[News]:
    """Return the news valid at the moment for this person: unread first, important first, newest first."""
    person = city.staff_by_id(staff_id)
    read = NewsRead.objects.filter(news=OuterRef("pk"), staff_id=staff_id, revision=OuterRef("revision"))
    rows = _valid(at).annotate(is_read=Exists(read)).order_by("is_read", "-important", "-valid_from")
    mine = [row for row in rows.select_related("card") if person is None or is_for(_audience(row), _reader(person))]
    return [
        News(
            id=row.pk,
            title=row.title,
            text_html=render(row.text),
            important=row.important,
            is_read=row.is_read,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            card_code=row.card.code if row.card else "",
        )
        for row in mine
    ]


def news_lines(at: datetime, state: str = "now", start: int = 0, limit: int = 50) -> list[NewsLine]:
    """Return news for its writers, newest first; one more than `limit` means a next page.

    `state` is now, later, over or withdrawn; an empty one means all.
    """
    rows = _in_state(state, at).select_related("written_by", "edited_by", "withdrawn_by", "card")
    page = list(rows.order_by("-valid_from", "-id")[start : start + limit + 1])
    return _lines(page, at)


def one_news(news_id: int, at: datetime) -> NewsLine:
    """Return one piece of news for its writers; raises `Http404`."""
    rows = ShiftNews.objects.filter(pk=news_id).select_related("written_by", "edited_by", "withdrawn_by", "card")
    found = _lines(list(rows), at)
    if not found:
        raise Http404
    return found[0]


def news_readers(news_id: int) -> list[NewsReader]:
    """Return everybody the news is for: those who have not read it first, then by name."""
    news = ShiftNews.objects.get(pk=news_id)
    read = dict(NewsRead.objects.filter(news=news, revision=news.revision).values_list("staff_id", "at"))
    addressed = [person for person in _people([news]) if is_for(_audience(news), _reader(person))]
    readers = [NewsReader(str(person), person.get_role_display(), read.get(person.pk)) for person in addressed]
    return sorted(readers, key=lambda reader: reader.read_at is not None)


def news_history(news_id: int) -> list[NewsVersion]:
    """Return what the news said from when on, the latest first, as the database's own history has it."""
    events: Any = apps.get_model("knowledge", "ShiftNewsEvent")
    rows = events.objects.filter(pgh_obj_id=news_id).select_related("written_by", "edited_by", "withdrawn_by")
    return [
        NewsVersion(
            at=row.pgh_created_at,
            by_name=str(row.withdrawn_by or row.edited_by or row.written_by or ""),
            title=row.title,
            text_html=render(row.text),
            valid_to=row.valid_to,
            important=row.important,
            is_withdrawn=row.withdrawn_at is not None,
        )
        for row in rows.order_by("-pgh_created_at", "-pgh_id")
    ]


def _valid(at: datetime) -> QuerySet[ShiftNews]:
    rows = ShiftNews.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)
    return rows.filter(withdrawn_at=None)


def _in_state(state: str, at: datetime) -> QuerySet[ShiftNews]:
    if state == "now":
        return _valid(at)
    if state == "later":
        return ShiftNews.objects.filter(valid_from__gt=at, withdrawn_at=None)
    if state == "over":
        return ShiftNews.objects.filter(valid_to__lte=at, withdrawn_at=None)
    return ShiftNews.objects.filter(withdrawn_at__isnull=False) if state == "withdrawn" else ShiftNews.objects.all()


def _lines(rows: Sequence[ShiftNews], at: datetime) -> list[NewsLine]:
    people = _people(rows)
    ids = [row.pk for row in rows]
    read = NewsRead.objects.filter(news__in=ids, revision=F("news__revision")).values_list("news_id", "staff_id")
    readers: dict[int, set[int]] = {}
    for news_id, staff_id in read:
        readers.setdefault(news_id, set()).add(staff_id)
    return [_line(row, people, readers.get(row.pk, set()), at) for row in rows]


def _line(row: ShiftNews, people: "Iterable[Staff]", readers: set[int], at: datetime) -> NewsLine:
    addressed = {person.pk for person in people if is_for(_audience(row), _reader(person))}
    return NewsLine(
        id=row.pk,
        title=row.title,
        text=row.text,
        text_html=render(row.text),
        important=row.important,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        roles=tuple(row.roles),
        languages=tuple(row.languages),
        subjects=tuple(row.subjects),
        card_code=row.card.code if row.card else "",
        audience_text=_audience_text(row),
        writer_name=str(row.written_by or ""),
        edited_at=row.edited_at,
        editor_name=str(row.edited_by or ""),
        withdrawn_at=row.withdrawn_at,
        withdrawer_name=str(row.withdrawn_by or ""),
        state=_state(row, at),
        readers=len(addressed & readers),
        addressed=len(addressed),
    )


def _state(row: ShiftNews, at: datetime) -> str:
    if row.withdrawn_at:
        return "withdrawn"
    if row.valid_from > at:
        return "later"
    return "over" if row.valid_to and row.valid_to <= at else "now"


def _people(rows: Iterable[ShiftNews]) -> "list[Staff]":
    roles = {role for row in rows for role in (row.roles or EVERYBODY_AT_THE_DESK)}
    return city.active_staff(roles) if roles else []


def _audience(row: ShiftNews) -> Audience:
    return Audience(roles=row.roles, languages=row.languages, subjects=row.subjects)


def _reader(person: "Staff") -> Reader:
    return Reader(role=person.role, languages=person.speaks, subjects=person.subjects)


def _audience_text(row: ShiftNews) -> str:
    """Return in words for whom the news is."""
    subjects = dict(Subject.choices)
    parts = [
        _("mówiący: %(names)s") % {"names": ", ".join(LANGUAGES.get(code, code) for code in row.languages)}
        if row.languages
        else "",
        ", ".join(str(subjects.get(code, code)) for code in row.subjects),
    ]
    told = "; ".join(part for part in parts if part)
    return told or _("wszyscy przy stanowiskach")
