"""The book of erased people: a file of the state folder, outside every dump of the database.

It holds identifiers alone, one erasure a line. What a restored backup brings back is found by them and goes again.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from infolinia.core.personal import Scopes

log = logging.getLogger(__name__)
NAME = "erased-people.jsonl"
KEPT_SCOPES = ("resident", "conversation", "matter", "message", "incoming", "promise", "call_back")


@dataclass(frozen=True)
class Entry:
    """One erasure: whose, when, and which rows went."""

    resident_id: UUID
    at: datetime
    scopes: Scopes


def path() -> Path:
    """Return where the book lies."""
    return Path(os.environ["INFOLINIA_STATE"]) / NAME


def write(entry: Entry) -> None:
    """Add an erasure, on the disk before this returns."""
    ids = {name: sorted(map(str, entry.scopes.get(name, ()))) for name in KEPT_SCOPES}
    line = {"resident": str(entry.resident_id), "at": entry.at.isoformat(), "rows": ids}
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(("\n" if _is_torn(place) else "") + json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())


def entries() -> Iterator[Entry]:
    """Yield every erasure, oldest first. A line that was cut off by a fall is complained about and passed over."""
    if not path().exists():
        return
    for number, text in enumerate(path().read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not text.strip():
            continue
        try:
            yield _entry(text)
        except (ValueError, KeyError, TypeError, AttributeError):
            log.warning("line %d of %s can't be read; whom it names is not erased again", number, path())


def _entry(text: str) -> Entry:
    line = json.loads(text)
    rows = {name: frozenset(map(UUID, ids)) for name, ids in line["rows"].items()}
    return Entry(UUID(line["resident"]), datetime.fromisoformat(line["at"]), rows)


def _is_torn(place: Path) -> bool:
    """Whether a fall cut the last line off: the next one must not grow together with it."""
    content = place.read_bytes()
    return bool(content) and not content.endswith(b"\n")
