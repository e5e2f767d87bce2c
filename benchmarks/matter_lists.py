"""Lists, searches, boards and pages of matters with 10,000 and with 1,000,000 of them, three lines of story for each.

The same people ask the same pages of the same database before and after it grew by the settled matters of decades, as
an office leaves them behind. What is told is each page's p95 at both sizes and how far the middle one grew; a bare
query, measured between the pages, tells how far the machine itself was slower the second time.
"""

import os
import sys
from functools import partial

from django.db import connection

from benchmarks._city import Figures, Spent, bare_query, city, figures, get, person, timed

SMALL = int(os.environ.get("INFOLINIA_BENCH_SMALL", "10000"))
LARGE = int(os.environ.get("INFOLINIA_BENCH_LARGE", "1000000"))
ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "40"))
WARM_UP = 5
LIMIT_MS, MOST_GROWTH = 150.0, 1.5
CONVERSATIONS_OF_A_MATTER = 3
LINES_OF_A_STORY = 3
PAGES: tuple[tuple[str, str], ...] = (
    ("referent", "/skrzynka/zdiz-utrzymanie"),
    ("referent", "/skrzynka/zdiz-utrzymanie/lista"),
    ("referent", "/skrzynka/zdiz-utrzymanie?widok=zalatwione"),
    ("referent", "/sprawy/{matter}"),
    ("referent", "/sprawy?q=dziura"),
    ("referent", "/sprawy?q=kamienna"),
    ("referent", "/sprawy?q=nie+ma+takich"),
    ("doradca", "/sprawy?q={number}"),
    ("kierownik", "/sprawy?q=latarnia"),
    ("kierownik", "/nadzor"),
    ("kierownik", "/nadzor/dzien"),
    ("kierownik", "/nadzor/sprawy"),
    ("kierownik", "/nadzor/przypomnij/{unit}"),
)
PLACES = {
    "unit": "SELECT id FROM city_unit WHERE code = 'zdiz-utrzymanie'",
    "number": "SELECT number FROM matters_matter ORDER BY registered_at DESC LIMIT 1",
    "matter": (
        "SELECT m.id FROM matters_matter m JOIN city_unit u ON u.id = m.unit_id "
        "WHERE u.code = 'zdiz-utrzymanie' AND m.status = 'in_progress' ORDER BY m.registered_at DESC LIMIT 1"
    ),
}
# One copy of every settled matter, a quarter earlier than the last copy, and its story cut or filled to three lines.
_MATTERS = """
    INSERT INTO matters_matter ({columns})
    SELECT {values} FROM matters_matter m, generate_series(%(first)s, %(last)s) AS turn
    WHERE m.status = 'closed' AND m.number NOT LIKE 'P%%'
"""
_STORIES = """
    INSERT INTO matters_storyevent (matter_id, kind, at, by_id, unit_id, text, details, visible_to_resident)
    SELECT m.id, said.kind, m.registered_at + said.after, NULL, m.unit_id, '', '{}', TRUE
    FROM matters_matter m,
        (VALUES ('registered', interval '0'), ('taken', interval '3 hours'), ('closed', interval '2 days'))
        AS said (kind, after)
    WHERE m.number LIKE 'P%'
"""
_MOVED = ("registered_at", "started_at", "resident_due_at", "unit_due_at", "closed_at")
_OWN = {
    "id": "gen_random_uuid()",
    "number": "'P' || turn || '-' || substr(m.number, 5)",
    "question_id": "NULL",
    "conversation_id": "NULL",
    "request_key": "NULL",
    "parent_id": "NULL",
    "joined_to_id": "NULL",
}


def main() -> int:
    """Print the table; fails when a page is over the limit or grew too much."""
    with city(conversations=SMALL * CONVERSATIONS_OF_A_MATTER):
        asked = _asked()
        few = _count()
        before = measure(asked)
        grow(LARGE - few)
        return report(before, measure(asked), (few, _count()))


def grow(wanted: int) -> None:
    """Add that many settled matters of the past and their stories; no history of them, for no page reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT count(*) FROM matters_matter WHERE status = 'closed'")
        settled = cursor.fetchone()[0]
        columns = _columns()
        values = ", ".join(_value(name) for name in columns)
        copy = _MATTERS.format(columns=", ".join(f'"{name}"' for name in columns), values=values)
        turns = max(wanted // settled, 1)
        for first in range(1, turns + 1, 10):
            cursor.execute(copy, {"first": first, "last": min(first + 9, turns)})
        cursor.execute(_STORIES)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE matters_matter")
        cursor.execute("VACUUM ANALYZE matters_storyevent")


def measure(asked: list[tuple[str, str]]) -> tuple[dict[str, Figures], Figures]:
    """Ask the pages in turns, so that a busy moment of the machine falls on all of them."""
    clients = {who: person(who) for who, _ in asked}
    times: dict[str, list[Spent]] = {f"{who} {path}": [] for who, path in asked}
    bare: list[Spent] = []
    for _turn in range(WARM_UP + ROUNDS):
        bare.append(timed(bare_query))
        for who, path in asked:
            times[f"{who} {path}"].append(timed(partial(get, clients[who], path)))
    return {name: figures(spent[WARM_UP:]) for name, spent in times.items()}, figures(bare[WARM_UP:])


def report(
    before: tuple[dict[str, Figures], Figures], after: tuple[dict[str, Figures], Figures], counts: tuple[int, int]
) -> int:
    """Print each page at both sizes; returns 1 when one is over the limit or grew too much."""
    (few, bare_few), (many, bare_many) = before, after
    print(f"{counts[0]} and {counts[1]} matters, {LINES_OF_A_STORY} lines of story each, {ROUNDS} rounds")
    print(f"bare query p50 {bare_few.p50:.3f} and {bare_many.p50:.3f} ms")
    print(f"{'page':<58}{'p95 few':>9}{'p95 many':>10}{'growth':>8}{'× query':>9}")
    over = []
    for name, found in many.items():
        growth = found.p50 / few[name].p50
        print(f"{name:<58}{few[name].p95:>9.1f}{found.p95:>10.1f}{growth:>8.2f}{found.p50 / bare_many.p50:>9.0f}")
        if found.p95 > LIMIT_MS or growth > MOST_GROWTH:
            over.append(name)
    print(f"over {LIMIT_MS:.0f} ms or grown over {MOST_GROWTH}×: {', '.join(over) if over else 'none'}")
    return 1 if over else 0


def _asked() -> list[tuple[str, str]]:
    places = {}
    with connection.cursor() as cursor:
        for name, statement in PLACES.items():
            cursor.execute(statement)
            places[name] = str(cursor.fetchone()[0])
    return [(who, path.format(**places)) for who, path in PAGES]


def _columns() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'matters_matter' "
            "AND table_schema = current_schema() ORDER BY ordinal_position"
        )
        return [row[0] for row in cursor.fetchall()]


def _value(name: str) -> str:
    if name in _MOVED:
        return f"m.{name} - turn * interval '91 days'"
    return _OWN.get(name, f'm."{name}"')


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matters_matter")
        return int(cursor.fetchone()[0])


if __name__ == "__main__":
    sys.exit(main())
