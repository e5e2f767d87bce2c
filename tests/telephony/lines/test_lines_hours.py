"""What is said about the next opening: the day as people name it, and the hour in quarters."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from infolinia.telephony.lines.hours import opening_sounds

WARSAW = ZoneInfo("Europe/Warsaw")
TUESDAY_EVENING = datetime(2026, 11, 24, 19, 30, tzinfo=WARSAW)


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=WARSAW)


ROWS = [
    ("later the same day", november(24, 20), ["opens-today", "at-2000"]),
    ("the next morning", november(25, 7), ["opens-tomorrow", "at-0700"]),
    ("on Saturday", november(28, 8), ["opens-weekday-5", "at-0800"]),
    ("on Monday", november(30, 7, 30), ["opens-weekday-0", "at-0730"]),
    ("an odd minute is moved up to a quarter", november(25, 7, 5), ["opens-tomorrow", "at-0715"]),
    ("an exact quarter stays", november(25, 7, 45), ["opens-tomorrow", "at-0745"]),
]


@pytest.mark.parametrize(("opens_at", "sounds"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_opening(opens_at: datetime, sounds: list[str]) -> None:
    assert opening_sounds(opens_at, TUESDAY_EVENING) == sounds


def test_a_week_away_no_day_is_named() -> None:
    assert opening_sounds(datetime(2026, 12, 1, 7, tzinfo=WARSAW), TUESDAY_EVENING) == []


def test_an_unknown_opening_is_not_guessed() -> None:
    assert opening_sounds(None, TUESDAY_EVENING) == []
