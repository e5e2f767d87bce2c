"""Lists, searches, boards and pages of matters with 10,000 and with 1,000,000 of them, three lines of story for each.

The same people ask the same pages of both databases in turns, so that a busy moment of the machine falls on both. Told
are each page's p95 through the whole application at both sizes, the same of its statements alone, and how far the
middle ones grew. The limit is the least that a list can cost: fifty ids read from an index and from nothing else.
Databases that are there already: `INFOLINIA_BENCH_DATABASE` (the small one), `INFOLINIA_BENCH_MANY`.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection

from benchmarks._city import person
from benchmarks._quiet import percentile, refuse_when_busy, verdict
from benchmarks.matter_lists.pages import pages, people
from benchmarks.matter_lists.two_sizes import LINES_OF_A_STORY, both, look_at, refresh
from infolinia.core.clock import now
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations import count_now

SMALL = int(os.environ.get("INFOLINIA_BENCH_SMALL", "10000"))
LARGE = int(os.environ.get("INFOLINIA_BENCH_LARGE", "1000000"))
ROUNDS = int(os.environ.get("INFOLINIA_BENCH_ROUNDS", "30"))
READY = os.environ.get("INFOLINIA_BENCH_MANY", "")
WARM_UP = 3
LIMIT_MS, MOST_GROWTH = 150.0, 1.5
LIMIT = "SELECT id FROM matters_matter WHERE status <> 'closed' AND unit_id = %s ORDER BY resident_due_at LIMIT 50"


@dataclass(frozen=True)
class Spent:
    """Milliseconds of one request: on the clock, in its statements; and how many statements there were."""

    wall: float
    database: float
    statements: int


class Asking:
    """Counts the time of the statements while something is asked."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.seconds, self.statements = 0.0, 0

    def __call__(self, execute: Callable[..., Any], *said: Any) -> Any:
        """Run one statement and count its time."""
        began = time.perf_counter()
        try:
            return execute(*said)
        finally:
            self.seconds += time.perf_counter() - began
            self.statements += 1


Times = dict[str, list[Spent]]


def main() -> int:
    """Print the table; fails when a page is over the limit or grew too much."""
    refuse_when_busy()
    with both(SMALL, LARGE, ready=READY) as addresses:
        times: tuple[Times, Times] = ({}, {})
        sizes = []
        asked = []
        for address in addresses:
            look_at(address)
            refresh()
            sizes.append(_size())
            asked.append([("limit", _limit()), *((page.name, page.ask) for page in pages(_browsers()))])
        for _turn in range(WARM_UP + ROUNDS):
            for address, mine, all_asked in zip(addresses, times, asked, strict=True):
                look_at(address)
                count_now(at=now())
                for name, ask in all_asked:
                    mine.setdefault(name, []).append(measured(ask))
    return report(*times, sizes)


def measured(ask: Callable[[], None]) -> Spent:
    """Ask once and say how long it took."""
    asking = Asking()
    began = time.perf_counter()
    with connection.execute_wrapper(asking):
        ask()
    return Spent((time.perf_counter() - began) * 1000, asking.seconds * 1000, asking.statements)


def report(few: Times, many: Times, sizes: list[str]) -> int:
    """Print each page at both sizes; returns 1 when one is over the limit or grew too much."""
    few, many = ({name: spent[WARM_UP:] for name, spent in times.items()} for times in (few, many))
    print(f"{sizes[0]} and {sizes[1]}, {LINES_OF_A_STORY} lines of story each; {ROUNDS} rounds, in turns; ms")
    limit = _middle(many["limit"], "database")
    print(f"the limit, fifty ids from an index: {_middle(few['limit'], 'database'):.2f} and {limit:.2f}")
    print(f"{'':<62}{'whole page: p95':>17}{'growth':>8}{'statements: p95':>18}{'growth':>8}{'× limit':>9}{'n':>4}")
    slow, grown = [], []
    for name, after in many.items():
        before = few[name]
        growth = _middle(after, "wall") / _middle(before, "wall")
        own = _middle(after, "database") / _middle(before, "database")
        high = _high(after, "wall")
        whole = f"{_high(before, 'wall'):>8.1f}{high:>9.1f}{growth:>8.2f}"
        told = f"{_high(before, 'database'):>9.1f}{_high(after, 'database'):>9.1f}{own:>8.2f}"
        print(f"{name:<62}{whole}{told}{_middle(after, 'database') / limit:>9.0f}{after[0].statements:>4}")
        slow += [name] if high > LIMIT_MS else []
        grown += [name] if growth > MOST_GROWTH else []
    print(verdict(not slow, f"p95 ≤ {LIMIT_MS:.0f} ms") + (f" by {', '.join(slow)}" if slow else ""))
    print(verdict(not grown, f"growth ≤ {MOST_GROWTH}×") + (f" by {', '.join(grown)}" if grown else ""))
    return int(bool(slow or grown))


def _browsers() -> dict[str, Any]:
    return {who: person(who) for who in people()}


def _limit() -> Callable[[], None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM city_unit WHERE code = 'zdiz-utrzymanie'")
        unit_id = cursor.fetchone()[0]

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(LIMIT, [unit_id])
            cursor.fetchall()

    return ask


def _size() -> str:
    matters, unfinished = Matter.objects.count(), Matter.objects.exclude(status="closed").count()
    return f"{matters:,} matters ({unfinished:,} open; {StoryEvent.objects.count():,} lines)"


def _middle(spent: list[Spent], what: str) -> float:
    return float(median(getattr(one, what) for one in spent))


def _high(spent: list[Spent], what: str) -> float:
    return percentile([getattr(one, what) for one in spent], 95)


if __name__ == "__main__":
    sys.exit(main())
