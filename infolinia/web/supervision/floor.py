"""The floor as the board shows it: queues, who is at whose talk, and the day's figures with what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from infolinia.contacts.queries import OpenCall
from infolinia.reporting import measures
from infolinia.reporting import queries as reporting
from infolinia.routing.supervision import queries as supervision
from infolinia.web.supervision import words

WAITS = ("waiting", "ringing")


@dataclass(frozen=True)
class QueueRow:
    """One queue now: who waits, since when the first of them, and its service level today."""

    queue: supervision.QueueState
    waiting: int
    longest_since: datetime | None
    longest: str
    counts: reporting.Counts
    share: str


@dataclass(frozen=True)
class At:
    """A supervisor at an adviser's talk. `is_me`: the person who looks at the board."""

    name: str
    mode: str
    mode_label: str
    is_me: bool


@dataclass(frozen=True)
class Figure:
    """One figure of today, with its definition and source."""

    name: Promise
    value: str
    definition: Promise
    source: Promise


def queue_rows(calls: Sequence[OpenCall], by_queue: Mapping[str, reporting.Counts], at: datetime) -> list[QueueRow]:
    """Return every queue in its order, and after them any that only calls know."""
    states = supervision.queue_states()
    known = {state.code for state in states}
    waiting = [call for call in calls if call.state in WAITS]
    unknown = sorted({call.queue_code for call in waiting} - known)
    states += [supervision.QueueState(code, code or "–", 20, None, "") for code in unknown]
    return [_queue_row(state, waiting, by_queue, at) for state in states]


def listeners(me: int) -> dict[UUID, list[At]]:
    """Return who is at which talk."""
    found: dict[UUID, list[At]] = {}
    for line in supervision.listeners():
        found.setdefault(line.conversation_id, []).append(
            At(line.name, line.mode, line.mode_label, line.supervisor_id == me)
        )
    return found


def figures(today: reporting.TodayBoard) -> list[Figure]:
    """Return the day's figures in the order of the catalogue."""
    values = {
        "service_level": words.percent(today.service_level),
        "answered": str(today.answered),
        "abandoned": str(today.abandoned),
        "short_abandoned": str(today.short_abandoned),
        "average_answer": _clock(today.average_wait_seconds),
        "average_handling": _clock(today.average_seconds),
    }
    shown = [each for each in measures.CATALOGUE if each.code in values]
    return [Figure(each.name, values[each.code], each.definition, each.source) for each in shown]


def _queue_row(
    state: supervision.QueueState,
    waiting: Sequence[OpenCall],
    by_queue: Mapping[str, reporting.Counts],
    at: datetime,
) -> QueueRow:
    mine = [call.arrived_at for call in waiting if call.queue_code == state.code]
    since, counts = min(mine, default=None), by_queue.get(state.code, reporting.Counts())
    share = words.percent(counts.service_level)
    return QueueRow(state, len(mine), since, words.elapsed(since, at), counts, share)


def _clock(seconds: int | None) -> str:
    return "–" if seconds is None else words.clock(seconds)
