"""Shift news for one person."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from infolinia.knowledge.markdown import render
from infolinia.knowledge.models import NewsRead, ShiftNews
from infolinia.knowledge.shapes import News


def news_for(staff_id: int, at: datetime) -> list[News]:
    """Return the news valid at the moment: unread first, important first, newest first."""
    read = NewsRead.objects.filter(news=OuterRef("pk"), staff_id=staff_id)
    valid = ShiftNews.objects.filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)
    rows = valid.annotate(is_read=Exists(read)).order_by("is_read", "-important", "-valid_from")
    return [
        News(
            id=row.pk,
            title=row.title,
            text_html=render(row.text),
            important=row.important,
            is_read=row.is_read,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows
    ]
