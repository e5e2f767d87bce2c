"""The same city twice: with the matters of its past, and with a hundred times as many of them, side by side.

Every settled matter is copied again and again, each copy four days older than the one before, so that a million of
them fill little more than a year; every open one some twenty times, an hour older each. A copy has three lines of
story, and the same words as its pattern.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection, connections
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from benchmarks._city import SERVER, city
from infolinia.core.clock import now
from infolinia.matters import codes, operations
from infolinia.matters.models import Matter, StoryEvent

GROWN = "infolinia_bench_grown"
CONVERSATIONS_OF_A_MATTER = 3
LINES_OF_A_STORY, LONG_STORY = 3, 120
OPEN_COPIES = 20
RARE, CODE = "gwarek", "ACDEFG"
_BATCH = 10
# A word that one matter alone has stays with it, and nobody's number or key is anybody else's.
_OWN = {
    "id": "gen_random_uuid()",
    "number": "'P' || turn || '-' || substr(m.number, 5)",
    "search_key": (
        f"replace(replace(m.search_key, lower(m.number), 'inf-p' || turn || substr(m.number, 9)), '{RARE}', '')"
    ),
    "question_id": "NULL",
    "conversation_id": "NULL",
    "request_key": "NULL",
    "parent_id": "NULL",
    "joined_to_id": "NULL",
}
_MOMENTS = ("registered_at", "started_at", "resident_due_at", "unit_due_at", "closed_at", "with_unit_since")
_COPIES = """
    INSERT INTO matters_matter ({columns})
    SELECT {values} FROM generate_series(%(first)s, %(last)s) AS turn, matters_matter m
    WHERE {which} AND m.number NOT LIKE 'P%%' ORDER BY turn, m.registered_at
"""
_STORIES = """
    INSERT INTO matters_storyevent (matter_id, kind, at, by_id, unit_id, text, details, visible_to_resident)
    SELECT m.id, said.kind, said.at, NULL, m.unit_id, '', said.details, TRUE FROM matters_matter m, LATERAL
        (VALUES ('registered', m.registered_at, '{}'::jsonb), ('forwarded', m.registered_at, '{}'),
            (CASE WHEN m.status = 'closed' THEN 'closed' ELSE 'taken' END,
                coalesce(m.closed_at, m.registered_at + interval '3 hours'),
                jsonb_build_object('due', m.resident_due_at, 'started', m.started_at))) AS said (kind, at, details)
    WHERE m.number LIKE 'P%' ORDER BY m.registered_at
"""


@contextmanager
def both(few: int, many: int, *, ready: str) -> Iterator[tuple[str, str]]:
    """Give the addresses of both databases; the grown one is dropped after, unless it was `ready` before."""
    with city(conversations=few * CONVERSATIONS_OF_A_MATTER) as small:
        if ready:
            yield small, ready
            return
        prepare()
        connections.close_all()
        large = copied(small)
        try:
            look_at(large)
            grow(many - Matter.objects.count())
            yield small, large
        finally:
            connections.close_all()
            with psycopg.connect(SERVER, autocommit=True) as server:
                server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(GROWN)))


def look_at(address: str) -> None:
    """Let everything that follows happen in the database of the address."""
    parts = conninfo_to_dict(address)
    connection.close()
    connection.settings_dict["NAME"] = parts["dbname"]


def copied(address: str) -> str:
    """Make the database that will grow, as a copy of the other; returns its address."""
    pattern = sql.Identifier(str(conninfo_to_dict(address)["dbname"]))
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(GROWN)))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(GROWN), pattern))
    return f"{address.rsplit('/', 1)[0]}/{GROWN}"


def prepare() -> None:
    """Give one matter a word of its own and a code that is known, and the one with the longest story a longer one."""
    newest = Matter.objects.filter(number__startswith="INF-", status="in_progress").order_by("-registered_at")[0]
    if RARE in newest.search_key:
        return
    key = f"{newest.search_key} {RARE}"
    Matter.objects.filter(pk=newest.pk).update(search_key=key, code_hash=codes.code_hash(newest.pk, CODE))
    StoryEvent.objects.bulk_create(
        StoryEvent(matter=newest, kind="note", at=now(), unit=newest.unit, text=f"Notatka {n}.")
        for n in range(LONG_STORY)
    )
    refresh()


def refresh() -> None:
    """Do what the worker does by the clock: warn, count how units stand, count the months."""
    while operations.warn(at=now()):
        pass
    operations.count_due_months(at=now())
    operations.count_now(at=now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def grow(wanted: int) -> None:
    """Add that many matters, settled and open, with their stories; no history of them, for no page reads it."""
    with connection.cursor() as cursor:
        indexes = _drop_indexes()
        cursor.execute("SET session_replication_role = replica")
        opened = Matter.objects.exclude(status="closed").count()
        settled = Matter.objects.filter(status="closed").count()
        _copy("m.status <> 'closed'", OPEN_COPIES, "1 hour")
        _copy("m.status = 'closed'", max((wanted - opened * OPEN_COPIES) // settled, 1), "4 days")
        cursor.execute(_STORIES)
        cursor.execute("SET session_replication_role = origin")
        for definition in indexes:
            cursor.execute(definition)
    refresh()


def _copy(which: str, turns: int, step: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'matters_matter' "
            "AND table_schema = current_schema() ORDER BY ordinal_position"
        )
        names = [row[0] for row in cursor.fetchall()]
        # Open copies and settled ones are numbered apart, and both begin one step before their patterns.
        base = 0 if "<>" in which else OPEN_COPIES
        values = ", ".join(_value(name, f"(turn - {base}) * interval '{step}'") for name in names)
        copy = _COPIES.format(columns=", ".join(f'"{name}"' for name in names), values=values, which=which)
        for first in range(1, turns + 1, _BATCH):
            cursor.execute(copy, {"first": base + first, "last": base + min(first + _BATCH - 1, turns)})


def _value(name: str, earlier: str) -> str:
    if name in _MOMENTS:
        return f"m.{name} - {earlier}"
    return _OWN.get(name, f'm."{name}"')


def _drop_indexes() -> list[str]:
    """Drop what only speeds reading, to be made again when all rows are there; returns how."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ('matters_matter', 'matters_storyevent') "
            "AND schemaname = current_schema() AND indexdef NOT LIKE 'CREATE UNIQUE%'"
        )
        found = cursor.fetchall()
        for name, _definition in found:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _name, definition in found]
