"""The figures of months: counted from the stories of matters, kept, and counted again with the same result."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Max

from infolinia.core.clock import city_day
from infolinia.matters.figures.made_of import MONTH, SECONDS, last_of, month_values
from infolinia.matters.models import Matter, MonthFigures
from infolinia.matters.rules.figures import MONTHS

_LOCK = 0x46494755  # any number of our own: two counts of the same month must not pass each other


def months_back(at: datetime, count: int = MONTHS) -> list[date]:
    """Return the first days of the running month and those before it, the running one first."""
    day = city_day(at).replace(day=1)
    found = [day]
    while len(found) < count:
        day = date.fromordinal(day.toordinal() - 1).replace(day=1)
        found.append(day)
    return found


@transaction.atomic
def count_month(month: date, *, at: datetime) -> int:
    """Count the month that begins on the day, in place of an earlier count; returns for how many units and kinds.

    One statement over the events of the month. Counting twice gives the same.
    """
    values = month_values(month, at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        MonthFigures.objects.filter(month=month).delete()
        cursor.execute(_INSERT, {**values, "month": month, "counted_at": at})
        return int(cursor.rowcount)


def count_due_months(*, at: datetime) -> list[date]:
    """Count the running month, and every earlier one of the last 13 that was not counted since it ended.

    Months before the first matter are left alone. Returns the months that were counted.
    """
    counted = dict(
        MonthFigures.objects.order_by().values("month").annotate(at=Max("counted_at")).values_list("month", "at")
    )
    first = Matter.objects.order_by("registered_at").values_list("registered_at", flat=True).first()
    wanted = [
        month
        for month in months_back(at, MONTHS + 1)
        if first is not None
        and city_day(first) <= last_of(month)
        and (month not in counted or city_day(counted[month]) <= last_of(month))
    ]
    for month in wanted:
        count_month(month, at=at)
    return wanted


def _inserting(numbers: Sequence[str]) -> str:
    """Return the statement that counts all numbers of a month at once."""
    parts = [
        f"SELECT '{name}' AS number, unit_id, category_id, 1 AS n FROM ({MONTH[name]}) {name}_of"  # noqa: S608
        for name in numbers
    ]
    parts.append(f"SELECT 'seconds', unit_id, category_id, seconds FROM ({SECONDS}) seconds_of")  # noqa: S608
    sums = ", ".join(f"COALESCE(sum(n) FILTER (WHERE number = '{name}'), 0)" for name in (*numbers, "seconds"))
    columns = ", ".join(f'"{name}"' for name in (*numbers, "seconds"))
    return f"""INSERT INTO matters_monthfigures (month, counted_at, unit_id, category_id, {columns})
        SELECT %(month)s, %(counted_at)s, unit_id, category_id, {sums}
        FROM ({" UNION ALL ".join(parts)}) happened GROUP BY unit_id, category_id"""  # noqa: S608 - texts of this room


_INSERT = _inserting(tuple(MONTH))
