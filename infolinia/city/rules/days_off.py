"""Statutory days off in Poland, by year (act of 18 January 1951 on days off from work, as amended)."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType


def gettext_noop(text: str) -> str:
    """Mark a text for translators and return it as it is."""
    return text


_FIXED = (
    (1, 1, gettext_noop("Nowy Rok")),
    (5, 1, gettext_noop("Święto Pracy")),
    (5, 3, gettext_noop("Święto Konstytucji 3 Maja")),
    (8, 15, gettext_noop("Wniebowzięcie NMP")),
    (11, 1, gettext_noop("Wszystkich Świętych")),
    (11, 11, gettext_noop("Święto Niepodległości")),
    (12, 25, gettext_noop("Boże Narodzenie")),
    (12, 26, gettext_noop("drugi dzień Bożego Narodzenia")),
)
_EPIPHANY = gettext_noop("Trzech Króli")
_CHRISTMAS_EVE = gettext_noop("Wigilia")
_AFTER_EASTER = (
    (0, gettext_noop("Wielkanoc")),
    (1, gettext_noop("Poniedziałek Wielkanocny")),
    (49, gettext_noop("Zielone Świątki")),
    (60, gettext_noop("Boże Ciało")),
)
_ONCE = {date(2018, 11, 12): gettext_noop("stulecie odzyskania niepodległości")}
_EPIPHANY_SINCE = 2011
_CHRISTMAS_EVE_SINCE = 2025


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the computus of Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leap_centuries, odd_centuries = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, odd_years = divmod(rest, 4)
    to_sunday = (32 + 2 * odd_centuries + 2 * leap_years - epact - odd_years) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def days_off(year: int) -> Mapping[date, str]:
    """Return the year's statutory days off other than ordinary Sundays, each with its Polish name.

    Holds from 1993 on: the list of 1990, 6 January since 2011, 12 November 2018, 24 December since 2025.
    """
    named = {date(year, month, day): name for month, day, name in _FIXED}
    if year >= _EPIPHANY_SINCE:
        named[date(year, 1, 6)] = _EPIPHANY
    if year >= _CHRISTMAS_EVE_SINCE:
        named[date(year, 12, 24)] = _CHRISTMAS_EVE
    named |= {day: name for day, name in _ONCE.items() if day.year == year}
    sunday = easter(year)
    for later, name in _AFTER_EASTER:
        named.setdefault(sunday + timedelta(days=later), name)
    return MappingProxyType(dict(sorted(named.items())))
