"""From a matter's start, term and pauses to its two deadlines; the only place that writes them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.city.rules.calendar import Calendar, end_of_day
from infolinia.core.clock import city_day
from infolinia.matters.models import Category, Clock, Matter
from infolinia.matters.rules import side_clocks as rules
from infolinia.matters.rules import working
from infolinia.matters.rules.deadlines import deadline, notice_rule, with_goal
from infolinia.matters.rules.remedies import needs_service
from infolinia.matters.rules.shapes import End, Extension, Pause, Step
from infolinia.matters.rules.terms import SERVICE_HOURS, parse_term
from infolinia.matters.shapes.terms import MAILED, NOTICE, SideClock

UNIT_RULE = "ustalenie komórki, nie przepis"
PROMISE_RULE = "obietnica miasta, nie przepis"
_CATALOGUE = ("code", "name", "term", "counts_from", "when", "who", "basis", "confirmed")
_NOTED = ("done_on", "outcome", "by")


def take_term(matter: Matter, category: Category) -> None:
    """Give the matter the term of its category: the city's own promise first, then the catalogue."""
    clock = category.clock
    if category.promise or clock is None:
        matter.term, matter.term_basis = category.promise, PROMISE_RULE
        matter.term_confirmed, matter.term_is_promise = category.promise_confirmed, True
        matter.clock_code, matter.side_clocks = "", []
        return
    take_clock(matter, clock)


def take_clock(matter: Matter, clock: Clock) -> None:
    """Give the matter the term and the side clocks of an entry of the catalogue; what was done stays noted."""
    matter.clock_code, matter.term, matter.term_basis = clock.code, clock.term, clock.basis
    matter.term_confirmed, matter.term_is_promise = clock.confirmed, is_promise(clock.basis)
    known = {line["code"]: line for line in matter.side_clocks}
    matter.side_clocks = [
        {**line, **{name: known.get(line["code"], {}).get(name, "") for name in _NOTED}} for line in clock.side_terms
    ]


def run_by(clock: Clock) -> Q:
    """Return the condition for matters that began under the entry.

    Those that older versions registered kept no code: there what their kind runs by now must do.
    """
    kept_none = Q(clock_code="", category__clock=clock, category__promise="") & ~Q(term_basis=PROMISE_RULE)
    return Q(clock_code=clock.code) | kept_none


def is_promise(basis: str) -> bool:
    """Whether what stands as the basis of a term is a promise, and no rule of law."""
    return basis.casefold().startswith("obietnica")


def recount(matter: Matter, *, lead_days: int, calendar: Calendar | None = None) -> tuple[Step, ...]:
    """Set both deadlines, the side clocks and the working from what the matter knows; returns the steps, goal's last.

    Costs two statements for terms in service hours and mostly none otherwise; none with a `calendar` given.
    """
    term = parse_term(matter.term)
    calendar = calendar or calendar_for(matter.term)
    pauses = pauses_of(matter)
    counted = deadline(
        start=matter.started_at,
        term=term,
        calendar=calendar,
        basis=matter.term_basis,
        pauses=pauses,
        extension=extension_of(matter),
    )
    goal, step = with_goal(counted, calendar=calendar, lead_days=lead_days, basis=UNIT_RULE, pauses=pauses)
    matter.resident_due_at, matter.unit_due_at = _moment(counted.legal_end), _moment(goal)
    matter.due_to_the_minute = isinstance(counted.legal_end, datetime)
    _date_side_clocks(matter, counted.legal_end, calendar)
    steps = (*counted.working, step)
    matter.working = [working.to_json(one) for one in steps]
    return steps


def calendar_for(term: str) -> Calendar:
    """Return the city's calendar where the line's hours matter, otherwise one that costs next to nothing."""
    return city.calendar() if is_in_hours(term) else city.WORKING_DAYS


def is_in_hours(term: str) -> bool:
    """Whether a stored term is counted in the line's opening hours."""
    return term.endswith((SERVICE_HOURS, "service hour"))


def side_clocks(matter: Matter) -> tuple[SideClock, ...]:
    """Return what must be done while the matter lasts, each with its own date; a notice of a new end comes last."""
    found = [_side_clock(stored) for stored in matter.side_clocks]
    if matter.extension and not matter.term_is_promise:
        due = matter.extension.get("notice_by") or matter.extension["noticed_on"]
        sent = city_day(matter.notice_sent_at) if matter.notice_sent_at else None
        rule = notice_rule(matter.term_basis)
        when = MAILED if _is_mailed(matter) else rules.ALWAYS
        found.append(SideClock(_("Zawiadom o nowym terminie"), date.fromisoformat(due), rule, sent, NOTICE, when))
    return tuple(found)


def _is_mailed(matter: Matter) -> bool:
    """Whether the message to the resident is the notice itself, so that nobody has to serve one."""
    served = needs_service(matter.term_basis, is_promise=matter.term_is_promise)
    return matter.reply_channel in ("email", "sms") and not served


def owed(matter: Matter) -> SideClock | None:
    """Return what the unit owes next beside its answer: what `side_due_on` is the day of."""
    day = matter.side_due_on
    return next((one for one in side_clocks(matter) if one.is_watched and one.due_on == day), None) if day else None


def watch_side_clocks(matter: Matter) -> None:
    """Keep with the matter the nearest day by which its unit surely owes something beside its answer."""
    matter.side_due_on = rules.nearest(side_clocks(matter))


def note_side_clock(matter: Matter, code: str, *, outcome: str, day: date, by_id: int | None) -> None:
    """Note that a side clock is done or not needed, and date what counts from it. Raises `KeyError` for no such one."""
    if code not in {line["code"] for line in matter.side_clocks}:
        raise KeyError(code)
    noted = {"done_on": day.isoformat() if outcome else "", "outcome": outcome, "by": by_id or ""}
    matter.side_clocks = [{**line, **noted} if line["code"] == code else line for line in matter.side_clocks]
    _date_side_clocks(matter, matter.resident_due_at - timedelta(microseconds=1), calendar_for(""))


def pauses_of(matter: Matter) -> list[Pause]:
    """Return the matter's pauses, the one that lasts included."""
    return [_pause(stored) for stored in matter.pauses]


def stop(matter: Matter, *, first: date, reason: str, event: str, basis: str, evidence: str = "") -> None:
    """Let the clock stand from the day on (KPA art. 35 § 5; a promise does not count such days either).

    `basis` is the rule that lets it stand (`rules.waits`); `evidence` is the document that proves the cause.
    """
    stored: dict[str, Any] = {"first": first.isoformat(), "last": None, "reason": reason, "basis": basis}
    stored["links"] = [event]
    if evidence:
        stored["evidence"] = evidence
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
        evidence=stored.get("evidence", ""),
    )


def _date_side_clocks(matter: Matter, end: End, calendar: Calendar) -> None:
    """Give each side clock of the matter its date, and the matter the nearest one that its unit owes."""
    if matter.side_clocks:
        _date_each(matter, end, calendar)
    watch_side_clocks(matter)


def _date_each(matter: Matter, end: End, calendar: Calendar) -> None:
    terms = rules.read([{name: line[name] for name in _CATALOGUE if name in line} for line in matter.side_clocks])
    done = {
        line["code"]: (date.fromisoformat(line["done_on"]), str(line["outcome"]))
        for line in matter.side_clocks
        if line.get("done_on")
    }
    dated = rules.dates(terms, start=matter.started_at, end=end, calendar=calendar, done=done)
    matter.side_clocks = [
        {**line, "due_on": one.due_on.isoformat() if one.due_on else ""}
        for line, one in zip(matter.side_clocks, dated, strict=True)
    ]


def _side_clock(stored: Mapping[str, Any]) -> SideClock:
    due, done = stored.get("due_on"), stored.get("done_on")
    return SideClock(
        name=str(stored["name"]),
        due_on=date.fromisoformat(due) if due else None,
        basis=str(stored["basis"]),
        done_at=date.fromisoformat(done) if done else None,
        code=str(stored["code"]),
        when=str(stored["when"]),
        who=str(stored["who"]),
        outcome=str(stored.get("outcome", "")),
        confirmed=bool(stored.get("confirmed")),
    )


def _moment(end: End) -> datetime:
    return end if isinstance(end, datetime) else end_of_day(end)
