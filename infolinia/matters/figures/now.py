"""How units stand now: each number as a condition, so that the count and the list behind it are one thing."""

from datetime import date, datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Case, Count, Q, QuerySet, Value, When

from infolinia.city.rules.calendar import end_of_day, start_of_day
from infolinia.core.clock import city_day
from infolinia.matters.models import Matter, Standing, Status, WaitsFor
from infolinia.matters.rules.figures import AGEING_DAYS, WEEK_DAYS
from infolinia.matters.running import running

_LOCK = 0x4E4F57  # any number of our own: two counts at once must not pass each other
_NUMBERS = ("open", "ageing", "due_week", "overdue", "silent")
_UNTOUCHED = (Status.NEW, Status.RETURNED)
_AS_THEY_STAND = (Status.REOPENED, Status.AT_HELPLINE, Status.TO_SIGN, Status.ANSWERED)
_SILENT = Q(status__in=_UNTOUCHED, opened_at=None, silent_since__isnull=False)
_SPOKEN = Q(opened_at__isnull=False) | Q(silent_since=None)
# Where a matter stands says why it is late; the codes are those of rules.figures.REASONS, and no matter has two.
# Each names its status plainly, so that the index of open matters by status begins at it.
_REASONS: dict[str, Q] = {
    "silent": _SILENT,
    "untaken": Q(status=Status.NEW) & _SPOKEN,
    "returned": Q(status=Status.RETURNED) & _SPOKEN,
    **{str(status): Q(status=status) for status in _AS_THEY_STAND},
    **{str(kind): Q(status=Status.WAITING, waits_kind=kind) for kind in WaitsFor},
    "others": Q(status=Status.WAITING) & ~Q(waits_kind__in=WaitsFor),
    "in_hand": Q(status__in=(Status.IN_PROGRESS, Status.ASKED_RESIDENT)),
}
_REASON = Case(
    *(When(condition, then=Value(reason)) for reason, condition in _REASONS.items()), output_field=models.CharField()
)


def are(number: str, at: datetime) -> Q:
    """Return the condition for the open matters that the number counts at the moment."""
    today = city_day(at)
    week = end_of_day(date.fromordinal(today.toordinal() + WEEK_DAYS))
    return {
        "open": Q(),
        "ageing": Q(registered_at__lt=start_of_day(date.fromordinal(today.toordinal() - AGEING_DAYS))),
        "due_week": running() & Q(resident_due_at__gt=at, resident_due_at__lte=week),
        "overdue": running() & Q(resident_due_at__lte=at),
        # Only what nobody has touched can be passed over; said in full, so that its small index is chosen.
        "silent": _SILENT,
    }[number]


def open_matters() -> QuerySet[Matter]:
    """Return the matters that the numbers of now are about."""
    return Matter.objects.exclude(status=Status.CLOSED)


def late_because(reason: str, at: datetime) -> QuerySet[Matter]:
    """Return the overdue matters that are late for the reason."""
    return open_matters().filter(_REASONS[reason], are("overdue", at))


def counted_now(at: datetime) -> list[Standing]:
    """Count how units stand, kind by kind, in two statements; stores nothing."""
    numbers: dict[str, Any] = {f"n_{name}": Count("pk", filter=are(name, at) or None) for name in _NUMBERS}
    rows: Any = open_matters().order_by().values("unit_id", "category_id").annotate(**numbers)
    late = open_matters().filter(are("overdue", at)).order_by().annotate(late_why=_REASON)
    why: dict[tuple[int | None, int], dict[str, int]] = {}
    for unit, category, reason, count in late.values_list("unit_id", "category_id", "late_why").annotate(n=Count("pk")):
        why.setdefault((unit, category), {})[reason] = count
    return [
        Standing(
            unit_id=row["unit_id"],
            category_id=row["category_id"],
            late_why=why.get((row["unit_id"], row["category_id"]), {}),
            counted_at=at,
            **{name: row[f"n_{name}"] for name in _NUMBERS},
        )
        for row in rows
    ]


@transaction.atomic
def count_now(*, at: datetime) -> int:
    """Count how units stand and keep it in place of the last count; returns for how many units and kinds.

    Two counts at once take turns, so that neither leaves its rows beside the other's.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    rows = counted_now(at)
    Standing.objects.all().delete()
    Standing.objects.bulk_create(rows)
    return len(rows)
