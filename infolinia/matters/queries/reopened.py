"""Settled matters that their residents call not done, and that wait for the supervisor's decision."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from infolinia.core.paging import BEGINNING, Beside, bounded_count, stretch
from infolinia.matters.models import Matter, Status, StoryEvent
from infolinia.matters.queries.lines import line, rows
from infolinia.matters.shapes import MatterLine

_PER_PAGE = 50


@dataclass(frozen=True)
class ReopenedLine:
    """One matter that came back: how its unit ended it, what the resident says, when, and the how manieth time."""

    matter: MatterLine
    said: str
    said_at: datetime
    ended: str
    times: int


@dataclass(frozen=True)
class ReopenedPage:
    """A page of them, the nearest deadline first; `total` stops at `core.paging.COUNTED` + 1."""

    lines: tuple[ReopenedLine, ...]
    before: str
    behind: str
    total: int


def reopened(at: datetime, *, beside: Beside = BEGINNING, size: int = _PER_PAGE) -> ReopenedPage:
    """Return a page of the matters that wait for a decision, in two statements on their own index."""
    words = StoryEvent.objects.filter(matter=OuterRef("pk"), kind="reopened").order_by("-at", "-id")
    ends = StoryEvent.objects.filter(matter=OuterRef("pk"), kind="closed").order_by("-at", "-id")
    waiting = rows().filter(status=Status.REOPENED)
    told = waiting.annotate(
        said=Subquery(words.values("text")[:1]),
        said_at=Subquery(words.values("at")[:1]),
        ended=Subquery(ends.values("text")[:1]),
    )
    page = stretch(told, by=("resident_due_at", "id"), beside=beside, size=size)
    lines = tuple(_line(row, at) for row in page.rows)
    return ReopenedPage(lines, page.before, page.behind, bounded_count(waiting))


def count_reopened() -> int:
    """Return how many matters wait for a decision, up to `core.paging.COUNTED` + 1."""
    return bounded_count(Matter.objects.filter(status=Status.REOPENED))


def _line(row: Matter, at: datetime) -> ReopenedLine:
    said_at = getattr(row, "said_at", None) or row.started_at
    said, ended = getattr(row, "said", ""), getattr(row, "ended", "")
    return ReopenedLine(line(row, at), said or "", said_at, ended or "", row.reopened)
