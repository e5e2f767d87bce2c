"""Values as people type them into a cell or a field: days, moments, numbers, lists."""

import re
from datetime import date, datetime, time

from infolinia.city.rules.calendar import CITY_ZONE

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})$")
_YES = frozenset({"tak", "1", "true", "t", "yes"})
_NO = frozenset({"nie", "0", "false", "n", "no", ""})


class BadValue(ValueError):
    """The text is not what the field holds."""


def value(given: object, *, kind: str) -> str | int | bool | date | datetime | tuple[str, ...]:
    """Return the value of a variable of this kind; what is no text is taken as it is. Raises `BadValue`."""
    if not isinstance(given, str):
        return tuple(given) if isinstance(given, list) else given  # type: ignore[return-value]
    text = given.strip()
    if kind == "day":
        return _day(text)
    if kind == "moment":
        return _moment(text)
    if kind == "count":
        return _count(text)
    if kind == "flag":
        return _flag(text)
    if kind == "list":
        return tuple(line.strip(" -•") for line in re.split(r"[\n;]", text) if line.strip(" -•"))
    return text


def _day(text: str) -> date:
    found = _DAY.match(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        raise BadValue(text) from None


def _moment(text: str) -> datetime:
    day, _space, hour = text.replace("T", " ").replace(",", " ").partition(" ")
    hour = hour.strip().removeprefix("godz.").strip().replace(".", ":")
    try:
        return datetime.combine(_day(day), time.fromisoformat(hour.zfill(5)), CITY_ZONE)
    except ValueError:
        raise BadValue(text) from None


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise BadValue(text)
    return int(text)


def _flag(text: str) -> bool:
    folded = text.casefold()
    if folded not in _YES | _NO:
        raise BadValue(text)
    return folded in _YES
