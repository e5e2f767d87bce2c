"""A second way to count deadlines, by looking days up in tables. It shares no code with the engine.

Every day of two centuries has a row; days off come from the `holidays` package; ends are found by position.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from datetime import date, timedelta
from itertools import accumulate

import holidays

FIRST, LAST = date(1995, 1, 1), date(2099, 12, 31)
DAYS = [FIRST + timedelta(days=row) for row in range((LAST - FIRST).days + 1)]
OFF = set(holidays.country_holidays("PL", years=range(FIRST.year, LAST.year + 1)))
OPEN_MINUTES = {0: 660, 1: 660, 2: 660, 3: 660, 4: 660, 5: 360, 6: 0}
OPENS_MINUTE = {0: 420, 1: 420, 2: 420, 3: 420, 4: 420, 5: 480}

IS_FREE = [day.isoweekday() in (6, 7) or day in OFF for day in DAYS]
WORKING = [row for row, free in enumerate(IS_FREE) if not free]
# Row of the first day at or after each row on which a term may end.
ENDS_ON = [0] * len(DAYS)
for _row in range(len(DAYS) - 1, -1, -1):
    ENDS_ON[_row] = _row if not IS_FREE[_row] or _row + 1 == len(DAYS) else ENDS_ON[_row + 1]
MINUTES = [0 if day in OFF else OPEN_MINUTES[day.weekday()] for day in DAYS]
MINUTES_BEFORE = [0, *accumulate(MINUTES)]

Stop = tuple[date, date]


def row_of(day: date) -> int:
    """Return the day's row."""
    return (day - FIRST).days


def same_number(day: date, months: int) -> date:
    """Return the day of the same number so many months on, or the last of that month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def nominal(start: date, length: int, unit: str, stops: list[Stop]) -> date:
    """Return the counted end, stopped days left out."""
    stopped: set[date] = set()
    for first, last in stops:
        stopped |= {first + timedelta(days=ahead) for ahead in range((last - first).days + 1)}
    if unit == "working days":
        rows = (row for row in WORKING[bisect_right(WORKING, row_of(start)) :] if DAYS[row] not in stopped)
        return DAYS[next(row for at, row in enumerate(rows, 1) if at == length)]
    plain = {
        "days": lambda: DAYS[row_of(start) + length],
        "weeks": lambda: DAYS[row_of(start) + 7 * length],
        "months": lambda: same_number(start, length),
        "years": lambda: same_number(start, 12 * length),
    }[unit]()
    # The term needs this many days that count; take them one by one.
    needed, row = (plain - start).days, row_of(start)
    while needed:
        row += 1
        needed -= DAYS[row] not in stopped
    return DAYS[row]


def legal(end: date, stops: list[Stop]) -> date:
    """Return the end moved past free days; it never falls on a stopped day by moving."""
    found = DAYS[ENDS_ON[row_of(end)]]
    if found == end:
        return end
    while any(first <= found <= last for first, last in stops) or IS_FREE[row_of(found)]:
        found += timedelta(days=1)
    return found


def service_end(start: date, minute: int, hours: int) -> tuple[date, int]:
    """Return the day and the minute of the day at which so many opening hours have passed since the minute."""
    row = row_of(start)
    opens = OPENS_MINUTE.get(start.weekday(), 0)
    used = min(max(minute - opens, 0), MINUTES[row])
    goal = MINUTES_BEFORE[row] + used + hours * 60
    end_row = bisect_left(MINUTES_BEFORE, goal) - 1
    return DAYS[end_row], OPENS_MINUTE[DAYS[end_row].weekday()] + goal - MINUTES_BEFORE[end_row]
