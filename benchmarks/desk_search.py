"""Server time of the desk's search as one types: every key of real questions, through the whole of Django.

The limit is 50 ms at the 95th percentile. Beside it stand a bare query and the search alone, measured between the
keys of the same run, so that it shows what the page adds.
"""

import os
import sys
from functools import partial

from django.utils.http import urlencode

from benchmarks._city import Spent, bare_query, city, figures, get, person, timed
from infolinia.knowledge import queries as knowledge

CONVERSATIONS = int(os.environ.get("INFOLINIA_BENCH_CONVERSATIONS", "20000"))
LIMIT_MS = 50.0
QUESTIONS = (
    "jak zameldować dziecko", "dziura w jezdni", "zgubiłem dowód osobisty", "prawo jazdy wymiana",
    "latarnia nie świeci",
    "ile kosztuje odpis aktu urodzenia", "wywóz śmieci wielkogabarytowych", "karta parkingowa", "podatek od psa",
    "xyzzy qwertz", "INF-2026-1", "ul. Żaglowa",
)  # fmt: skip
NARROWED = {"temat": "sprawy-obywatelskie"}


def main() -> int:
    """Print the table; fails when a key takes longer than it may."""
    with city(conversations=CONVERSATIONS):
        return measure()


def measure() -> int:
    """Type every question key by key, then again narrowed to a subject."""
    client = person("doradca")
    get(client, "/stanowisko/szukaj?q=rozgrzewka")
    times: dict[str, list[Spent]] = {"bare query": [], "search alone": [], "key": [], "key, narrowed": [], "card": []}
    for key in _keys():
        times["bare query"].append(timed(bare_query))
        times["search alone"].append(timed(partial(knowledge.search, key, staff=True)))
        times["key"].append(timed(partial(get, client, _address(key))))
        times["key, narrowed"].append(timed(partial(get, client, _address(key, **NARROWED))))
        times["card"].append(timed(partial(get, client, "/stanowisko/karta/dziura-w-jezdni")))
    return report(times)


def report(times: dict[str, list[Spent]]) -> int:
    """Print what was measured; returns 1 when keys are over the limit."""
    query = figures(times["bare query"])
    print(f"{len(times['key'])} keys of {len(QUESTIONS)} questions")
    print(f"{'':<16}{'p50 ms':>8}{'p95 ms':>8}{'own ms':>8}{'× query':>9}")
    for name, spent in times.items():
        found = figures(spent)
        print(f"{name:<16}{found.p50:>8.1f}{found.p95:>8.1f}{found.own:>8.1f}{found.p50 / query.p50:>9.0f}")
    over = [name for name in ("key", "key, narrowed") if figures(times[name]).p95 > LIMIT_MS]
    print(f"over {LIMIT_MS:.0f} ms: {', '.join(over) if over else 'none'}")
    return 1 if over else 0


def _keys() -> list[str]:
    return [question[:end] for question in QUESTIONS for end in range(1, len(question) + 1)]


def _address(key: str, **more: str) -> str:
    return f"/stanowisko/szukaj?{urlencode({'q': key, **more})}"


if __name__ == "__main__":
    sys.exit(main())
