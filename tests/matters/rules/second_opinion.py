"""A second way to count every deadline, by looking days and minutes up in tables. It shares no code with the engine.

Every day of a century has a row that says whether it is free and when the line is open; days off come from the
`holidays` package; ends are found by walking rows, hours by laying the day's minutes out in UTC one by one.

`python -m tests.matters.rules.comparing 1000000` compares so many random cases and tells how many differ.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

FIRST, LAST = date(2019, 1, 1), date(2079, 12, 31)
ROWS = [FIRST + timedelta(days=row) for row in range((LAST - FIRST).days + 1)]
STATUTORY = set(holidays.country_holidays("PL", years=range(FIRST.year, LAST.year + 1)))
WARSAW = ZoneInfo("Europe/Warsaw")
WEEKDAY_HOURS = {0: (7, 18), 1: (7, 18), 2: (7, 18), 3: (7, 18), 4: (7, 18), 5: (8, 14)}
MINUTE = timedelta(minutes=1)
MONTH_LENGTHS = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

Stop = tuple[date, date]


@dataclass
class Case:
    """One question: a start, a term, and all that bears on it."""

    start: date
    length: int
    unit: str
    stops: list[Stop] = field(default_factory=list)
    added: set[date] = field(default_factory=set)
    taken: set[date] = field(default_factory=set)
    new_end: date | None = None
    noticed: date | None = None
    lead: int = 0
    minute: int = 0
    hours: dict[date, tuple[int, int] | None] = field(default_factory=dict)


def is_off(case: Case, day: date) -> bool:
    """Whether the day is a day off, as the list stands with its changes."""
    if day.isoweekday() == 7 or day in case.added:
        return True
    return day in STATUTORY and day not in case.taken


def is_free(case: Case, day: date) -> bool:
    """Whether no term ends on the day."""
    return day.isoweekday() == 6 or is_off(case, day)


def same_number(day: date, months: int) -> date:
    """Return the day so many months on, counted month by month on the wall calendar."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = 29 if month == 2 and leap else MONTH_LENGTHS[month]
    return date(year, month, min(day.day, longest))


def plain_end(case: Case) -> date:
    """Return the end with nothing left out."""
    if case.unit == "months":
        return same_number(case.start, case.length)
    if case.unit == "years":
        return same_number(case.start, case.length * 12)
    return ROWS[(case.start - FIRST).days + case.length * (7 if case.unit == "weeks" else 1)]


def standing_days(stops: list[Stop]) -> set[date]:
    """Return every day on which the term stands."""
    return {first + timedelta(days=ahead) for first, last in stops for ahead in range((last - first).days + 1)}


def walk(start: date, count: int, left_out: set[date]) -> date:
    """Return the day reached when so many days, those left out not counted, have passed since the start."""
    row = (start - FIRST).days
    while count:
        row += 1
        count -= ROWS[row] not in left_out
    return ROWS[row]


def counted_end(case: Case) -> date:
    """Return the end before any shift: pauses left out, a new end after its notice taken in."""
    before = [stop for stop in case.stops if case.noticed is None or stop[0] <= case.noticed]
    after = [stop for stop in case.stops if case.noticed is not None and stop[0] > case.noticed]
    stood = standing_days(before)
    if case.unit == "working days":
        begin = (case.start - FIRST).days
        free = {day for day in ROWS[begin : begin + 400] if is_free(case, day)}
        end = walk(case.start, case.length, free | stood)
    else:
        end = walk(case.start, (plain_end(case) - case.start).days, stood)
    if case.new_end is None or case.noticed is None:
        return end
    end = max(end, case.new_end)
    return walk(case.noticed, (end - case.noticed).days, standing_days(after)) if end > case.noticed else end


def legal_end(case: Case) -> tuple[date, date]:
    """Return the counted end and the legal one: never on a free day, and moved, not on a day that stands."""
    end = counted_end(case)
    if not is_free(case, end):
        return end, end
    row, stood = (end - FIRST).days, standing_days(case.stops)
    while is_free(case, ROWS[row]) or ROWS[row] in stood:
        row += 1
    return end, ROWS[row]


def goal(case: Case, legal: date) -> date:
    """Return the unit's own goal: so many working days earlier, or the end itself where that falls before the start."""
    row, left = (legal - FIRST).days, case.lead
    while left:
        row -= 1
        left -= not is_free(case, ROWS[row])
    return legal if ROWS[row] < case.start else ROWS[row]


def open_minutes(case: Case, day: date) -> list[datetime]:
    """Return the beginning of each minute of the day in which the line is open, in UTC."""
    usual = None if is_off(case, day) else WEEKDAY_HOURS.get(day.weekday())
    span = case.hours.get(day, usual)
    if span is None:
        return []
    opens = datetime.combine(day, time(span[0]), WARSAW).astimezone(UTC)
    closes = datetime.combine(day, time(span[1]), WARSAW).astimezone(UTC)
    return [opens + MINUTE * ahead for ahead in range(int((closes - opens) / MINUTE))]


def hours_end(case: Case) -> datetime:
    """Return the moment at which so many open hours have passed, minute by minute."""
    begin = datetime.combine(case.start, time(case.minute // 60, case.minute % 60), WARSAW).astimezone(UTC)
    row, left, stood = (case.start - FIRST).days, case.length * 60, standing_days(case.stops)
    while True:
        minutes = [] if ROWS[row] in stood else [one for one in open_minutes(case, ROWS[row]) if one >= begin]
        if left <= len(minutes):
            return minutes[left - 1] + MINUTE
        left, row = left - len(minutes), row + 1


def hours_goal(case: Case) -> datetime:
    """Return the unit's own goal: the end of a shorter term, two hours less for each day of the lead, at least one."""
    length = case.length
    for _ in range(2 * case.lead):
        length -= length > 1
    return min(hours_end(replace(case, length=length)), hours_end(case))


def random_case(dice: random.Random) -> Case:
    """Return a case as it may happen: mostly plain ones, some with everything at once."""
    start = date(2024, 1, 1) + timedelta(days=dice.randrange(365 * 20))
    longest = {"days": 120, "weeks": 20, "months": 14, "years": 3, "working days": 45, "service hours": 90}
    unit = dice.choice(list(longest))
    case = Case(start, dice.randrange(1, longest[unit] + 1), unit, lead=dice.randrange(4))
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2, 3))):
        first = start + timedelta(days=dice.randrange(-5, 90))
        case.stops.append((first, first + timedelta(days=dice.randrange(0, 30))))
    if dice.random() < 0.3:
        near = [start + timedelta(days=dice.randrange(0, 140)) for _ in range(3)]
        case.added = {day for day in near if day not in STATUTORY}
        off = sorted(day for day in STATUTORY if start <= day <= start + timedelta(days=200))
        case.taken = {day for day in off if dice.random() < 0.3}
    if unit == "service hours":
        case.minute = dice.randrange(24 * 60)
        for _ in range(dice.choice((0, 0, 1, 2))):
            day = start + timedelta(days=dice.randrange(0, 20))
            case.hours[day] = dice.choice((None, (9, 13), (0, 6), (0, 24 - 1)))
    elif dice.random() < 0.3:
        case.noticed = start + timedelta(days=dice.randrange(0, 60))
        case.new_end = case.noticed + timedelta(days=dice.randrange(0, 120))
    return case
