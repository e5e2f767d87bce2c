"""The city's calendar: days off, working days, and the hours in which the line answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from infolinia.city.rules.days_off import days_off

CITY_ZONE = ZoneInfo("Europe/Warsaw")
ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
Hours = tuple[time, time]

# Monday–Friday 7–18, Saturday 8–14: what a new installation starts with, and what works without a database.
USUAL_HOURS: Mapping[int, Hours] = MappingProxyType(
    {**{weekday: (time(7), time(18)) for weekday in range(5)}, SATURDAY: (time(8), time(14))}
)


@dataclass(frozen=True)
class Calendar:
    """Which days count and when the line is open.

    `exceptions` replace a day's hours (None: closed all day). `changes` are what acts changed in the statutory list
    since: a day and its name, or a day and an empty name where it is a day off no more (a Sunday always is one).
    """

    service_hours: Mapping[int, Hours] = field(default_factory=lambda: USUAL_HOURS)
    exceptions: Mapping[date, Hours | None] = field(default_factory=dict)
    changes: Mapping[date, str] = field(default_factory=dict)

    def is_day_off(self, day: date) -> bool:
        """Whether the day is a statutory day off: a Sunday or a named one."""
        return day.weekday() == SUNDAY or bool(self.day_off_name(day))

    def day_off_name(self, day: date) -> str:
        """Return the Polish name of a named statutory day off, or an empty string."""
        changed = self.changes.get(day)
        return days_off(day.year).get(day, "") if changed is None else changed

    def is_free(self, day: date) -> bool:
        """Whether a term that ends on the day moves on (KPA art. 57 § 4): a Saturday or a statutory day off."""
        return day.weekday() == SATURDAY or self.is_day_off(day)

    def next_working(self, day: date) -> date:
        """Return the day itself when it is working, otherwise the first working day after it."""
        while self.is_free(day):
            day += ONE_DAY
        return day

    def add_working(self, day: date, count: int) -> date:
        """Return the `count`-th working day after the day; a negative count goes back."""
        step = ONE_DAY if count >= 0 else -ONE_DAY
        for _ in range(abs(count)):
            day += step
            while self.is_free(day):
                day += step
        return day

    def hours_on(self, day: date) -> Hours | None:
        """Return when the line opens and closes on the day, or None when it stays closed."""
        if day in self.exceptions:
            return self.exceptions[day]
        return None if self.is_day_off(day) else self.service_hours.get(day.weekday())

    def open_span(self, day: date) -> tuple[datetime, datetime] | None:
        """Return the opening of the day as two moments in UTC, so that differences are true on days of clock change."""
        hours = self.hours_on(day)
        if hours is None:
            return None
        opens, closes = (datetime.combine(day, hour, CITY_ZONE).astimezone(UTC) for hour in hours)
        return (opens, closes) if opens < closes else None

    def opens_next(self, at: datetime, within_days: int = 400) -> datetime | None:
        """Return the next moment after `at` at which the line opens, or None when there is none in that many days."""
        today = at.astimezone(CITY_ZONE).date()
        for ahead in range(within_days):
            span = self.open_span(today + timedelta(days=ahead))
            if span and span[0] > at:
                return span[0]
        return None

    def closes_at(self, at: datetime) -> datetime | None:
        """Return the moment at which the line closes when it is open at `at`, otherwise None."""
        span = self.open_span(at.astimezone(CITY_ZONE).date())
        return span[1] if span and span[0] <= at < span[1] else None


def start_of_day(day: date) -> datetime:
    """Return the first moment of the day in the city, in UTC."""
    return datetime.combine(day, time(0), CITY_ZONE).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """Return the moment at which the day has ended in the city, in UTC: the first moment of the next one."""
    return start_of_day(day + ONE_DAY)
