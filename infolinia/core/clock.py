"""The one place that reads the time. Everything below the edge is handed a moment."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CITY_ZONE = ZoneInfo("Europe/Warsaw")


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def city_time(moment: datetime) -> datetime:
    """Return the moment as the city's wall clocks show it."""
    return moment.astimezone(CITY_ZONE)


def city_day(moment: datetime) -> date:
    """Return the calendar day of the moment in the city."""
    return city_time(moment).date()
