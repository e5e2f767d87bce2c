"""Shift news: posted, changed and withdrawn by one person, read once by each of those it is for."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.knowledge.models import Card, NewsRead, ShiftNews

TITLE_LENGTH = 160


class CannotPost(Cannot):
    """The news is not taken; nothing was changed."""


@transaction.atomic
def post_news(
    *,
    title: str,
    text: str,
    by: int | None,
    at: datetime,
    important: bool = False,
    valid_to: datetime | None = None,
    valid_from: datetime | None = None,
    roles: Sequence[str] = (),
    languages: Sequence[str] = (),
    subjects: Sequence[str] = (),
    card_code: str = "",
) -> int:
    """Show a piece of news on the desks it is for until it runs out; returns its number.

    An empty choice of roles means advisers, of languages and subjects everybody.
    """
    news = ShiftNews(valid_from=valid_from or at, written_by_id=by)
    _say(news, title, text, important, valid_to)
    _address(news, roles, languages, subjects, card_code)
    news.save()
    live.publish("news")
    return int(news.pk)


@transaction.atomic
def edit_news(
    *,
    news_id: int,
    title: str,
    text: str,
    by: int,
    at: datetime,
    important: bool = False,
    valid_to: datetime | None = None,
    roles: Sequence[str] = (),
    languages: Sequence[str] = (),
    subjects: Sequence[str] = (),
    card_code: str = "",
    is_told_again: bool = False,
) -> None:
    """Change what the news says; `is_told_again` makes it unread for everybody. What it said before stays in history.

    Raises `CannotPost` for withdrawn news.
    """
    news = ShiftNews.objects.select_for_update().get(pk=news_id)
    _still_up(news)
    _say(news, title, text, important, valid_to)
    _address(news, roles, languages, subjects, card_code)
    news.edited_by_id, news.edited_at = by, at
    news.revision += is_told_again
    news.save()
    live.publish("news")


@transaction.atomic
def withdraw_news(*, news_id: int, by: int, at: datetime) -> None:
    """Take the news off the desks at once; it stays in the list of news and in history."""
    news = ShiftNews.objects.select_for_update().get(pk=news_id)
    _still_up(news)
    news.withdrawn_by_id, news.withdrawn_at = by, at
    news.save()
    live.publish("news")


@transaction.atomic
def mark_news_read(*, news_id: int, staff_id: int, at: datetime) -> None:
    """Remember that the person has read what the news says now; the first time counts."""
    revision = ShiftNews.objects.values_list("revision", flat=True).get(pk=news_id)
    NewsRead.objects.get_or_create(news_id=news_id, staff_id=staff_id, revision=revision, defaults={"at": at})
    live.publish("adviser", staff_id)


def _say(news: ShiftNews, title: str, text: str, important: bool, valid_to: datetime | None) -> None:
    if valid_to and valid_to <= news.valid_from:
        raise CannotPost(_("Dzień, do którego wieść jest ważna, już minął. Wybierz dziś albo później."))
    news.title, news.text, news.important = one_line(title, TITLE_LENGTH), text.strip(), important
    news.valid_to = valid_to


def _address(
    news: ShiftNews, roles: Sequence[str], languages: Sequence[str], subjects: Sequence[str], card_code: str
) -> None:
    news.roles, news.languages, news.subjects = sorted(roles), sorted(languages), sorted(subjects)
    card = Card.objects.filter(code=card_code).first() if card_code else None
    if card_code and card is None:
        raise CannotPost(_("Nie ma karty o kodzie „%(code)s”.") % {"code": card_code})
    news.card = card


def _still_up(news: ShiftNews) -> None:
    if news.withdrawn_at:
        raise CannotPost(_("Ta wieść jest już wycofana. Napisz nową."))
