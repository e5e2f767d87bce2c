"""The matters behind a number of supervision, page by page, counted by the same conditions as the number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q, QuerySet, Sum

from infolinia.core.clock import city_day
from infolinia.core.paging import BEGINNING, COUNTED, LONGEST_MARK, Beside, bounded_count, stretch
from infolinia.matters.figures import now
from infolinia.matters.figures.made_of import arms, last_of, month_values
from infolinia.matters.models import Matter, MonthFigures
from infolinia.matters.queries.lines import as_lines, lines, rows
from infolinia.matters.rules import figures as rules
from infolinia.matters.shapes import Page

PER_PAGE = 50
HELPLINE = 0
_OLDEST = timedelta(hours=2)  # the job counts the running month every hour
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Which:
    """Which number: its code, of which units (0: the helpline; None: all), of which kind, and for what reason late.

    With a month it is a number of `rules.figures.MONTH`, otherwise one of `NOW`.
    """

    number: str
    unit_ids: tuple[int, ...] | None = None
    category_id: int | None = None
    month: date | None = None
    reason: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is such a number."""
        return self.number in (rules.MONTH if self.month else rules.NOW) and (
            not self.reason or self.reason in rules.REASONS
        )


def behind(which: Which, at: datetime, *, beside: Beside = BEGINNING, size: int = PER_PAGE) -> Page:
    """Return a page of the matters that the number counts.

    Those of now stand by their deadline; those of a month by when it happened, the newest first.
    """
    if which.month is not None:
        return _of_month(which, which.month, at, beside, size)
    found = _now(which, at)
    page = stretch(found, by=("resident_due_at", "id"), beside=beside, size=size)
    is_whole = not page.before and not page.behind
    total = len(page.rows) if is_whole else bounded_count(found)
    return Page(tuple(lines(page.rows, at)), page.before, page.behind, total)


def _now(which: Which, at: datetime) -> QuerySet[Matter]:
    chosen = (
        now.late_because(which.reason, at) if which.reason else now.open_matters().filter(now.are(which.number, at))
    )
    if which.unit_ids is not None:
        chosen = (
            chosen.filter(unit=None) if which.unit_ids == (HELPLINE,) else chosen.filter(unit_id__in=which.unit_ids)
        )
    if which.category_id is not None:
        chosen = chosen.filter(category_id=which.category_id)
    return as_lines(chosen)


def _of_month(which: Which, month: date, at: datetime, beside: Beside, size: int) -> Page:
    """Return a page of what happened: the same matter stands twice where it happened twice."""
    values: dict[str, Any] = {**month_values(month, at), "units": list(which.unit_ids or ()), "kind": which.category_id}
    where = ["true"]
    if which.unit_ids is not None:
        # The `+ 0` keeps the planner from reading all that a unit ever did, where a month of all units is far less.
        where.append("unit_id IS NULL" if which.unit_ids == (HELPLINE,) else "unit_id + 0 = ANY(%(units)s)")
    if which.category_id is not None:
        where.append("category_id = %(kind)s")
    narrowed, texts = " AND ".join(where), arms(which.number, _few(which))
    chosen = [f"SELECT matter_id, at FROM ({arm}) one WHERE {narrowed}" for arm in texts]  # noqa: S608 - ours
    mark = _read(beside.mark)
    found = _fetch(chosen, values, mark, back=beside.back, size=size) if mark else []
    if not found or (beside.back and len(found) <= size):
        mark, found = None, _fetch(chosen, values, None, back=False, size=size)
    back = beside.back and mark is not None
    more, shown = len(found) > size, found[:size]
    if back:
        shown = shown[::-1]
    before = _mark(shown[0]) if mark and shown else ""
    behind_it = _mark(shown[-1]) if shown and (more or back) else ""
    is_whole = not before and not behind_it
    total = len(shown) if is_whole else max(_total(which, month, at, chosen, values), len(shown) + 1)
    by_id = {row.pk: row for row in rows().filter(pk__in={ident for ident, _at in shown})}
    told = lines([by_id[ident] for ident, _at in shown if ident in by_id], at)
    return Page(tuple(told), before, behind_it, total)


def _total(which: Which, month: date, at: datetime, chosen: Sequence[str], values: dict[str, Any]) -> int:
    """Return the number as the job has counted and kept it; where that is too long ago, count."""
    narrow = Q()
    if which.unit_ids is not None:
        narrow &= Q(unit=None) if which.unit_ids == (HELPLINE,) else Q(unit_id__in=which.unit_ids)
    if which.category_id is not None:
        narrow &= Q(category_id=which.category_id)
    found = MonthFigures.objects.filter(month=month).aggregate(
        since=Min("counted_at"), number=Sum(which.number, filter=narrow)
    )
    since = found["since"]
    if since is None or (city_day(since) <= last_of(month) and at - since > _OLDEST):
        return _counted(chosen, values)
    return min(found["number"] or 0, COUNTED + 1)


def _counted(chosen: Sequence[str], values: dict[str, Any]) -> int:
    counted = " UNION ALL ".join(f"(SELECT 1 FROM ({arm}) few LIMIT {COUNTED + 1})" for arm in chosen)  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT least(count(*), {COUNTED + 1}) FROM ({counted}) counted", values)  # noqa: S608 - ours
        return int(cursor.fetchone()[0])


def _few(which: Which) -> str:
    """Return what is true of every matter that can be wanted, told by the matter's own row; nothing for all.

    What was a unit's at the end of a month is still its own, or has a unit of the past.
    """
    parts = ["m.category_id = %(kind)s"] if which.category_id is not None else []
    if which.unit_ids is not None and which.unit_ids != (HELPLINE,):
        parts.append("(m.unit_id = ANY(%(units)s) OR m.past_unit_ids <> '[]')")
    return " AND ".join(parts)


def _fetch(
    chosen: Sequence[str], values: dict[str, Any], mark: tuple[datetime, UUID] | None, *, back: bool, size: int
) -> Sequence[tuple[UUID, datetime]]:
    order = "at, matter_id" if back else "at DESC, matter_id DESC"
    than = ">" if back else "<"
    beside = f"AND (at, matter_id) {than} (%(mark_at)s, %(mark_id)s)" if mark else ""
    parts = [f"({arm} {beside} ORDER BY {order} LIMIT {size + 1})" for arm in chosen]
    newest = f"SELECT matter_id, at FROM ({' UNION ALL '.join(parts)}) newest"  # noqa: S608 - ours
    statement = f"{newest} ORDER BY {order} LIMIT {size + 1}"
    with connection.cursor() as cursor:
        cursor.execute(statement, {**values, "mark_at": mark[0], "mark_id": mark[1]} if mark else values)
        return [(ident, moment) for ident, moment in cursor.fetchall()]


def _mark(row: tuple[UUID, datetime]) -> str:
    ident, moment = row
    return f"{(moment - _EPOCH) // _MICROSECOND}~{ident.hex}"


def _read(mark: str) -> tuple[datetime, UUID] | None:
    """Return the place that a mark of an address names, or None for nonsense."""
    moment, _tilde, ident = mark.partition("~")
    if not ident or len(mark) > LONGEST_MARK or not moment.isascii() or not moment.isdigit() or len(moment) > 18:
        return None
    try:
        return _EPOCH + int(moment) * _MICROSECOND, UUID(hex=ident)
    except (ValueError, OverflowError):
        return None
