"""Figures of supervision: read from what a job has counted, so that a million matters cost what a hundred do."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Sum, prefetch_related_objects
from django.utils.translation import gettext as _

from infolinia.core.text import sort_key
from infolinia.matters.figures.months import months_back
from infolinia.matters.figures.now import counted_now
from infolinia.matters.models import MonthFigures, Standing
from infolinia.matters.rules.figures import MONTH, MONTHS, on_time_share
from infolinia.matters.shapes.figures import Load, LoadLine, Loads, MonthLine, MonthSums

HELPLINE = 0
_OLDEST = timedelta(minutes=15)
_DAY = 86_400
_LOADS = ("open", "ageing", "due_week", "overdue", "silent")
_SUMS = (*MONTH, "seconds")


def loads(at: datetime) -> Loads:
    """Return how units stand by the last count; where nobody has counted for a quarter of an hour, count here."""
    rows = list(Standing.objects.select_related("unit", "category"))
    counted_at = min((row.counted_at for row in rows), default=None)
    if counted_at is None or at - counted_at > _OLDEST:
        rows, counted_at = _named(counted_now(at)), at
    lines = sorted(
        (_load_line(row) for row in rows), key=lambda line: (sort_key(line.unit_name), sort_key(line.category_name))
    )
    return Loads(counted_at, tuple(lines))


def total(lines: Iterable[LoadLine]) -> Load:
    """Return the lines' numbers added up."""
    loads, why = [line.load for line in lines], dict[str, int]()
    for load in loads:
        for reason, count in load.late_why.items():
            why[reason] = why.get(reason, 0) + count
    ordered = dict(sorted(why.items(), key=lambda each: -each[1]))
    return Load(**{name: sum(getattr(load, name) for load in loads) for name in _LOADS}, late_why=ordered)


def months(at: datetime, *, unit_ids: Collection[int] | None = None, category_id: int | None = None) -> list[MonthSums]:
    """Return the last twelve months, the running one first; narrowed to units (0: the helpline) or to a kind."""
    rows = _narrowed(unit_ids, category_id).filter(month__in=months_back(at))
    sums: Any = rows.order_by().values("month").annotate(**_sums())
    found = {row["month"]: row for row in sums}
    return [_month_sums(month, found.get(month, {})) for month in months_back(at)]


def by_unit(at: datetime) -> dict[int, MonthSums]:
    """Return each unit's last twelve months added up; what stands at a month's end is that of the newest month."""
    return _by("unit_id", at)


def by_category(at: datetime) -> dict[int, MonthSums]:
    """Return each kind's last twelve months added up."""
    return _by("category_id", at)


def month_lines(since: date, until: date, *, unit_ids: Collection[int] | None = None) -> list[MonthLine]:
    """Return every month of the span with every unit and kind, as it is kept: for a spreadsheet, the oldest first."""
    rows = _narrowed(unit_ids, None).filter(month__gte=since, month__lte=until).select_related("unit", "category")
    return [_month_line(row) for row in rows.order_by("month", "unit__sort_key", "category__sort_key")]


def counted_at(month: date) -> datetime | None:
    """Return when the month was counted, or None when it was not."""
    return MonthFigures.objects.filter(month=month).values_list("counted_at", flat=True).first()


def _by(name: str, at: datetime) -> dict[int, MonthSums]:
    newest, *_rest = span = months_back(at, MONTHS)
    rows: Any = MonthFigures.objects.filter(month__in=span).order_by().values(name).annotate(**_sums())
    last: Any = MonthFigures.objects.filter(month=newest).order_by().values(name)
    ends = {
        row[name]: row for row in last.annotate(**{f"n_{each}": Sum(each) for each in ("open", "ageing", "overdue")})
    }
    found = {}
    for row in rows:
        # A late matter counts in each month in which it stays open, but stands at the end of one month only.
        sums = _month_sums(newest, row)
        end = ends.get(row[name], {})
        standing = {each: end.get(f"n_{each}") or 0 for each in ("open", "ageing", "overdue")}
        found[row[name] or HELPLINE] = MonthSums(**{**vars(sums), **standing})
    return found


def _narrowed(unit_ids: Collection[int] | None, category_id: int | None) -> QuerySet[MonthFigures]:
    rows = MonthFigures.objects.all()
    if unit_ids is not None:
        rows = rows.filter(unit__isnull=True) if set(unit_ids) == {HELPLINE} else rows.filter(unit_id__in=unit_ids)
    return rows.filter(category_id=category_id) if category_id is not None else rows


def _sums() -> dict[str, Any]:
    return {f"n_{name}": Sum(name) for name in _SUMS}


def _month_sums(month: date, row: dict[str, Any]) -> MonthSums:
    values = {name: row.get(f"n_{name}") or 0 for name in _SUMS}
    return _shared(month, values)


def _shared(month: date, values: dict[str, int]) -> MonthSums:
    seconds, closed = values.pop("seconds"), values["closed"]
    return MonthSums(
        month,
        **values,
        share=on_time_share(on_time=values["on_time"], closed=closed, overdue=values["overdue"]),
        mean_days=seconds / closed / _DAY if closed else None,
    )


def _named(rows: list[Standing]) -> list[Standing]:
    """Give counted rows their kinds and units, in two statements."""
    prefetch_related_objects(rows, "unit", "category")
    return rows


def _load_line(row: Standing) -> LoadLine:
    load = Load(**{name: getattr(row, name) for name in _LOADS}, late_why=row.late_why)
    return LoadLine(*_unit(row), row.category_id, row.category.name, load)


def _month_line(row: MonthFigures) -> MonthLine:
    values = {name: getattr(row, name) for name in _SUMS}
    return MonthLine(*_unit(row), row.category_id, row.category.name, _shared(row.month, values))


def _unit(row: Standing | MonthFigures) -> tuple[int, str, str]:
    unit = row.unit
    return (unit.pk, unit.code, unit.short_name) if unit else (HELPLINE, "", _("Infolinia"))
