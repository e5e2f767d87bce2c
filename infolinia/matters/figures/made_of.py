"""What each number of a month is made of, as SQL: the count and the list behind it read the very same rows.

Each text selects `matter_id, unit_id, category_id, at`. Parameters are named; moments are aware. Nothing of a reader's
is ever put into the text, only these pieces into one another.
"""

from datetime import date, datetime
from typing import Any

from infolinia.city.rules.calendar import end_of_day, start_of_day
from infolinia.core.clock import city_day
from infolinia.matters.rules.figures import AGEING_DAYS

_EVENT = "SELECT e.matter_id, e.unit_id, m.category_id, e.at FROM matters_storyevent e"
_EVENT += " JOIN matters_matter m ON m.id = e.matter_id WHERE e.at >= %(first)s AND e.at < %(last)s AND e.kind"
_DUE = "COALESCE((e.details->>'due')::timestamptz, m.resident_due_at)"
_FROM = "(e.details->>'from_unit')::bigint"
# A new matter's first unit.
_FIRST = """SELECT m.id AS matter_id, COALESCE((m.past_unit_ids->>0)::bigint, m.unit_id) AS unit_id, m.category_id,
    m.registered_at AS at FROM matters_matter m WHERE m.registered_at >= %(first)s AND m.registered_at < %(last)s"""
# Where a matter was at the end of the month: its last way before that moment. From a return on it was nobody's.
_STOOD = """SELECT m.id AS matter_id, CASE WHEN way.kind IS NULL THEN m.unit_id ELSE way.unit_id END AS unit_id,
    m.category_id, m.registered_at AS at FROM matters_matter m
    LEFT JOIN LATERAL (
        SELECT e.kind, CASE WHEN e.kind <> 'returned' THEN e.unit_id END AS unit_id FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at < %(last)s AND e.kind IN ('forwarded', 'passed_on', 'returned', 'settled')
        ORDER BY e.at DESC, e.id DESC LIMIT 1) way ON true
    LEFT JOIN LATERAL (
        SELECT e.kind FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at < %(last)s
            AND e.kind IN ('closed', 'joined', 'stays_closed', 'reopened', 'own_again')
        ORDER BY e.at DESC, e.id DESC LIMIT 1) ending ON true
    LEFT JOIN LATERAL (
        SELECT e.details->>'due' AS due FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at >= %(last)s AND e.kind IN ('closed', 'joined')
        ORDER BY e.at, e.id LIMIT 1) later ON true
    WHERE m.registered_at < %(last)s AND (m.status <> 'closed' OR m.closed_at >= %(last)s)
        AND COALESCE(ending.kind, 'reopened') IN ('reopened', 'own_again')"""

MONTH = {
    "received": f"{_FIRST} UNION ALL {_EVENT} = 'passed_on'",
    # Two arms, each in the order of its index, so that a page of the newest reads no more than it shows.
    "closed": f"{_EVENT} = 'closed' UNION ALL {_EVENT} = 'joined'",
    "on_time": f"{_EVENT} = 'closed' AND e.at <= {_DUE} UNION ALL {_EVENT} = 'joined' AND e.at <= {_DUE}",
    "late": f"{_EVENT} = 'closed' AND e.at > {_DUE} UNION ALL {_EVENT} = 'joined' AND e.at > {_DUE}",
    "returned": f"{_EVENT} = 'returned'",
    "passed_on": _EVENT.replace("e.unit_id", f"{_FROM} AS unit_id", 1) + f" = 'passed_on' AND {_FROM} IS NOT NULL",
    "reopened": f"{_EVENT} = 'reopened'",
    "silent": f"""SELECT DISTINCT ON (told.matter_id, told.unit_id) told.* FROM ({_EVENT} = 'unopened') told
        ORDER BY told.matter_id, told.unit_id, told.at""",  # noqa: S608
    "open": _STOOD,
    "ageing": f"{_STOOD} AND m.registered_at < %(aged)s",
    "overdue": f"{_STOOD} AND COALESCE(later.due::timestamptz, m.resident_due_at) < %(last)s"
    " AND (m.stopped_since IS NULL OR m.stopped_since > %(last_day)s)",
}
# How long the closed ones took, from the start of their term: `seconds` beside the unit and the kind.
SECONDS = """SELECT e.unit_id, m.category_id, GREATEST(EXTRACT(EPOCH FROM
        e.at - COALESCE((e.details->>'started')::timestamptz, m.started_at)), 0)::bigint AS seconds
    FROM matters_storyevent e JOIN matters_matter m ON m.id = e.matter_id
    WHERE e.at >= %(first)s AND e.at < %(last)s AND e.kind IN ('closed', 'joined')"""


def month_values(month: date, at: datetime) -> dict[str, Any]:
    """Return the values of the texts about a month; of the running one they reach until `at`."""
    last_day = last_of(month)
    last = min(end_of_day(last_day), at)
    ended = city_day(last) if last == at else last_day
    return {
        "first": start_of_day(month),
        "last": last,
        "last_day": ended,
        "aged": start_of_day(date.fromordinal(ended.toordinal() - AGEING_DAYS)),
    }


def last_of(month: date) -> date:
    """Return the last day of the month that begins on the day."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
