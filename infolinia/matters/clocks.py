"""From a matter's start, term and pauses to its two deadlines; the only place that writes them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from infolinia.city import queries as city
from infolinia.city.rules.calendar import Calendar, end_of_day
from infolinia.core.clock import city_day
from infolinia.matters.models import Category, Matter
from infolinia.matters.rules import working
from infolinia.matters.rules.deadlines import deadline, with_goal
from infolinia.matters.rules.shapes import End, Extension, Pause, Step
from infolinia.matters.rules.terms import SERVICE_HOURS, parse_term
from infolinia.matters.wording import WORKING_DAYS

UNIT_RULE = "ustalenie komórki, nie przepis"
PROMISE_RULE = "obietnica miasta, nie przepis"


def take_term(matter: Matter, category: Category) -> None:
    """Give the matter the term of its category: the city's own promise first, then the catalogue."""
    clock = category.clock
    if category.promise or clock is None:
        matter.term, matter.term_basis = category.promise, PROMISE_RULE
        matter.term_confirmed, matter.term_is_promise = category.promise_confirmed, True
        return
    matter.term, matter.term_basis = clock.term, clock.basis
    matter.term_confirmed, matter.term_is_promise = clock.confirmed, clock.basis.startswith("obietnica")


def recount(matter: Matter, *, lead_days: int) -> tuple[Step, ...]:
    """Set both deadlines and the working from what the matter knows; returns the steps, the goal's last.

    Costs two statements for terms in service hours and none otherwise.
    """
    term = parse_term(matter.term)
    calendar = calendar_for(matter.term)
    counted = deadline(
        start=matter.started_at,
        term=term,
        calendar=calendar,
        basis=matter.term_basis,
        pauses=pauses_of(matter),
        extension=extension_of(matter),
    )
    goal, step = with_goal(counted, calendar=calendar, lead_days=lead_days, basis=UNIT_RULE)
    before = matter.resident_due_at
    matter.resident_due_at, matter.unit_due_at = _moment(counted.legal_end), _moment(goal)
    matter.due_to_the_minute = isinstance(counted.legal_end, datetime)
    if before != matter.resident_due_at:
        matter.warned_soon_at = matter.warned_late_at = None
    steps = (*counted.working, step)
    matter.working = [working.to_json(one) for one in steps]
    return steps


def calendar_for(term: str) -> Calendar:
    """Return the city's calendar where the line's hours matter, otherwise one that costs nothing."""
    return city.calendar() if term.endswith(SERVICE_HOURS) or term.endswith("service hour") else WORKING_DAYS


def pauses_of(matter: Matter) -> list[Pause]:
    """Return the matter's pauses, the one that lasts included."""
    return [_pause(stored) for stored in matter.pauses]


def stop(matter: Matter, *, first: date, reason: str, event: str) -> None:
    """Let the clock stand from the day on (KPA art. 35 § 5; a promise does not count such days either)."""
    basis = PROMISE_RULE if matter.term_is_promise else "KPA art. 35 § 5, art. 64 § 2"
    stored = {"first": first.isoformat(), "last": None, "reason": reason, "basis": basis, "links": [event]}
    matter.pauses = [*matter.pauses, stored]
    matter.stopped_since = first


def start_again(matter: Matter, *, at: datetime, event: str = "") -> None:
    """Let the clock run again, if it stands. A pause that would end before it began never was."""
    if matter.stopped_since is None:
        return
    last, first = city_day(at), matter.stopped_since
    *earlier, standing = matter.pauses
    ended = {**standing, "last": last.isoformat(), "links": [*standing["links"], *([event] if event else [])]}
    matter.pauses = [*earlier, ended] if last >= first else earlier
    matter.stopped_since = None


def days_standing(matter: Matter, at: datetime) -> int:
    """Return how many days the clock has stood so far, today included."""
    return max((city_day(at) - matter.stopped_since).days + 1, 0) if matter.stopped_since else 0


def extension_of(matter: Matter) -> Extension | None:
    """Return the new end that the resident was told of, if any."""
    stored = matter.extension
    if not stored:
        return None
    return Extension(
        date.fromisoformat(stored["new_end"]), date.fromisoformat(stored["noticed_on"]), str(stored["reason"])
    )


def _pause(stored: Mapping[str, Any]) -> Pause:
    last = stored["last"]
    return Pause(
        first=date.fromisoformat(stored["first"]),
        last=date.fromisoformat(last) if last else None,
        reason=stored["reason"],
        basis=stored["basis"],
        links=tuple(stored["links"]),
    )


def _moment(end: End) -> datetime:
    return end if isinstance(end, datetime) else end_of_day(end)
