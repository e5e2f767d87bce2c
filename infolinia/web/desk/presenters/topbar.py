"""The top bar: who waits, until when the line is open, and what I am doing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.routing import queries as routing
from infolinia.routing.queries import PresenceView
from infolinia.routing.rules.breaks import DUE, DayOfWork
from infolinia.telephony.line_queries import Spoken, emergency_words
from infolinia.telephony.surveys import queries as surveys
from infolinia.web.desk.presenters import spans

WEEKDAYS = (
    gettext_lazy("pn."),
    gettext_lazy("wt."),
    gettext_lazy("śr."),
    gettext_lazy("cz."),
    gettext_lazy("pt."),
    gettext_lazy("sob."),
    gettext_lazy("nd."),
)


@dataclass(frozen=True)
class LineBar:
    """How many callers wait and since when the first, the line's hours, and what every caller hears now."""

    waiting: int
    longest_since: datetime | None
    line_words: str
    line_hour: str
    emergency: Spoken | None = None


@dataclass(frozen=True)
class StateChoice:
    """One line of the state menu. `reason` goes with a break."""

    state: str
    reason: str
    text: str
    icon_name: str
    is_current: bool


@dataclass(frozen=True)
class StateButton:
    """What I am doing, since when, and what I may change it to."""

    text: str
    icon_name: str
    since: datetime | None
    reason: str
    choices: tuple[StateChoice, ...]


KINDS = {
    "screen": gettext_lazy("Przerwa od ekranu"),
    "meal": gettext_lazy("Przerwa w pracy"),
    "disability": gettext_lazy("Przerwa dodatkowa"),
    "other": gettext_lazy("Inne przerwy"),
}

_STATES = {
    "ready": (gettext_lazy("Gotowy"), "check-circle"),
    "ringing": (gettext_lazy("Dzwoni"), "telephone-inbound"),
    "talking": (gettext_lazy("W rozmowie"), "telephone-fill"),
    "after_call": (gettext_lazy("Po rozmowie"), "pencil-square"),
    "break": (gettext_lazy("Przerwa"), "cup-hot"),
    "offline": (gettext_lazy("Poza pracą"), "moon"),
}


def line_bar(at: datetime) -> LineBar:
    """Return what stands in the top bar for everyone at the helpline."""
    waiting = routing.waiting(at)
    words, hour = _line(at)
    return LineBar(waiting.count, waiting.longest_since, words, hour, emergency_words("pl"))


@dataclass(frozen=True)
class WorkDay:
    """Today's breaks in words, since when I am at the screen, whether a rest from it is due; and ways to my own day."""

    taken: tuple[str, ...]
    at_screen_since: datetime | None
    rest_is_due: bool
    sees_ratings: bool


def work_day(staff_id: int, at: datetime) -> WorkDay:
    """Return my breaks today beside what is due."""
    day = routing.day_of_work(staff_id, at)
    return WorkDay(tuple(_taken(day)), day.at_screen_since, day.rest_is_due(at), surveys.advisers_may_see())


def state_button(presence: PresenceView) -> StateButton:
    """Return the button that names my state, and its menu with the office's reasons for a break."""
    text, icon_name = _STATES[presence.state]
    return StateButton(
        text=str(text),
        icon_name=icon_name,
        since=presence.since if presence.state != "offline" else None,
        reason=presence.reason if presence.state == "break" else "",
        choices=_choices(presence),
    )


def _taken(day: DayOfWork) -> Iterator[str]:
    """Yield how long the breaks were that count today, beside what is due."""
    for kind, words in KINDS.items():
        minutes = int(day.taken.get(kind, timedelta()).total_seconds() // 60)
        if minutes and kind in DUE:
            due = int(DUE[kind].total_seconds() // 60)
            yield _("%(what)s: %(minutes)d z %(due)d min") % {"what": words, "minutes": minutes, "due": due}
        elif minutes:
            yield _("%(what)s: %(minutes)d min") % {"what": words, "minutes": minutes}


def _choices(presence: PresenceView) -> tuple[StateChoice, ...]:
    is_break = presence.state == "break"
    in_call = presence.state in ("ringing", "talking")
    offered = [] if in_call else [(one.code, one.name) for one in routing.pause_reasons()]
    reasons = offered or [("", str(_STATES["break"][0]))]
    breaks = [StateChoice("break", code, name, _STATES["break"][1], is_current=False) for code, name in reasons]
    marked = [
        StateChoice("ready", "", str(_STATES["ready"][0]), _STATES["ready"][1], presence.state == "ready"),
        *(
            StateChoice(each.state, each.reason, each.text, each.icon_name, is_break and presence.reason == each.text)
            for each in breaks
        ),
        StateChoice("offline", "", _("Koniec pracy"), _STATES["offline"][1], presence.state == "offline"),
    ]
    return tuple(marked)


def _line(at: datetime) -> tuple[str, str]:
    """Return the words and the hour about the line, apart, because the hour stands in bold."""
    opening = city.opening(at, always=settings.LINE_ALWAYS_OPEN)
    if opening.is_open and opening.closes_at:
        return _("Linia czynna do"), spans.hour(opening.closes_at)
    if opening.is_open:
        return _("Linia czynna"), _("całą dobę")
    if opening.opens_at is None:
        return _("Linia"), _("zamknięta")
    return _("Linia zamknięta do"), _when(opening.opens_at, at)


def _when(moment: datetime, at: datetime) -> str:
    hour = spans.hour(moment)
    if city_day(moment) == city_day(at):
        return hour
    return f"{WEEKDAYS[city_time(moment).weekday()]} {hour}"
