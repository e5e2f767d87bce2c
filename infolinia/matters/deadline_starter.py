"""The catalogue of terms that an installation starts with, for the command line: it has no database to ask."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Entry:
    """An entry of the starter catalogue."""

    code: str
    name: str
    term: str
    longest: str
    basis: str
    side_terms: list[dict[str, Any]]


def entry(code: str) -> Entry:
    """Return the entry with the code. Raises `ValueError` that names the codes there are."""
    rows = {row["code"]: row for row in json.loads((_DATA / "clocks.json").read_text(encoding="utf-8"))}
    if code not in rows:
        raise ValueError(f"nie ma terminu „{code}” w katalogu; są: {', '.join(sorted(rows))}")
    row = rows[code]
    side: dict[str, list[dict[str, Any]]] = json.loads((_DATA / "side_terms.json").read_text(encoding="utf-8"))
    return Entry(code, row["name"], row["term"], row["longest"], row["basis"], side.get(code, []))
