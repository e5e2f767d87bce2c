"""The deadline engine: KPA art. 57 counting, pauses of art. 35 § 5, new ends of art. 36, and why each day comes out."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.matters.rules import pauses as breaks
from infolinia.matters.rules import service_hours
from infolinia.matters.rules.shapes import Deadline, End, Extension, Pause, Step, Term
from infolinia.matters.rules.terms import DAYS, MONTHS, SERVICE_HOURS, WEEKS, WORKING_DAYS, YEARS

_RULES = {
    DAYS: "KPA art. 57 § 1",
    WEEKS: "KPA art. 57 § 2",
    MONTHS: "KPA art. 57 § 3",
    YEARS: "KPA art. 57 § 3a",
    WORKING_DAYS: "bez sobót i dni wolnych",  # the code counts no such days: they are the city's own or another act's
}
_SHIFT_RULE = "KPA art. 57 § 4"
_PER_LEAD_DAY = 2  # service hours that a unit keeps in hand where a term is counted in hours


def deadline(
    *,
    start: End,
    term: Term,
    calendar: Calendar,
    basis: str = "",
    pauses: Sequence[Pause] = (),
    extension: Extension | None = None,
    event: str = "request",
) -> Deadline:
    """Return when the term ends and the working that says why.

    `start` is the day of the event, or its moment; service hours give a moment, everything else a day. `basis` is
    the act or promise the term comes from. `event` chooses the words of the first step: `request` or `event`.
    """
    if term.unit == SERVICE_HOURS:
        return service_hours.deadline(
            start=start, term=term, calendar=calendar, basis=basis, pauses=pauses, event=event
        )
    day = city_date(start)
    steps = [_start_step(day, term, calendar, event)]
    before, after = _split(pauses, extension)
    end = _count(day, term, calendar, before)
    steps.append(_count_step(day, term, end, basis))
    if term.unit == WORKING_DAYS:
        steps += _skipped_step(day, end, calendar) + _standing_steps(day, end, before)
    else:
        end = _push(steps, day, end, before)
    if extension:
        end = max(end, extension.new_end)
        steps.append(_extension_step(extension, end, basis))
        end = _push(steps, extension.noticed_on, end, after)
    legal = _shift(end, calendar, pauses)
    if legal != end:
        steps.append(_shift_step(end, legal, calendar))
    return Deadline(start=day, term=term, nominal_end=end, legal_end=legal, working=tuple(steps))


def with_goal(
    result: Deadline, *, calendar: Calendar, lead_days: int = 1, basis: str = "", pauses: Sequence[Pause] = ()
) -> tuple[End, Step]:
    """Return the unit's own target and the step that says so: `lead_days` working days earlier, never later.

    A target that would fall before the start is the legal end itself. Hours give two service hours for each such day
    and leave the pauses of the term itself out too.
    """
    legal = result.legal_end
    if isinstance(legal, datetime):
        shorter = Term(max(1, result.term.length - _PER_LEAD_DAY * lead_days), SERVICE_HOURS)
        counted = service_hours.deadline(start=result.start, term=shorter, calendar=calendar, pauses=pauses)
        goal: End = counted.legal_end
        hours = result.term.length - shorter.length
        goal = min(goal, legal)
        return goal, Step("goal_hours" if hours else "goal_same", {"n": hours}, basis, goal, "goal")
    goal = calendar.add_working(legal, -lead_days) if lead_days else legal
    if goal < city_date(result.start):
        goal = legal
    key = "goal_days" if goal != legal else "goal_same"
    return goal, Step(key, {"n": lead_days}, basis, goal, "goal")


def kept_lead(goal: Step) -> int:
    """Return the lead days by which a goal's step was set, so that it comes out the same when it is counted again.

    A short term in hours had no room for all the hours of its lead: those that it had are rounded up.
    """
    kept = int(goal.params["n"])
    return -(-kept // _PER_LEAD_DAY) if isinstance(goal.day, datetime) else kept


def city_date(value: End) -> date:
    """Return the city's calendar day of a day or a moment."""
    return value.astimezone(CITY_ZONE).date() if isinstance(value, datetime) else value


def add_months(day: date, months: int) -> date:
    """Return the day with the same number so many months later, or the month's last one (KPA art. 57 § 3)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _count(day: date, term: Term, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    """Return the last day of the term: pauses are left out here only for working days."""
    if term.unit == DAYS:
        return day + timedelta(days=term.length)
    if term.unit == WEEKS:
        return day + timedelta(weeks=term.length)
    if term.unit == WORKING_DAYS:
        return _count_working(day, term.length, calendar, pauses)
    return add_months(day, term.length * (12 if term.unit == YEARS else 1))


def _count_working(day: date, length: int, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    while length:
        day = calendar.add_working(day, 1)
        length -= not breaks.is_paused(day, breaks.finished(pauses))
    return day


def _split(pauses: Iterable[Pause], extension: Extension | None) -> tuple[list[Pause], list[Pause]]:
    """Return the pauses that bear on the term itself and those that bear on its new end."""
    over = breaks.finished(pauses)
    if extension is None:
        return over, []
    noticed = extension.noticed_on
    return [pause for pause in over if pause.first <= noticed], [pause for pause in over if pause.first > noticed]


def _push(steps: list[Step], start: date, end: date, pauses: Sequence[Pause]) -> date:
    for counted in breaks.push_end(start=start, end=end, pauses=pauses):
        end = counted.end
        steps.append(_pause_step(counted.pause, counted.first, counted.last, end))
    return end


def _shift(end: date, calendar: Calendar, pauses: Sequence[Pause]) -> date:
    """Return the end moved past Saturdays and days off; it does not end while the term stands either."""
    if not calendar.is_free(end):
        return end
    over = breaks.finished(pauses)
    while calendar.is_free(end) or breaks.is_paused(end, over):
        end += timedelta(days=1)
    return end


def _start_step(day: date, term: Term, calendar: Calendar, event: str) -> Step:
    first = {DAYS: day + timedelta(days=1), WORKING_DAYS: calendar.add_working(day, 1)}.get(term.unit, day)
    key = f"start_{event}_{'same' if first == day else 'next'}"
    return Step(key, {"start_day": day.isoformat()}, _RULES[term.unit], first, "from")


def _count_step(day: date, term: Term, end: date, basis: str) -> Step:
    key = {DAYS: "count_days", WORKING_DAYS: "count_working"}.get(term.unit, "count_dates")
    if key == "count_dates" and end.day != day.day and term.unit != WEEKS:
        key = "count_short_month"
    first = day + timedelta(days=key == "count_days")
    params: dict[str, str | int] = {
        "length": term.length,
        "unit": term.unit,
        "first_day": first.isoformat(),
        "last_day": end.isoformat(),
        "number": day.day,
    }
    return Step(key, params, _joined(basis, _RULES[term.unit]), end)


def _skipped_step(day: date, end: date, calendar: Calendar) -> list[Step]:
    """Name the statutory days off on the way that are not plain weekends, so that the sum can be checked by hand."""
    span = (day + timedelta(days=ahead) for ahead in range(1, (end - day).days))
    named = [one.isoformat() for one in span if one.weekday() < 5 and calendar.is_day_off(one)]
    if not named:
        return []
    params: dict[str, str | int] = {"days": ",".join(named), "n": len(named)}
    if own := _own_names(named, calendar):
        params["names"] = own
    return [Step("skipped", params, "ustawa o dniach wolnych od pracy", end)]


def _own_names(days: Sequence[str], calendar: Calendar) -> str:
    """Return the names of days that are not off by the list that this program carries, as `day=name` lines."""
    known = ((day, calendar.changes.get(date.fromisoformat(day))) for day in days)
    return "\n".join(f"{day}={' '.join(name.split())}" for day, name in known if name)


def _standing_steps(day: date, end: date, pauses: Sequence[Pause]) -> list[Step]:
    bites = breaks.push_end(start=day, end=end, pauses=pauses)
    return [_pause_step(one.pause, one.first, one.last, end) for one in bites if one.first <= end]


def _pause_step(pause: Pause, first: date, last: date, end: date) -> Step:
    params: dict[str, str | int] = {
        "first_day": first.isoformat(),
        "last_day": last.isoformat(),
        "n": (last - first).days + 1,
        "reason": pause.reason.strip().rstrip("."),
    }
    return Step("pause" if params["reason"] else "pause_plain", params, pause.basis, end, links=pause.links)


def _extension_step(extension: Extension, end: date, basis: str) -> Step:
    params = {
        "noticed_day": extension.noticed_on.isoformat(),
        "new_day": extension.new_end.isoformat(),
        "reason": extension.reason.strip().rstrip("."),
    }
    return Step("extended_to", params, notice_rule(basis), end)


def notice_rule(basis: str) -> str:
    """Return by what rule a resident is told of a new end: other acts and promises have their own, motions art. 245."""
    if basis.startswith("KPA art. 244"):
        return "KPA art. 245"
    return "KPA art. 36 § 1" if not basis or basis.startswith("KPA") else basis


def _shift_step(end: date, legal: date, calendar: Calendar) -> Step:
    key = "shift_day_off_to" if calendar.day_off_name(end) else "shift_weekend_to"
    params: dict[str, str | int] = {"end_day": end.isoformat(), "legal_day": legal.isoformat()}
    if own := _own_names([end.isoformat()], calendar):
        params["names"] = own
    return Step(key, params, _SHIFT_RULE, legal)


def _joined(*rules: str) -> str:
    return " · ".join(rule for rule in rules if rule)
