"""What a season brings: the same weeks of last year against its average day."""

from collections.abc import Mapping
from datetime import date, timedelta

_WEEKS_AROUND = 2
_YEAR = timedelta(days=364)
"""Fifty-two weeks: Mondays meet Mondays."""
CLEARLY_MORE = 1.5
FEWEST = 5
"""Fewer questions in the weeks of last year are chance, not a season."""
WHOLE_YEAR_DAYS = 300
"""With less of a year known there is no average to compare with."""


def same_weeks_last_year(today: date) -> tuple[date, date]:
    """Return the first and last day of the five weeks around this one, a year ago."""
    monday = today - timedelta(days=today.weekday()) - _YEAR
    return monday - timedelta(weeks=_WEEKS_AROUND), monday + timedelta(weeks=_WEEKS_AROUND + 1, days=-1)


def year_around(first: date, last: date) -> tuple[date, date]:
    """Return the year to compare these days with: the fifty-two weeks that follow their first day."""
    return first, max(last, first + _YEAR - timedelta(days=1))


def risen(season: Mapping[str, int], season_days: int, year: Mapping[str, int], year_days: int) -> dict[str, float]:
    """Return how many times its usual number each risen card had in the season, the most risen first.

    Usual is the mean of the year's days; a card must have clearly more than that, and not by chance.
    """
    if year_days < WHOLE_YEAR_DAYS:
        return {}
    times = {
        code: (count / season_days) / (year[code] / year_days)
        for code, count in season.items()
        if count >= FEWEST and year.get(code)
    }
    most_risen = sorted(times, key=lambda code: (-times[code], code))
    return {code: round(times[code], 1) for code in most_risen if times[code] >= CLEARLY_MORE}
