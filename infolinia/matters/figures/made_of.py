"""What each number of a month is made of, as SQL: the count and the list behind it read the very same rows.

Each text selects `matter_id, unit_id, category_id, at`. Parameters are named; moments are aware. Nothing of a reader's
is ever put into the text, only these pieces into one another.
"""

from datetime import date, datetime
from typing import Any

from infolinia.city.rules.calendar import CITY_ZONE, end_of_day, start_of_day
from infolinia.core.clock import city_day
from infolinia.matters.rules.figures import AGEING_DAYS

_EVENT = "SELECT e.matter_id, e.unit_id, m.category_id, e.at FROM matters_storyevent e"
# A LEFT JOIN, though the matter is always there: a count that asks nothing of it leaves it out.
_EVENT += " LEFT JOIN matters_matter m ON m.id = e.matter_id WHERE e.at >= %(first)s AND e.at < %(last)s AND e.kind"
_DUE = "COALESCE((e.details->>'due')::timestamptz, m.resident_due_at)"
_FROM = "(e.details->>'from_unit')::bigint"
# A new matter's first unit.
_FIRST = """SELECT m.id AS matter_id, COALESCE((m.past_unit_ids->>0)::bigint, m.unit_id) AS unit_id, m.category_id,
    m.registered_at AS at FROM matters_matter m WHERE m.registered_at >= %(first)s AND m.registered_at < %(last)s"""
# Where a matter was at the end of the month: its last way before that moment. From a return on it was nobody's (0).
# Asked in the line itself, so that a list that does not name the unit does not look for it.
_STOOD = """SELECT m.id AS matter_id, NULLIF(COALESCE((
        SELECT CASE WHEN e.kind <> 'returned' THEN COALESCE(e.unit_id, 0) ELSE 0 END FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at < %(last)s AND e.kind IN ('forwarded', 'passed_on', 'returned', 'settled')
        ORDER BY e.at DESC, e.id DESC LIMIT 1), m.unit_id), 0) AS unit_id,
    m.category_id, m.registered_at AS at FROM matters_matter m"""
# The index of lifetimes finds what was open then among all that ever were; the plain conditions say it to the letter.
_LIVED = "tstzrange(m.registered_at, CASE WHEN m.closed_at >= m.registered_at THEN m.closed_at END, '[]') @> %(last)s"
_THEN = "m.registered_at < %(last)s AND (m.status <> 'closed' OR m.closed_at >= %(last)s)"
# A CASE, so that the planner does not take for rare what is the rule.
_NOT_ENDED = """CASE WHEN COALESCE((
        SELECT e.kind FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at < %(last)s
            AND e.kind IN ('closed', 'joined', 'stays_closed', 'reopened', 'own_again')
        ORDER BY e.at DESC, e.id DESC LIMIT 1), 'reopened') IN ('reopened', 'own_again') THEN true END"""
_LATER = """LEFT JOIN LATERAL (
        SELECT e.details->>'due' AS due FROM matters_storyevent e
        WHERE e.matter_id = m.id AND e.at >= %(last)s AND e.kind IN ('closed', 'joined')
        ORDER BY e.at, e.id LIMIT 1) later ON true"""
_DUE_THEN = "COALESCE(later.due::timestamptz, m.resident_due_at)"
# A clock that began to stand after the month, or after the end, does not make it less late.
# An end that is not past yet was another one then only where the matter ended since and began again.
_MAY_BE_LATE = """(m.resident_due_at < %(last)s OR m.reopened > 0 OR m.id IN (
        SELECT e.matter_id FROM matters_storyevent e WHERE e.kind = 'joined' AND e.at >= %(last)s))"""
_LATE_THEN = f"""{_DUE_THEN} < %(last)s AND (m.stopped_since IS NULL OR m.stopped_since > %(last_day)s
    OR m.stopped_since > (({_DUE_THEN} - interval '1 microsecond') AT TIME ZONE '{CITY_ZONE.key}')::date)"""

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
    "open": f"{_STOOD} WHERE {_THEN} AND {_NOT_ENDED}",
    "ageing": f"{_STOOD} WHERE {_THEN} AND m.registered_at < %(aged)s AND {_NOT_ENDED}",
    # What was not late is not asked for its ending.
    "overdue": f"{_STOOD} {_LATER} WHERE {_THEN} AND {_MAY_BE_LATE} AND CASE WHEN {_LATE_THEN} THEN {_NOT_ENDED} END",
}
_AT_THE_END = frozenset({"open", "ageing", "overdue"})
_OF_THEM = "m.id, m.unit_id, m.category_id, m.registered_at, m.status, m.closed_at, m.resident_due_at,"
_OF_THEM += " m.stopped_since, m.reopened"
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


def arms(number: str, which: str = "") -> list[str]:
    """Return the texts that together are the number: each is read in its own order, no further than a page needs.

    `which` is a condition on matters (`m`) that all wanted ones fulfil, for where few of them are wanted.
    """
    texts = MONTH[number].split(" UNION ALL ")
    if not which or number not in _AT_THE_END:
        return texts
    # Few among all that ever were: found before anything else is asked of them.
    few = f"FROM (SELECT {_OF_THEM} FROM matters_matter m WHERE {_LIVED} AND {which} OFFSET 0) m"  # noqa: S608 - ours
    return [text.replace("FROM matters_matter m", few) for text in texts]


def last_of(month: date) -> date:
    """Return the last day of the month that begins on the day."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
