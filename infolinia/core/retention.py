"""The only door through append-only tables: data go when their time is over, and a line about it stays.

Nothing else in the product may ignore a trigger; a test reads the sources for that.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.models import Max, Model, QuerySet, Sum

from infolinia.core.models import Erasure

BATCH = 500  # rows of one transaction: short, so that nobody waits for it


@dataclass
class Tally:
    """How much went in one transaction; whoever erases writes it here."""

    count: int = 0


@dataclass(frozen=True)
class Erased:
    """One line of the log."""

    kind: str
    count: int
    before: datetime
    at: datetime


@contextmanager
def erasing(kind: str, *, before: datetime, at: datetime, past: Sequence[str]) -> Iterator[Tally]:
    """Erase within one transaction, past the named triggers (`room.Model:trigger`), and write the line about it.

    The triggers are those that protect rows and those that would copy them into a history once more.
    """
    tally = Tally()
    with transaction.atomic():
        with pgtrigger.ignore(*past):
            yield tally
        if tally.count:
            Erasure.objects.create(kind=kind, count=tally.count, before=before, at=at)


def forget_history(model: type[Model], ids: Sequence[object]) -> None:
    """Erase what the history of changes keeps of these rows."""
    strike(model.pgh_event_model.objects.filter(pgh_obj_id__in=list(ids)))  # type: ignore[attr-defined]


def strike(rows: QuerySet[Any]) -> int:
    """Delete rows that nothing points to, in one statement; returns how many."""
    return int(rows._raw_delete(rows.db) or 0)


def log(*, start: int = 0, limit: int = 50) -> list[Erased]:
    """Return what was erased, newest first."""
    rows = Erasure.objects.order_by("-at", "-id").values_list("kind", "count", "before", "at")
    return [Erased(*row) for row in rows[start : start + limit]]


def latest() -> dict[str, tuple[int, datetime]]:
    """Return how many of each kind have gone so far, and when the last ones went."""
    rows = Erasure.objects.values("kind").annotate(total=Sum("count"), last=Max("at")).order_by()
    return {row["kind"]: (row["total"], row["last"]) for row in rows}
