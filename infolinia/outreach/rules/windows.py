"""The hours in which a resident likes to be called, as an adviser types them: `pn, śr 14–16; jutro po 17`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from infolinia.city.rules.calendar import CITY_ZONE

WEEK = tuple(range(7))
WORKDAYS = tuple(range(5))
MOST = 6
_DAY_STARTS = {
    "pon": 0, "pn": 0, "wt": 1, "śr": 2, "sr": 2, "cz": 3, "pt": 4, "pi": 4,
    "so": 5, "sb": 5, "nie": 6, "nd": 6,
}  # fmt: skip
_SHORT = ("pn", "wt", "śr", "czw", "pt", "sob", "niedz")
_PARTS_OF_DAY = {
    "rano": (time(8), time(11)),
    "przed południem": (time(8), time(12)),
    "po południu": (time(12), time(17)),
    "wieczorem": (time(17), time(20)),
}
_HOUR = r"(\d{1,2})(?:[:.](\d{2}))?"
_BETWEEN = re.compile(rf"(?:między |od )?{_HOUR} ?(?:-|do|a) ?{_HOUR}$")
_AFTER, _BEFORE = re.compile(rf"(?:po|od) {_HOUR}$"), re.compile(rf"(?:przed|do) {_HOUR}$")
_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?$")
_RANGE = re.compile(r"([^\W\d]+)\.? ?- ?([^\W\d]+)\.?$")


class BadWindow(ValueError):
    """The words name no hours; the text is the part that was not understood."""


@dataclass(frozen=True)
class Window:
    """Hours of the city's clock on some weekdays (0 is Monday), or on one date."""

    days: tuple[int, ...]
    begins: time
    ends: time
    on: date | None = None


def parse(text: str, *, today: date) -> tuple[Window, ...]:
    """Return the windows that the words name; none for empty words. Raises `BadWindow`."""
    found: list[Window] = []
    days: tuple[int, ...] = ()
    dates: tuple[date, ...] = ()
    for part in _parts(text):
        more_days, more_dates, hours = _read(part, today)
        days, dates = (*days, *more_days), (*dates, *more_dates)
        if hours:
            found += _windows(days, dates, hours)
            days, dates = (), ()
    if days or dates:
        found += _windows(days, dates, (time(0), time(23, 59)))
    if len(found) > MOST:
        raise BadWindow(text.strip())
    return tuple(found)


def stored(windows: Iterable[Window]) -> list[dict[str, object]]:
    """Return the windows as they are kept."""
    return [
        {
            "days": list(one.days),
            "from": f"{one.begins:%H:%M}",
            "to": f"{one.ends:%H:%M}",
            **({"on": one.on.isoformat()} if one.on else {}),
        }
        for one in windows
    ]


def typed(windows: Iterable[Window]) -> str:
    """Return the windows as `parse` reads them again, dates with their year: for a field that is to be changed."""
    return "; ".join(f"{_typed_day(one)} {one.begins:%H:%M}-{one.ends:%H:%M}" for one in windows)


def restored(kept: Iterable[Mapping[str, object]]) -> tuple[Window, ...]:
    """Return the windows that were kept."""
    return tuple(
        Window(
            tuple(one["days"]),  # type: ignore[arg-type]
            time.fromisoformat(str(one["from"])),
            time.fromisoformat(str(one["to"])),
            date.fromisoformat(str(one["on"])) if one.get("on") else None,
        )
        for one in kept
    )


def spans_on(windows: Sequence[Window], day: date) -> Iterator[tuple[datetime, datetime]]:
    """Give the named hours of one day as moments."""
    for one in windows:
        if one.on == day or (one.on is None and day.weekday() in one.days):
            yield datetime.combine(day, one.begins, CITY_ZONE), datetime.combine(day, one.ends, CITY_ZONE)


def _typed_day(one: Window) -> str:
    if one.days == WEEK:
        return "codziennie"
    return f"{one.on:%d.%m.%Y}" if one.on else ", ".join(_SHORT[day] for day in one.days)


def _parts(text: str) -> Iterator[str]:
    cleaned = text.casefold().replace("–", "-").replace("—", "-").replace(" lub ", ";").replace(" albo ", ";")
    for part in re.split(r"[;,\n]", cleaned):
        words = " ".join(part.replace("godz.", " ").replace("godz ", " ").split())
        if words:
            yield words


def _read(part: str, today: date) -> tuple[tuple[int, ...], tuple[date, ...], tuple[time, time] | None]:
    """Return the days, the dates and the hours of one part; each may be missing, not all of them."""
    words, hours = _take_hours(part)
    days: list[int] = []
    dates: list[date] = []
    for word in _day_words(words):
        if word in ("i", "oraz", "w", "we"):
            continue
        if (on := _date(word, today)) is not None:
            dates.append(on)
        else:
            days += _days(word, part)
    return tuple(days), tuple(dates), hours


def _take_hours(part: str) -> tuple[str, tuple[time, time] | None]:
    """Return the part without the hours at its end, and the hours."""
    for name, hours in _PARTS_OF_DAY.items():
        if part.endswith(name):
            return part.removesuffix(name), hours
    # The longest ending that reads as hours: "od 14 do 16" before "do 16".
    for start in (0, *(found.end() for found in re.finditer(" ", part))):
        if not _DATE.match(part[start:]) and (read := _hours(part[start:])):
            return part[:start], read
    return part, None


def _hours(words: str) -> tuple[time, time] | None:
    if found := _BETWEEN.match(words):
        begins, ends = _time(found[1], found[2], words), _time(found[3], found[4], words)
    elif found := _AFTER.match(words):
        begins, ends = _time(found[1], found[2], words), time(23, 59)
    elif found := _BEFORE.match(words):
        begins, ends = time(0), _time(found[1], found[2], words)
    else:
        return None
    if begins >= ends:
        raise BadWindow(words)
    return begins, ends


def _time(hour: str, minute: str | None, words: str) -> time:
    if int(hour) == 24 and not int(minute or 0):
        return time(23, 59)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise BadWindow(words) from None


def _day_words(words: str) -> list[str]:
    joined = re.sub(r" ?- ?", "-", words.strip())
    for phrase, one in (("dni robocze", "robocze"), ("w dni robocze", "robocze"), ("każdy dzień", "codziennie")):
        joined = joined.replace(phrase, one)
    return joined.split()


def _days(word: str, part: str) -> tuple[int, ...]:
    if word == "codziennie":
        return WEEK
    if word == "robocze":
        return WORKDAYS
    if found := _RANGE.match(word):
        first, last = _day(found[1], part), _day(found[2], part)
        return tuple(WEEK[first : last + 1]) if first <= last else (*WEEK[first:], *WEEK[: last + 1])
    return (_day(word, part),)


def _day(word: str, part: str) -> int:
    for start, day in _DAY_STARTS.items():
        if word.startswith(start):
            return day
    raise BadWindow(part)


def _date(word: str, today: date) -> date | None:
    if word in ("dziś", "dzisiaj", "dzis"):
        return today
    if word == "jutro":
        return today + timedelta(days=1)
    if word == "pojutrze":
        return today + timedelta(days=2)
    found = _DATE.match(word)
    if not found:
        return None
    try:
        named = date(int(found[3] or today.year), int(found[2]), int(found[1]))
    except ValueError:
        raise BadWindow(word) from None
    return named if found[3] or named >= today else named.replace(year=today.year + 1)


def _windows(days: tuple[int, ...], dates: tuple[date, ...], hours: tuple[time, time]) -> list[Window]:
    found = [Window((), *hours, on=one) for one in dates]
    if days or not dates:
        found.append(Window(tuple(sorted(set(days))) or WEEK, *hours))
    return found
