"""Figures computed by the database from the register of calls: few statements, however long the register is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from infolinia.city.rules.calendar import end_of_day, start_of_day
from infolinia.core.clock import CITY_ZONE, city_day
from infolinia.reporting.measures import ANSWER_SECONDS, SERVICE_LEVEL_GOAL, SHORT_SECONDS

HALF_HOUR = timedelta(minutes=30)

# One row per half-hour of arrival. A call that never reached the queue waited no time in it.
_BY_HALF_HOUR = """
    WITH call AS (
        SELECT arrived_at, answered_at, finished_at, state,
               coalesce(answered_at, ended_at) - coalesce(queued_at, answered_at, ended_at) AS waited
        FROM contacts_conversation
        WHERE arrived_at >= %(since)s AND arrived_at < %(until)s AND channel IN ('phone', 'web_call')
    )
    SELECT date_bin('30 minutes', arrived_at, %(since)s),
           count(answered_at),
           count(answered_at) FILTER (WHERE waited <= %(answer)s),
           count(*) FILTER (WHERE state = 'abandoned' AND waited > %(short)s),
           count(*) FILTER (WHERE state = 'abandoned' AND waited <= %(short)s),
           coalesce(sum(extract(epoch FROM waited)) FILTER (WHERE answered_at IS NOT NULL), 0)::float8,
           coalesce(sum(extract(epoch FROM finished_at - answered_at)), 0)::float8,
           count(finished_at) FILTER (WHERE answered_at IS NOT NULL)
    FROM call GROUP BY 1 ORDER BY 1
"""

# The same of the whole span, one row a queue.
_BY_QUEUE = """
    WITH call AS (
        SELECT queue_code, answered_at, finished_at, state,
               coalesce(answered_at, ended_at) - coalesce(queued_at, answered_at, ended_at) AS waited
        FROM contacts_conversation
        WHERE arrived_at >= %(since)s AND arrived_at < %(until)s AND channel IN ('phone', 'web_call')
    )
    SELECT queue_code,
           count(answered_at),
           count(answered_at) FILTER (WHERE waited <= %(answer)s),
           count(*) FILTER (WHERE state = 'abandoned' AND waited > %(short)s),
           count(*) FILTER (WHERE state = 'abandoned' AND waited <= %(short)s),
           coalesce(sum(extract(epoch FROM waited)) FILTER (WHERE answered_at IS NOT NULL), 0)::float8,
           coalesce(sum(extract(epoch FROM finished_at - answered_at)), 0)::float8,
           count(finished_at) FILTER (WHERE answered_at IS NOT NULL)
    FROM call GROUP BY 1
"""

_CALL_BACKS = """
    SELECT count(*), min(resident_due_at) FROM matters_matter
    WHERE kind = 'call_back' AND status <> 'closed'
"""


@dataclass(frozen=True)
class CallBacks:
    """Promised call-backs that nobody has made yet, and until when the nearest was promised."""

    count: int
    nearest: datetime | None


@dataclass(frozen=True)
class Counts:
    """Calls that arrived in one span; the two sums are in seconds."""

    answered: int = 0
    in_time: int = 0
    abandoned: int = 0
    short_abandoned: int = 0
    waited_seconds: float = 0.0
    handled_seconds: float = 0.0
    handled: int = 0

    @property
    def base(self) -> int:
        """Return what the service level is divided by."""
        return self.answered + self.abandoned

    @property
    def service_level(self) -> int | None:
        """Return the share answered in time in whole percent, or nothing when nobody called."""
        return round(100 * self.in_time / self.base) if self.base else None

    @property
    def meets_goal(self) -> bool:
        """Whether the share, as it is shown, reaches the goal."""
        return self.service_level is not None and self.service_level >= SERVICE_LEVEL_GOAL


@dataclass(frozen=True)
class HalfHour:
    """The calls that arrived in the half-hour that begins at `start` (city time)."""

    start: datetime
    counts: Counts


@dataclass(frozen=True)
class TodayBoard:
    """Today's figures as the definitions in `reporting.measures` say, and the same per half-hour."""

    service_level: int | None
    answered: int
    in_time: int
    abandoned: int
    short_abandoned: int
    average_seconds: int | None
    average_wait_seconds: int | None
    by_half_hour: tuple[HalfHour, ...]

    @property
    def base(self) -> int:
        """Return what the service level is divided by."""
        return self.answered + self.abandoned


def today(at: datetime) -> TodayBoard:
    """Return the figures of the city's day until `at`, half-hours without a call between others included."""
    day = city_day(at)
    return board(since=start_of_day(day), until=min(at, end_of_day(day)))


def board(*, since: datetime, until: datetime) -> TodayBoard:
    """Return the figures of the calls that arrived in the span, by one statement."""
    halves = _without_gaps(_half_hours(since, until))
    total = _sum([half.counts for half in halves])
    return TodayBoard(
        service_level=total.service_level,
        answered=total.answered,
        in_time=total.in_time,
        abandoned=total.abandoned,
        short_abandoned=total.short_abandoned,
        average_seconds=round(total.handled_seconds / total.handled) if total.handled else None,
        average_wait_seconds=round(total.waited_seconds / total.answered) if total.answered else None,
        by_half_hour=tuple(halves),
    )


def by_queue(at: datetime) -> dict[str, Counts]:
    """Return today's figures until `at` by the queue's code, by one statement."""
    day = city_day(at)
    rows = _rows(_BY_QUEUE, start_of_day(day), min(at, end_of_day(day)))
    return {row[0]: Counts(*row[1:]) for row in rows}


def call_backs(at: datetime) -> CallBacks:
    """Return the open promises to call back as they stand at the moment."""
    with connection.cursor() as cursor:
        cursor.execute(_CALL_BACKS)
        count, nearest = cursor.fetchone()
    return CallBacks(count, nearest)


def _half_hours(since: datetime, until: datetime) -> list[HalfHour]:
    rows = _rows(_BY_HALF_HOUR, since, until)
    return [HalfHour(row[0].astimezone(CITY_ZONE), Counts(*row[1:])) for row in rows]


def _rows(statement: str, since: datetime, until: datetime) -> list[tuple[Any, ...]]:
    given: dict[str, Any] = {
        "since": since,
        "until": until,
        "answer": timedelta(seconds=ANSWER_SECONDS),
        "short": timedelta(seconds=SHORT_SECONDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _without_gaps(halves: list[HalfHour]) -> list[HalfHour]:
    if not halves:
        return []
    known = {half.start: half for half in halves}
    first, last = halves[0].start, halves[-1].start
    starts = [first + HALF_HOUR * step for step in range(int((last - first) / HALF_HOUR) + 1)]
    return [known.get(start, HalfHour(start, Counts())) for start in starts]


def _sum(parts: Sequence[Counts]) -> Counts:
    return Counts(
        answered=sum(part.answered for part in parts),
        in_time=sum(part.in_time for part in parts),
        abandoned=sum(part.abandoned for part in parts),
        short_abandoned=sum(part.short_abandoned for part in parts),
        waited_seconds=sum(part.waited_seconds for part in parts),
        handled_seconds=sum(part.handled_seconds for part in parts),
        handled=sum(part.handled for part in parts),
    )
