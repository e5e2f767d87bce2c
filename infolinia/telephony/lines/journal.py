"""The way from the daemon's memory to the database: in order, by one thread, again and again until it is written.

What is not written yet also stands in a file, so that neither a restart of PostgreSQL nor the death of the daemon
loses a fact. Every operation is idempotent, so writing one twice after a fault does no harm.
"""

import contextlib
import json
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
_MOMENTS = frozenset({"at", "since", "idle_since", "expires_at", "until", "arrived_at"})


@dataclass(frozen=True)
class Fact:
    """One operation to carry out: its name and its arguments."""

    operation: str
    details: Mapping[str, Any]


Entry = tuple[Fact, ...]


class Journal:
    """Entries are carried out one after another; the facts of one entry in one transaction."""

    def __init__(self, operations: Mapping[str, Callable[..., object]], spool: Path) -> None:
        self._operations = operations
        self._spool = spool
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._caught_up = threading.Event()
        self._entries: queue.SimpleQueue[Entry | None] = queue.SimpleQueue()
        self._unwritten = 0
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)

    @property
    def unwritten(self) -> int:
        """Return how many entries the database has not got yet."""
        return self._unwritten

    def start(self) -> None:
        """Begin to write, first what an earlier daemon left."""
        self._spool.parent.mkdir(parents=True, exist_ok=True)
        left = _read(self._spool)
        self._file = self._spool.open("a", encoding="utf-8")
        self._unwritten = len(left)
        if not left:
            self._caught_up.set()
        for entry in left:
            self._entries.put(entry)
        if left:
            log.info("journal: %d entries were left by an earlier run", len(left))
        self._thread.start()

    def wait_until_caught_up(self) -> None:
        """Return when everything that an earlier daemon left is in the database."""
        self._caught_up.wait()

    def write(self, *facts: Fact) -> None:
        """Hand over facts that belong together. Returns at once."""
        if not facts:
            return
        with self._lock:
            self._keep(_line(facts))
            self._unwritten += 1
        self._entries.put(facts)

    def _keep(self, line: str) -> None:
        """Add the line to the file, or empty it; a full disk costs the copy, never the fact on its way."""
        try:
            if line:
                self._file.write(line)
                self._file.flush()
            else:
                self._file.truncate(0)
        except OSError as error:
            log.warning("journal: %s can't be written (%s)", self._spool, error)

    def stop(self, patience: float = 5.0) -> None:
        """Write what can be written within the patience (seconds), then end; the rest stays in the file."""
        if self._thread.ident is None:
            return
        self._entries.put(None)
        self._thread.join(patience)
        self._stopping.set()
        self._thread.join(LONGEST_PAUSE)
        with contextlib.suppress(OSError):
            self._file.close()

    def _run(self) -> None:
        while (entry := self._entries.get()) is not None:
            if not self._carry_out(entry):
                break
            with self._lock:
                self._unwritten -= 1
                if self._unwritten == 0:
                    self._keep("")
                    self._caught_up.set()
        connection.close()

    def _carry_out(self, entry: Entry) -> bool:
        """Write the entry, however long the database is away; returns False when told to stop before that."""
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                self._in_one_transaction(entry)
            except (OperationalError, InterfaceError) as error:
                log.warning("journal: the database is away (%s), again in %.2f s", str(error).split("\n")[0], pause)
                connection.close()
                self._stopping.wait(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            except Exception:
                log.exception("journal: an entry can't be written: %s", ", ".join(fact.operation for fact in entry))
                return self._one_by_one(entry)
            else:
                return True
        return False

    def _in_one_transaction(self, entry: Entry) -> None:
        with transaction.atomic():
            for fact in entry:
                self._operations[fact.operation](**fact.details)

    def _one_by_one(self, entry: Entry) -> bool:
        """Save of a refused entry what can be saved: a fact that is wrong must not take the others with it."""
        return len(entry) == 1 or all(self._carry_out((fact,)) for fact in entry)


def _line(entry: Entry) -> str:
    return json.dumps([[fact.operation, fact.details] for fact in entry], default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def _read(spool: Path) -> list[Entry]:
    """Return the entries of the file; a line that the death of the writer cut off is left out."""
    entries = []
    for line in spool.read_text(encoding="utf-8").splitlines() if spool.exists() else ():
        try:
            entries.append(tuple(Fact(name, _typed(details)) for name, details in json.loads(line)))
        except ValueError:
            log.warning("journal: a line of %d letters was cut off", len(line))
    return entries


def _typed(details: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(name, value) for name, value in details.items()}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _MOMENTS:
        return datetime.fromisoformat(value)
    return UUID(value) if name == "conversation_id" else value
