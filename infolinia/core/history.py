"""History of every change, written by database triggers, so that bulk updates and raw SQL are recorded too."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def tracked(*, exclude: Sequence[str] = (), on: Sequence[str] = (), also: Sequence[str] = ()) -> Callable[[M], M]:
    """Record each insert, update and delete of the model, with who and why from the request's context.

    `on` names the fields whose change is worth a line; otherwise any is. `also` names lines that an operation writes
    itself by `note`.
    """
    update = pghistory.UpdateEvent(condition=pghistory.AnyChange(*on)) if on else pghistory.UpdateEvent()
    manual = [pghistory.ManualEvent(label) for label in also]
    decorator: Callable[[M], M] = pghistory.track(
        pghistory.InsertEvent(), update, pghistory.DeleteEvent(), *manual, exclude=list(exclude) or None
    )
    return decorator


def note(row: Model, label: str) -> None:
    """Write a line of history with the row as it is now: for changes that no trigger should write one by one."""
    pghistory.create_event(row, label=label)
