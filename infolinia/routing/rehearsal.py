"""Reads a past day for "what if": its calls, who was at work when, and each queue's promise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from infolinia.city.rules.calendar import end_of_day, start_of_day
from infolinia.contacts.queries.past import PastCall, last_call_before, past_calls
from infolinia.core.clock import city_day
from infolinia.routing.models import Presence as PresenceRow
from infolinia.routing.models import Queue
from infolinia.routing.rules import rehearsal
from infolinia.routing.rules.floor import BREAK, OFFLINE
from infolinia.routing.rules.rulebook import Rulebook

AWAY = (OFFLINE, BREAK)
LOOKS_BACK = timedelta(days=1)
"""A desk left open since the evening before is at work in the morning too; older rows say nothing of today."""


@dataclass(frozen=True)
class Rehearsal:
    """A day tried under other rules, the whole of it first."""

    day: date
    calls: int
    advisers: int
    rows: list[rehearsal.Row]


def rehearse(*, before: Rulebook, after: Rulebook, at: datetime) -> Rehearsal | None:
    """Play the last day before today that had calls; nothing when there was none."""
    last = last_call_before(start_of_day(city_day(at)))
    if last is None:
        return None
    day = city_day(last)
    facts = day_facts(day)
    rows = rehearsal.rehearse(facts, before, after)
    return Rehearsal(day, len(facts.calls), len({one.adviser_id for one in facts.presence}), rows)


def day_facts(day: date) -> rehearsal.Day:
    """Return all that the registers know of the day, in three statements."""
    since, until = start_of_day(day), end_of_day(day)
    within = {code: timedelta(seconds=seconds) for code, seconds in Queue.objects.values_list("code", "answer_within")}
    calls = [_call(call) for call in past_calls(since, until)]
    return rehearsal.Day(calls, list(_presence(since, until)), within)


def _call(call: PastCall) -> rehearsal.DayCall:
    return rehearsal.DayCall(
        call_id=str(call.conversation_id),
        queue=call.queue_code,
        language=call.language,
        queued_at=call.queued_at,
        offered_at=call.offered_at,
        answered_at=call.answered_at,
        ended_at=max(call.ended_at, call.answered_at or call.ended_at),
        finished_at=call.finished_at,
    )


def _presence(since: datetime, until: datetime) -> Iterator[rehearsal.Presence]:
    """Return when each adviser was at work, from the history of states: that history is the record of working time."""
    history = PresenceRow.pgh_event_model.objects  # type: ignore[attr-defined]
    rows = history.filter(since__gte=since - LOOKS_BACK, since__lt=until).order_by("staff_id", "since", "pgh_id")
    states = rows.values_list("staff_id", "since", "state")
    for staff_id, own in groupby(states, key=itemgetter(0)):
        began: datetime | None = None
        for _staff, at, state in own:
            if state not in AWAY:
                began = began or max(at, since)
            elif began is not None:
                if at > began:
                    yield rehearsal.Presence(staff_id, began, at)
                began = None
        if began is not None:
            yield rehearsal.Presence(staff_id, began, until)
