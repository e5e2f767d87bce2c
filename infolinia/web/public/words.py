"""What the resident's pages say about the line: open or closed, until when, who waits, when somebody answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from infolinia.city.queries import Opening
from infolinia.city.rules.calendar import Calendar, Hours
from infolinia.core.clock import city_day, city_time
from infolinia.routing.queries import Waiting
from infolinia.routing.rules.waits import Estimate
from infolinia.telephony.rules.announcing import SCALE, coarse

WEEKDAYS = (
    gettext_lazy("poniedziałek"),
    gettext_lazy("wtorek"),
    gettext_lazy("środa"),
    gettext_lazy("czwartek"),
    gettext_lazy("piątek"),
    gettext_lazy("sobota"),
    gettext_lazy("niedziela"),
)
ON_WEEKDAY = (
    gettext_lazy("w poniedziałek"),
    gettext_lazy("we wtorek"),
    gettext_lazy("w środę"),
    gettext_lazy("w czwartek"),
    gettext_lazy("w piątek"),
    gettext_lazy("w sobotę"),
    gettext_lazy("w niedzielę"),
)
A_WEEK = 7
MINUTE_SECONDS = 60


@dataclass(frozen=True)
class HoursLine:
    """A row of the opening hours: `poniedziałek–piątek`, `7:00–18:00`."""

    days: str
    hours: str


def clock_time(moment: time | datetime) -> str:
    """Return an hour as Polish clocks show it: `7:00`."""
    shown = city_time(moment) if isinstance(moment, datetime) else moment
    return f"{shown.hour}:{shown.minute:02d}"


def moment_words(at: datetime) -> str:
    """Return the moment as a person says it: `wtorek 10:42`."""
    return f"{WEEKDAYS[city_day(at).weekday()]} {clock_time(at)}"


def day_word(moment: datetime, at: datetime) -> str:
    """Return when a coming day is: `dziś`, `jutro`, `w piątek`, or the date when it is a week away or more."""
    day, away = city_day(moment), (city_day(moment) - city_day(at)).days
    if away == 0:
        return _("dziś")
    if away == 1:
        return _("jutro")
    return str(ON_WEEKDAY[day.weekday()]) if away < A_WEEK else date_format(day, "j E")


def opening_words(opening: Opening, at: datetime) -> str:
    """Return `Czynne do 18:00`, or when the line opens next."""
    if opening.is_open and opening.closes_at:
        return _("Czynne do %(hour)s") % {"hour": clock_time(opening.closes_at)}
    if opening.is_open:
        return _("Czynne teraz")
    if opening.opens_at is None:
        return _("Nieczynne")
    return _("Otwieramy %(day)s o %(hour)s") % {
        "day": day_word(opening.opens_at, at),
        "hour": clock_time(opening.opens_at),
    }


def waiting_words(waiting: Waiting | None, at: datetime) -> str:
    """Return how many people wait and how long the first of them; `None` is a line whose queue nobody can see now."""
    if waiting is None:
        return _("Teraz nie wiemy")
    if waiting.count == 0:
        return _("Nikt nie czeka")
    people = ngettext("Czeka %(n)d osoba", "Czeka %(n)d osób", waiting.count) % {"n": waiting.count}
    if waiting.longest_since is None:
        return people
    return _("%(people)s, najdłużej %(time)s") % {"people": people, "time": _lasting(at - waiting.longest_since)}


def wait_words(wait: Estimate | None) -> str:
    """Return how long the wait will be, as the line says it: a range of minutes, rounded outwards."""
    if wait is None:
        return _("Teraz żaden doradca nie może odebrać")
    low, high = coarse(wait.minutes)
    if high > SCALE[-1]:
        return _("Możesz czekać ponad godzinę")
    return _("Czeka się od %(low)d do %(high)d minut") % {"low": low, "high": high}


def hours_lines(calendar: Calendar) -> list[HoursLine]:
    """Return the week's hours, days with the same hours together: `poniedziałek–piątek 7:00–18:00`."""
    runs: list[tuple[int, int, Hours]] = []
    for weekday in sorted(calendar.service_hours):
        hours = calendar.service_hours[weekday]
        if runs and runs[-1][1] == weekday - 1 and runs[-1][2] == hours:
            runs[-1] = (runs[-1][0], weekday, hours)
        else:
            runs.append((weekday, weekday, hours))
    return [HoursLine(_days(first, last), "–".join(map(clock_time, hours))) for first, last, hours in runs]


def _days(first: int, last: int) -> str:
    names: Iterable[str] = [str(WEEKDAYS[first])] if first == last else [str(WEEKDAYS[first]), str(WEEKDAYS[last])]
    return "–".join(names)


def _lasting(span: timedelta) -> str:
    seconds = max(0, int(span.total_seconds()))
    if seconds < MINUTE_SECONDS:
        return _("niecałą minutę")
    minutes = seconds // MINUTE_SECONDS
    return ngettext("%(n)d minutę", "%(n)d minut", minutes) % {"n": minutes}


def how_long(months: int) -> str:
    """Return `12 miesięcy`, or `5 lat` for whole years from two on."""
    if months >= 24 and months % 12 == 0:
        return ngettext("%(n)d rok", "%(n)d lat", months // 12) % {"n": months // 12}
    return ngettext("%(n)d miesiąc", "%(n)d miesięcy", months) % {"n": months}
