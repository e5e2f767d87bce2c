"""How long a unit has left a matter unopened, in the hours in which units work."""

from datetime import datetime, timedelta

from infolinia.city.rules.calendar import CITY_ZONE, ONE_DAY, Calendar

_FAR_ENOUGH = 3660


def since_when(*, at: datetime, hours: int, calendar: Calendar) -> datetime | None:
    """Return the latest moment from which at least so many working hours have passed at `at`; None without any hours.

    A matter that came before that moment has waited longer. Hours are true durations, also when the clocks change.
    """
    left, today = timedelta(hours=hours), at.astimezone(CITY_ZONE).date()
    for back in range(_FAR_ENOUGH):
        span = calendar.open_span(today - back * ONE_DAY)
        if span is None or span[0] >= at:
            continue
        worked = min(span[1], at) - span[0]
        if worked >= left:
            return min(span[1], at) - left
        left -= worked
    return None


def worked_between(first: datetime, last: datetime, calendar: Calendar) -> timedelta:
    """Return how much working time lies between two moments; none when the second is not later."""
    day, end = first.astimezone(CITY_ZONE).date(), last.astimezone(CITY_ZONE).date()
    total = timedelta(0)
    while day <= end:
        if span := calendar.open_span(day):
            total += max(min(span[1], last) - max(span[0], first), timedelta(0))
        day += ONE_DAY
    return total
