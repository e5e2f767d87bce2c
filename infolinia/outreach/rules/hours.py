"""When people may be disturbed: the line's hours for calls, daytime for text messages, any time for e-mail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import cast

from infolinia.city.rules.calendar import CITY_ZONE, SATURDAY, Calendar
from infolinia.matters.rules import service_hours
from infolinia.matters.rules.shapes import Term
from infolinia.outreach.rules.windows import Window, spans_on

PHONE, SMS = "phone", "sms"
DISTURBING = frozenset({PHONE, SMS})
"""Channels that ring or beep in somebody's pocket."""
LONGEST_SEARCH = 60
"""Days ahead: who names an hour that does not come in two months has named none."""
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Quiet:
    """What an office set: nobody is called and nothing beeps before and after these hours of the city's clock."""

    earliest: time = time(8)
    latest: time = time(20)
    on_saturdays: bool = True
    always_open: bool = False


def due(calendar: Calendar, *, hours: int, at: datetime, always_open: bool = False) -> datetime:
    """Return when so many service hours have passed: an hour in which nobody answers does not pass."""
    if always_open:
        return at + timedelta(hours=hours)
    counted = service_hours.deadline(start=at, term=Term(hours, "service hours"), calendar=calendar)
    return cast("datetime", counted.legal_end)  # to the minute, for it began at one


def due_for(
    quiet: Quiet, calendar: Calendar, *, hours: int, windows: Sequence[Window], at: datetime
) -> datetime | None:
    """Return the latest moment of a promise, or None when the named hours never meet ours.

    The usual term, unless the first of the named hours comes only after it: then the end of those.
    """
    usual = due(calendar, hours=hours, at=at, always_open=quiet.always_open)
    if not windows:
        return usual
    first = next(call_spans(quiet, calendar, windows, at), None)
    if first is None:
        return None
    return usual if first[0] < usual else first[1]


def next_call(quiet: Quiet, calendar: Calendar, windows: Sequence[Window], after: datetime) -> datetime | None:
    """Return the first moment, not before `after`, at which the resident may be called and wants to be."""
    span = next(call_spans(quiet, calendar, windows, after), None)
    return max(span[0], after) if span else None


def may_call(quiet: Quiet, calendar: Calendar, windows: Sequence[Window], at: datetime) -> bool:
    """Tell whether now is a good moment to call."""
    return next_call(quiet, calendar, windows, at) == at


def next_message(quiet: Quiet, calendar: Calendar, channel: str, after: datetime) -> datetime:
    """Return when a message may leave by this channel: what beeps waits for daytime and skips Sundays and holidays."""
    if channel not in DISTURBING:
        return after
    for day in _days(after):
        span = _daytime(quiet, calendar, day)
        if span and span[1] > after:
            return max(span[0], after)
    return after


def call_spans(quiet: Quiet, calendar: Calendar, windows: Sequence[Window], after: datetime) -> Iterator[Span]:
    """Give the stretches in which a call fits, not over yet at `after`, in order, for two months."""
    for day in _days(after):
        ours = _line_open(quiet, calendar, day)
        if ours is None:
            continue
        wanted = sorted(spans_on(windows, day)) if windows else [ours]
        for begins, ends in wanted:
            span = max(begins, ours[0]), min(ends, ours[1])
            if span[0] < span[1] and span[1] > after:
                yield span


def _days(after: datetime) -> Iterator[date]:
    today = after.astimezone(CITY_ZONE).date()
    return (today + timedelta(days=ahead) for ahead in range(LONGEST_SEARCH))


def _line_open(quiet: Quiet, calendar: Calendar, day: date) -> Span | None:
    daytime = _daytime(quiet, calendar, day)
    if daytime is None or quiet.always_open:
        return daytime
    opened = calendar.open_span(day)
    if opened is None:
        return None
    span = max(daytime[0], opened[0]), min(daytime[1], opened[1])
    return span if span[0] < span[1] else None


def _daytime(quiet: Quiet, calendar: Calendar, day: date) -> Span | None:
    if calendar.is_day_off(day) or (day.weekday() == SATURDAY and not quiet.on_saturdays):
        return None
    return datetime.combine(day, quiet.earliest, CITY_ZONE), datetime.combine(day, quiet.latest, CITY_ZONE)
