"""The day's print run: made once, in the morning of a working day."""

from datetime import datetime, timedelta

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.correspondence.models import PrintRun
from infolinia.correspondence.printing import operations

PRINTS_KEPT = timedelta(days=30)


def run_if_due(*, hour: int | None, at: datetime) -> int | None:
    """Make the day's run when its hour has come and nothing was printed yet today; returns the run.

    No hour: the clerk makes every run. On Saturdays and days off nobody stands at the printer.
    """
    day = city_day(at)
    if hour is None or city_time(at).hour < hour or city.calendar().is_free(day):
        return None
    if PrintRun.objects.filter(day=day).exists():
        return None
    try:
        return operations.print_run(by_id=None, at=at)
    except operations.CannotPrint:
        return None
