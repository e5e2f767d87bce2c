"""News of the shift and answers to my reports: what is new first, and how to say so in one line."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import News
from infolinia.knowledge.shapes_loop import ReportView

READ_SHOWN = 5


@dataclass(frozen=True)
class NewsBoard:
    """What one adviser should know: unread news (important first), answers to their reports, and what they have read.

    `line` says how much is new, for a place where nothing may move.
    """

    unread: tuple[News, ...]
    answers: tuple[ReportView, ...]
    read: tuple[News, ...]

    @property
    def has_new(self) -> bool:
        """Say whether something waits to be read."""
        return bool(self.unread or self.answers)

    @property
    def important(self) -> int:
        """Return how many important news are unread."""
        return sum(news.important for news in self.unread)

    @property
    def line(self) -> str:
        """Return what is new in one line."""
        new = len(self.unread) + len(self.answers)
        if not new:
            return _("Wieści: wszystko przeczytane")
        said = ngettext("Wieści: %(n)d nowa", "Wieści: %(n)d nowych", new) % {"n": new}
        if not self.important:
            return said
        important = ngettext("%(n)d ważna", "%(n)d ważnych", self.important) % {"n": self.important}
        return f"{said}, {important}"


def news_board(staff_id: int, at: datetime) -> NewsBoard:
    """Return the news and answers for this adviser."""
    news = knowledge.news_for(staff_id, at)
    return NewsBoard(
        unread=tuple(each for each in news if not each.is_read),
        answers=tuple(knowledge.answers_for(staff_id, at)),
        read=tuple(each for each in news if each.is_read)[:READ_SHOWN],
    )
