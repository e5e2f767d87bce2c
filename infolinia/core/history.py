"""History of every change, written by database triggers, so that bulk updates and raw SQL are recorded too."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[M], M]:
    """Record each insert, update and delete of the model, with who and why from the request's context."""
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    decorator: Callable[[M], M] = pghistory.track(*events, exclude=list(exclude) or None)
    return decorator
