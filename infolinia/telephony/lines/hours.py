"""Whether the line is open, from a calendar kept in memory, and what a caller hears when it is not."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from infolinia.city.rules.calendar import Calendar
from infolinia.core.clock import city_day, city_time

QUARTER = timedelta(minutes=15)
FARTHEST_WEEKDAY = 6


@dataclass
class Hours:
    """The line's hours. `calendar` is replaced when the office changes it; without a database the last one holds."""

    always_open: bool = False
    calendar: Calendar = field(default_factory=Calendar)

    def is_open(self, at: datetime) -> bool:
        """Return whether callers are served at the moment."""
        return self.always_open or self.calendar.closes_at(at) is not None

    def closed_names(self, at: datetime) -> list[str]:
        """Return the prompts that say that the line is closed, and when it opens next."""
        return ["closed", *opening_sounds(self.calendar.opens_next(at), at)]


def opening_sounds(opens_at: datetime | None, at: datetime) -> list[str]:
    """Return the day and the hour of the next opening as prompts; nothing when it is unknown or a week away."""
    if opens_at is None:
        return []
    days = (city_day(opens_at) - city_day(at)).days
    if days > FARTHEST_WEEKDAY:
        return []
    day = {0: "today", 1: "tomorrow"}.get(days, f"weekday-{city_day(opens_at).weekday()}")
    return [f"opens-{day}", f"at-{_quarter(opens_at):%H%M}"]


def _quarter(moment: datetime) -> datetime:
    """Return the moment in the city, moved up to a quarter of an hour: the sounds know no other."""
    local = city_time(moment)
    past = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    return local + (QUARTER - past if past else timedelta())
