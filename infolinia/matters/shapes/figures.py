"""Figures of supervision as screens show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Load:
    """How many open matters there are, and how they stand. `late_why` says by reason how many are overdue."""

    open: int = 0
    ageing: int = 0
    due_week: int = 0
    overdue: int = 0
    silent: int = 0
    late_why: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadLine:
    """How one unit (`unit_id` 0: the helpline) stands with one kind of matter."""

    unit_id: int
    unit_code: str
    unit_name: str
    category_id: int
    category_name: str
    load: Load


@dataclass(frozen=True)
class Loads:
    """How all units stand, kind by kind, and when that was counted."""

    counted_at: datetime
    lines: tuple[LoadLine, ...]


@dataclass(frozen=True)
class MonthSums:
    """What happened in a month. `share` is the on-time share in per cent, `mean_days` how long settled ones took."""

    month: date
    received: int = 0
    closed: int = 0
    on_time: int = 0
    late: int = 0
    returned: int = 0
    passed_on: int = 0
    reopened: int = 0
    silent: int = 0
    open: int = 0
    ageing: int = 0
    overdue: int = 0
    share: int | None = None
    mean_days: float | None = None


@dataclass(frozen=True)
class MonthLine:
    """What happened in a month in one unit (`unit_id` 0: the helpline) with one kind of matter."""

    unit_id: int
    unit_code: str
    unit_name: str
    category_id: int
    category_name: str
    sums: MonthSums
