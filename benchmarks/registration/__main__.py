"""Registering a matter over HTTP through the whole of Django, against a bare transaction that writes the same rows.

Each round: a request (key or session, rights, form, the whole registration, its answer), then the rows that it wrote
are written once more by plain SQL in one transaction, triggers and indexes included. Both run one after the other on
one connection each, so what is told is registrations per second of one core and of one connection. The request does
not pass a socket.
"""

import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks._city import city
from benchmarks._quiet import refuse_when_busy, verdict
from benchmarks.registration.rows import written_again
from benchmarks.registration.ways import Desk, Program, Way
from infolinia.api.limits import limits

ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "200"))
WARM_UP = 10
STATEMENTS, SHARE = 12, 0.4
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE SAVEPOINT")


@dataclass
class Measured:
    """Seconds of every round: on the clock, of this process's own work, and of the bare transaction."""

    statements: int = 0
    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def main() -> int:
    """Print each way with its ratio; returns how many promises were not kept."""
    refuse_when_busy()
    limits.seconds_to_wait = lambda *_who: 0  # type: ignore[method-assign] - one program asks without a pause
    with city() as address, psycopg.connect(address, autocommit=True) as bare:
        ways: dict[str, Way] = {
            "API": Program(bare, has_email=False),
            "API, e-mail": Program(bare, has_email=True),
            "desk, e-mail": Desk(bare),
        }
        kept = [told(name, measured(way, bare)) for name, way in ways.items()]
    return kept.count(False)


def measured(way: Way, bare: psycopg.Connection[Any]) -> Measured:
    """Register and write in turns, so that a busy moment of the machine falls on both."""
    found = Measured()
    for turn in range(WARM_UP + ROUNDS):
        call = way.call()
        busy, began = time.process_time(), time.perf_counter()
        matter = way.register(call, turn)
        wall, own = time.perf_counter() - began, time.process_time() - busy
        rows = written_again(bare, matter, way.call())
        began = time.perf_counter()
        with bare.transaction():
            for statement, values in rows:
                bare.execute(statement, values)
        if turn >= WARM_UP:
            found.wall.append(wall)
            found.own.append(own)
            found.bare.append(time.perf_counter() - began)
    with CaptureQueriesContext(connection) as asked:
        way.register(way.call(), ROUNDS + WARM_UP)
    found.statements = sum(not each["sql"].startswith(TRANSACTION) for each in asked.captured_queries)
    return found


def told(name: str, found: Measured) -> bool:
    """Say how many registrations a second each way gives, and how far they are apart; returns whether that is kept."""
    wall, own, bare = (statistics.median(values) for values in (found.wall, found.own, found.bare))
    share = bare / wall
    print(f"{name}: {found.statements} statements, n={len(found.wall)}")
    print(f"  over HTTP        {wall * 1000:6.1f} ms, {1 / wall:5.0f} a second; {1 / own:5.0f} a second of one core")
    print(f"  bare transaction {bare * 1000:6.1f} ms, {1 / bare:5.0f} a second; ratio {share:.2f}")
    kept = found.statements <= STATEMENTS and share >= SHARE
    print(f"  {verdict(kept, f'at most {STATEMENTS} statements, at least {SHARE} of the bare transaction')}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
