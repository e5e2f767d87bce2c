"""Shift news for one person."""

from datetime import datetime

from infolinia.knowledge.shapes import News


def news_for(staff_id: int, at: datetime) -> list[News]:
    """Return the news valid at the moment: unread first, important first, newest first."""
    return []
