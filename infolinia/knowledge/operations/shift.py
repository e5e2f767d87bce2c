"""Shift news: posted once, read once by each person."""

from datetime import datetime

from django.db import transaction

from infolinia.core import live
from infolinia.core.text import one_line
from infolinia.knowledge.models import NewsRead, ShiftNews


@transaction.atomic
def post_news(
    *, title: str, text: str, by: int | None, at: datetime, important: bool = False, valid_to: datetime | None = None
) -> int:
    """Show a piece of news on every desk until it runs out; returns its number."""
    news = ShiftNews.objects.create(
        title=one_line(title, 160),
        text=text.strip(),
        important=important,
        valid_from=at,
        valid_to=valid_to,
        written_by_id=by,
    )
    live.publish("news")
    return int(news.pk)


@transaction.atomic
def mark_news_read(*, news_id: int, staff_id: int, at: datetime) -> None:
    """Remember that the person has read the news; the first time counts."""
    NewsRead.objects.get_or_create(news_id=news_id, staff_id=staff_id, defaults={"at": at})
    live.publish("adviser", staff_id)
