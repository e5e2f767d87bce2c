"""How a deadline is said: `za 3 dni · pt. 27.11`, `jutro do 17:10`, `1 dzień po terminie`."""

from dataclasses import dataclass
from datetime import date, datetime

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.matters.rules.phrases import Phrase, Say, gettext_noop, ngettext, polish

_WEEKDAYS = (
    gettext_noop("pn."),
    gettext_noop("wt."),
    gettext_noop("śr."),
    gettext_noop("cz."),
    gettext_noop("pt."),
    gettext_noop("sob."),
    gettext_noop("nd."),
)
_ON_WEEKDAY = (
    gettext_noop("w poniedziałek %(day)s"),
    gettext_noop("we wtorek %(day)s"),
    gettext_noop("w środę %(day)s"),
    gettext_noop("w czwartek %(day)s"),
    gettext_noop("w piątek %(day)s"),
    gettext_noop("w sobotę %(day)s"),
    gettext_noop("w niedzielę %(day)s"),
)
_WEEKDAY_NAMES = (
    gettext_noop("poniedziałek"),
    gettext_noop("wtorek"),
    gettext_noop("środa"),
    gettext_noop("czwartek"),
    gettext_noop("piątek"),
    gettext_noop("sobota"),
    gettext_noop("niedziela"),
)
_UNTIL_WEEKDAY = (
    gettext_noop("do poniedziałku %(day)d %(month)s%(year)s"),
    gettext_noop("do wtorku %(day)d %(month)s%(year)s"),
    gettext_noop("do środy %(day)d %(month)s%(year)s"),
    gettext_noop("do czwartku %(day)d %(month)s%(year)s"),
    gettext_noop("do piątku %(day)d %(month)s%(year)s"),
    gettext_noop("do soboty %(day)d %(month)s%(year)s"),
    gettext_noop("do niedzieli %(day)d %(month)s%(year)s"),
)
_MONTHS = (
    gettext_noop("stycznia"),
    gettext_noop("lutego"),
    gettext_noop("marca"),
    gettext_noop("kwietnia"),
    gettext_noop("maja"),
    gettext_noop("czerwca"),
    gettext_noop("lipca"),
    gettext_noop("sierpnia"),
    gettext_noop("września"),
    gettext_noop("października"),
    gettext_noop("listopada"),
    gettext_noop("grudnia"),
)
_TODAY = gettext_noop("dziś")
_TODAY_UNTIL = gettext_noop("dziś do %(hour)s")
_TOMORROW = gettext_noop("jutro")
_TOMORROW_UNTIL = gettext_noop("jutro do %(hour)s")
_LATE_TODAY = gettext_noop("po terminie od %(hour)s")
_IN_DAYS = ngettext("za %(n)d dzień", "za %(n)d dni", "za %(n)d dni")
_DAYS_LATE = ngettext("%(n)d dzień po terminie", "%(n)d dni po terminie", "%(n)d dni po terminie")
_STOPPED = gettext_noop("zegar stoi")
_SINCE = gettext_noop("od %(day)s")

LATER, SOON, LATE = "later", "soon", "late"


@dataclass(frozen=True)
class DueWords:
    """A deadline for a person: what to think of it, the day beside it, and how near it is (later, soon, late)."""

    text: str
    day: str
    level: str


def due_words(end: date | datetime, at: datetime, say: Say = polish) -> DueWords:
    """Return the words for a deadline seen at a moment.

    A day lasts to its last minute; a moment is late one instant after it. `say` puts phrases into the
    reader's language; without it they are Polish.
    """
    today = at.astimezone(CITY_ZONE).date()
    moment = end.astimezone(CITY_ZONE) if isinstance(end, datetime) else None
    day = moment.date() if moment else end
    assert isinstance(day, date)  # noqa: S101 - narrows the union for the checker
    phrase, level = _distance((day - today).days, moment, at)
    return DueWords(say(phrase), weekday_and_day(day, today, say), level)


def stopped_words(since: date, at: datetime, say: Say = polish) -> DueWords:
    """Return the words for a clock that stands: it can't be late while it stands."""
    day = weekday_and_day(since, at.astimezone(CITY_ZONE).date(), say)
    return DueWords(say(Phrase(_STOPPED)), say(Phrase(_SINCE, {"day": day})), LATER)


def _distance(days: int, moment: datetime | None, at: datetime) -> tuple[Phrase, str]:
    if days < 0:
        return Phrase(_DAYS_LATE, {"n": -days}, -days), LATE
    if moment and at >= moment:
        return Phrase(_LATE_TODAY, {"hour": _hour(moment)}), LATE
    if days > 1:
        return Phrase(_IN_DAYS, {"n": days}, days), LATER
    if moment:
        return Phrase(_TOMORROW_UNTIL if days else _TODAY_UNTIL, {"hour": _hour(moment)}), SOON
    return Phrase(_TOMORROW if days else _TODAY), SOON


def short_day(day: date, today: date) -> str:
    """Return `27.11`, or `7.01.2027` when the year is not this one."""
    text = f"{day.day}.{day.month:02d}"
    return text if day.year == today.year else f"{text}.{day.year}"


def weekday_and_day(day: date, today: date, say: Say = polish) -> str:
    """Return `pt. 27.11`."""
    return f"{say(Phrase(_WEEKDAYS[day.weekday()]))} {short_day(day, today)}"


def on_weekday(day: date, today: date) -> Phrase:
    """Return `w piątek 27.11` as a phrase."""
    return Phrase(_ON_WEEKDAY[day.weekday()], {"day": short_day(day, today)})


def until_weekday(day: date, today: date) -> Phrase:
    """Return `do piątku 27 listopada` as a phrase, with the year when it is not this one."""
    values: dict[str, int | str | Phrase] = {"day": day.day, "month": Phrase(_MONTHS[day.month - 1])}
    values["year"] = "" if day.year == today.year else f" {day.year}"
    return Phrase(_UNTIL_WEEKDAY[day.weekday()], values)


def weekday_name(day: date) -> Phrase:
    """Return `piątek` as a phrase."""
    return Phrase(_WEEKDAY_NAMES[day.weekday()])


def _hour(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M}"
