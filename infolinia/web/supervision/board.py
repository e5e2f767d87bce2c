"""What the board shows, put together from the rooms' own reads and already said in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import OpenCall
from infolinia.matters import queries as matters
from infolinia.matters.shapes import UnitLoad
from infolinia.reporting import measures
from infolinia.reporting import queries as reporting
from infolinia.routing import queries as routing
from infolinia.routing.supervision import queries as supervision
from infolinia.telephony import line_queries as line
from infolinia.web.supervision import alarms, charts, floor, words
from infolinia.web.templatetags.office import when

STATE_ICONS = {
    "ready": "person-check",
    "ringing": "telephone-inbound",
    "talking": "telephone-fill",
    "after_call": "pencil-square",
    "break": "cup-hot",
    "offline": "door-closed",
}
# In the order of the line above the table, each as the people in that state are counted.
STATE_COUNTS = ("talking", "ringing", "after_call", "ready", "break")


@dataclass(frozen=True)
class AdviserRow:
    """One adviser in the table. `since` lets the browser run the clock on."""

    line: routing.AdviserLine
    icon: str
    state: str
    clock: str
    is_long: bool
    doing: str
    queue: str = ""
    here: tuple[floor.At, ...] = ()

    @property
    def my_mode(self) -> str:
        """Return how the one who looks is at this talk: listen, whisper, join, or nothing."""
        return next((each.mode for each in self.here if each.is_me), "")

    @property
    def talks(self) -> bool:
        """Whether there is a conversation to enter."""
        return self.line.state == "talking"


@dataclass(frozen=True)
class LoadRow:
    """One unit and its bar: widths of an SVG 260 wide, as text."""

    load: UnitLoad
    soon_x: str
    rest_x: str
    late_width: str
    soon_width: str
    rest_width: str
    longest: str


def live(at: datetime, today: reporting.TodayBoard, late: int, me: int) -> dict[str, Any]:
    """Return the part of the board that changes with every call: head line, figures, queues and advisers."""
    waiting, lines, calls = routing.waiting(at), routing.board(at), contacts.open_calls()
    queues = floor.queue_rows(calls, reporting.by_queue(at), at)
    names = {row.queue.code: row.queue.name for row in queues}
    spoken = {call.conversation_id: names.get(call.queue_code, "") for call in calls}
    here = floor.listeners(me)
    present = [line for line in lines if line.state != "offline"]
    free = sum(line.state == "ready" for line in present)
    call_backs = reporting.call_backs(at)
    return {
        "at": at,
        "waiting": waiting,
        "longest": words.elapsed(waiting.longest_since, at),
        "queue": waiting_calls(calls, names, at),
        "queues": queues,
        "figures": floor.figures(today),
        "emergencies": line.emergencies(),
        "alarms": alarms.open_now(),
        "dangers": matters.open_dangers(),
        "free_advisers": free,
        "free_text": words.free_advisers(free, len(present)),
        "waiting_text": words.people_wait(waiting.count),
        "late_text": words.late_matters(late),
        "late_count": late,
        "today": today,
        "goal": measures.SERVICE_LEVEL_GOAL,
        "measure": measures.SERVICE_LEVEL,
        "average": words.clock(today.average_seconds) if today.average_seconds is not None else "",
        "call_backs": call_backs,
        "nearest": when(call_backs.nearest, at) if call_backs.nearest else "",
        "call_backs_late": call_backs.nearest is not None and call_backs.nearest <= at,
        "advisers": [adviser_row(line, at, spoken, here) for line in present],
        "listens": any(each.is_me for at_talk in here.values() for each in at_talk),
        "absent": [line.name for line in lines if line.state == "offline"],
        "state_counts": state_counts(present),
    }


def calls_of_today(today: reporting.TodayBoard) -> dict[str, Any]:
    """Return the two charts of today and the tables behind them."""
    halves = today.by_half_hour
    labels = [words.hour(half.start) for half in halves]
    answered, abandoned = [half.counts.answered for half in halves], [half.counts.abandoned for half in halves]
    shares = [half.counts.service_level for half in halves]
    return {
        "halves": [
            {"hour": label, "counts": half.counts, "share": words.percent(half.counts.service_level)}
            for label, half in zip(labels, halves, strict=True)
        ],
        "calls_chart": charts.bars(answered, abandoned, labels),
        "calls_sentence": _calls_sentence(answered, abandoned, labels),
        "level_chart": charts.trend(shares, labels, goal=measures.SERVICE_LEVEL_GOAL),
        "level_sentence": _level_sentence(shares, labels),
        "goal": measures.SERVICE_LEVEL_GOAL,
    }


def units(loads: Sequence[UnitLoad]) -> list[LoadRow]:
    """Return the units with open matters, those with most overdue first."""
    busy = [load for load in loads if load.open]
    busy.sort(key=lambda load: (-load.overdue, -load.due_soon, -load.open, load.unit_name))
    widest = max((load.open for load in busy), default=1)
    return [load_row(load, widest) for load in busy]


def waiting_calls(calls: Sequence[OpenCall], names: Mapping[str, str], at: datetime) -> list[dict[str, str]]:
    """Return who waits now, without names: the end of the number is enough to tell callers apart."""
    ahead = {fact.conversation_id: fact.minutes for fact in supervision.precedences()}
    return [
        {
            "id": str(call.conversation_id),
            "number": f"… {call.number[-3:]}" if call.number else _("numer zastrzeżony"),
            "since": call.arrived_at.isoformat(),
            "clock": words.elapsed(call.arrived_at, at),
            "state": _("dzwoni u doradcy") if call.state == "ringing" else _("czeka"),
            "queue": names.get(call.queue_code, call.queue_code),
            "ahead": str(ahead.get(call.conversation_id) or ""),
        }
        for call in calls
        if call.state in floor.WAITS
    ]


def adviser_row(
    line: routing.AdviserLine, at: datetime, spoken: Mapping[UUID, str], here: Mapping[UUID, Sequence[floor.At]]
) -> AdviserRow:
    """Return the row of one adviser; a talk of ten minutes and more is marked as long."""
    lasts = (at - line.since).total_seconds() if line.since else 0
    return AdviserRow(
        line=line,
        icon=STATE_ICONS[line.state],
        state=line.state_label.lower(),
        clock=words.elapsed(line.since, at),
        is_long=line.state == "talking" and lasts >= measures.LONG_TALK_SECONDS,
        doing=line.reason or line.handles,
        queue=spoken.get(line.conversation_id, "") if line.conversation_id else "",
        here=tuple(here.get(line.conversation_id, ())) if line.conversation_id else (),
    )


def load_row(load: UnitLoad, widest: int) -> LoadRow:
    """Return the unit's row; the longest bar belongs to the unit with most open matters."""
    scale = 260 / max(1, widest)
    late, soon = load.overdue * scale, load.due_soon * scale
    rest = max(0, load.open - load.overdue - load.due_soon) * scale
    longest = ""
    if load.overdue and load.longest:
        longest = f"{load.longest.due.words.text.removesuffix(' po terminie')} · {load.longest.due.words.day}"
    return LoadRow(load, f"{late:.1f}", f"{late + soon:.1f}", f"{late:.1f}", f"{soon:.1f}", f"{rest:.1f}", longest)


def state_counts(lines: Sequence[routing.AdviserLine]) -> str:
    """Return `4 w rozmowie, 1 po rozmowie, 1 na przerwie`."""
    counts = Counter(line.state for line in lines)
    said = {
        "talking": _("%(n)d w rozmowie"),
        "ringing": _("%(n)d odbiera"),
        "after_call": _("%(n)d po rozmowie"),
        "ready": _("%(n)d czeka na rozmowę"),
        "break": _("%(n)d na przerwie"),
    }
    return ", ".join(said[state] % {"n": counts[state]} for state in STATE_COUNTS if counts[state])


def _calls_sentence(answered: Sequence[int], abandoned: Sequence[int], labels: Sequence[str]) -> str:
    if not any(answered) and not any(abandoned):
        return _("Dziś nie było jeszcze rozmów.")
    most = max(answered)
    parts = [
        _("Odebrane rozmowy co pół godziny: najwięcej %(most)d o %(hour)s.")
        % {"most": most, "hour": labels[answered.index(most)]}
    ]
    lost = [_("%(n)d o %(hour)s") % {"n": n, "hour": label} for n, label in zip(abandoned, labels, strict=True) if n]
    parts.append(_("Porzucone: %(list)s.") % {"list": ", ".join(lost)} if lost else _("Porzuconych nie było."))
    return " ".join(parts)


def _level_sentence(shares: Sequence[int | None], labels: Sequence[str]) -> str:
    known = [(share, label) for share, label in zip(shares, labels, strict=True) if share is not None]
    if not known:
        return _("Dziś nie było jeszcze rozmów.")
    low, low_hour = min(known)
    last, last_hour = known[-1]
    below = sum(share < measures.SERVICE_LEVEL_GOAL for share, _hour in known)
    said = _("Poziom obsługi co pół godziny: najniżej %(low)s o %(low_hour)s, ostatnio %(last)s o %(last_hour)s.") % {
        "low": words.percent(low),
        "low_hour": low_hour,
        "last": words.percent(last),
        "last_hour": last_hour,
    }
    goal = words.percent(measures.SERVICE_LEVEL_GOAL)
    missed = ngettext("Poniżej celu %(goal)s: %(n)d raz.", "Poniżej celu %(goal)s: %(n)d razy.", below)
    return f"{said} {missed % {'n': below, 'goal': goal}}"
