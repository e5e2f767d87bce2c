"""Asking the worker to count the figures of supervision anew."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

_TASKS = ("matters.count_now", "matters.count_months")


def ask_for_counts(*, at: datetime) -> int:
    """Have the worker count how units stand and the months that are due; returns how many jobs are new.

    A count that waits already is not asked for twice.
    """
    return sum(_ask(task, at) for task in _TASKS)


def _ask(task: str, at: datetime) -> bool:
    # By name, so that this module needn't import its own entry points; the locks are those of the jobs themselves.
    job = app.configure_task(task, queue="matters", queueing_lock=task)
    try:
        with transaction.atomic():
            job.defer(timestamp=int(at.timestamp()))
    except AlreadyEnqueued:
        return False
    return True
