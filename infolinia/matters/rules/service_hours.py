"""Terms counted in the line's opening hours: an hour in which nobody answers does not pass."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.matters.rules import pauses as breaks
from infolinia.matters.rules.shapes import Deadline, End, Pause, Step, Term

_DAYS_SHOWN = 6
_NO_HOURS_AFTER = 3660
Span = tuple[datetime, datetime]


class NeverOpen(ValueError):
    """The calendar has no opening hours within ten years, so a term in service hours never ends."""


def deadline(
    *,
    start: End,
    term: Term,
    calendar: Calendar,
    basis: str = "",
    pauses: Sequence[Pause] = (),
    event: str = "request",
) -> Deadline:
    """Return the moment at which so many service hours have passed; a bare day starts when the line opens on it.

    Lengths are true durations in UTC, so a day of clock change neither loses nor gains an hour.
    """
    begin = start if isinstance(start, datetime) else datetime.combine(start, time(0), CITY_ZONE)
    begin = begin.astimezone(UTC)
    spans = list(_used(begin, timedelta(hours=term.length), calendar, pauses))
    first, end = spans[0][0], spans[-1][1]
    rule = " · ".join(part for part in (basis, "godziny pracy infolinii") if part)
    opened = "open" if first == begin else "closed"
    steps = [
        Step(f"hours_{opened}_{event}", {"start_moment": begin.isoformat()}, "godziny pracy infolinii", first, "from"),
        Step("hours_count", {"length": term.length, "unit": term.unit}, rule, end),
        *_span_steps(spans),
    ]
    return Deadline(start=begin, term=term, nominal_end=end, legal_end=end, working=tuple(steps))


def _used(begin: datetime, length: timedelta, calendar: Calendar, pauses: Sequence[Pause]) -> Iterator[Span]:
    """Give the stretches of opening hours that the term uses up, day by day."""
    today = begin.astimezone(CITY_ZONE).date()
    over = breaks.finished(pauses)
    for ahead in count():
        if ahead > _NO_HOURS_AFTER:
            raise NeverOpen("w kalendarzu nie ma godzin pracy infolinii")
        span = _open_part(begin, today + timedelta(days=ahead), calendar, over)
        if span is None:
            continue
        taken = min(length, span[1] - span[0])
        length -= taken
        yield span[0], span[0] + taken
        if not length:
            return


def _open_part(begin: datetime, day: date, calendar: Calendar, pauses: Sequence[Pause]) -> Span | None:
    span = calendar.open_span(day)
    if span is None or span[1] <= begin or breaks.is_paused(day, pauses):
        return None
    return max(span[0], begin), span[1]


def _span_steps(spans: Sequence[Span]) -> list[Step]:
    """Return one line for each day, or for a long term the first days, the days between and the last."""
    sums = _running(spans)
    if len(spans) <= _DAYS_SHOWN:
        return [_span_step(span, spent) for span, spent in zip(spans, sums, strict=True)]
    between = spans[2:-1]
    minutes = sum(int((end - begin).total_seconds()) for begin, end in between) // 60
    collapsed = Step(
        "hours_between", {"n": len(between), "spent_minutes": minutes}, "godziny pracy infolinii", between[-1][1]
    )
    shown = [_span_step(spans[at], sums[at]) for at in (0, 1)]
    return [*shown, collapsed, _span_step(spans[-1], sums[-1])]


def _running(spans: Sequence[Span]) -> list[int]:
    total, sums = timedelta(0), []
    for begin, end in spans:
        total += end - begin
        sums.append(int(total.total_seconds()) // 60)
    return sums


def _span_step(span: Span, sum_minutes: int) -> Step:
    begin, end = span
    params: dict[str, str | int] = {
        "begin_moment": begin.isoformat(),
        "end_moment": end.isoformat(),
        "spent_minutes": int((end - begin).total_seconds()) // 60,
        "sum_minutes": sum_minutes,
    }
    return Step("hours_day", params, "godziny pracy infolinii", end)
