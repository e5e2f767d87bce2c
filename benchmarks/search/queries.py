"""The queries that search is measured on: some to tune by, some to report, and some written after all tuning."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "tests" / "knowledge" / "queries.json"


@dataclass(frozen=True)
class Query:
    """What somebody typed, of which kind it is, and the cards that answer it (none: nothing should be found)."""

    half: str
    kind: str
    text: str
    cards: frozenset[str]


@cache
def half(name: str) -> tuple[Query, ...]:
    """Return the queries of the half: `tuning`, `reported` or `held out`."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["queries"]
    return tuple(
        Query(row["half"], row["kind"], row["query"], frozenset(row["cards"])) for row in rows if row["half"] == name
    )
