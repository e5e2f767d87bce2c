"""The top bar: who waits, until when the line is open, and what I am doing."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.routing import queries as routing
from infolinia.routing.queries import PresenceView
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
BREAK_REASONS = (
    gettext_lazy("Przerwa"),
    gettext_lazy("Posiłek"),
    gettext_lazy("Szkolenie"),
    gettext_lazy("Narada"),
    gettext_lazy("Praca bez telefonu"),
)


@dataclass(frozen=True)
class LineBar:
    """How many callers wait and since when the first of them, and what to say of the line's hours."""

    waiting: int
    longest_since: datetime | None
    line_words: str
    line_hour: str


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
    return LineBar(waiting.count, waiting.longest_since, words, hour)


def state_button(presence: PresenceView) -> StateButton:
    """Return the button that names my state, and its menu."""
    text, icon_name = _STATES[presence.state]
    return StateButton(
        text=str(text),
        icon_name=icon_name,
        since=presence.since if presence.state != "offline" else None,
        reason=presence.reason if presence.state == "break" else "",
        choices=_choices(presence),
    )


def _choices(presence: PresenceView) -> tuple[StateChoice, ...]:
    is_break = presence.state == "break"
    breaks = [
        StateChoice("break", "" if number == 0 else str(reason), str(reason), _STATES["break"][1], is_current=False)
        for number, reason in enumerate(BREAK_REASONS)
    ]
    marked = [
        StateChoice("ready", "", str(_STATES["ready"][0]), _STATES["ready"][1], presence.state == "ready"),
        *(
            StateChoice(each.state, each.reason, each.text, each.icon_name, is_break and presence.reason == each.reason)
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
