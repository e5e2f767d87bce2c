"""How long conversations took and how long callers waited lately: what an honest wait is reckoned from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, Sum, Value
from django.db.models.functions import Coalesce, Least

from infolinia.contacts.models import Conversation

LONGEST = timedelta(hours=1)
"""An adviser who forgot to finish in the evening did not work on the call all night."""
SPOKEN = ("phone", "web_call")
NO_TIME = timedelta(0)


@dataclass(frozen=True)
class PaceFacts:
    """Sums over calls: those handled with the time they took, all waiting, and those who gave up."""

    handled: int
    handling: timedelta
    waiting: timedelta
    gave_up: int


def pace_since(moment: datetime) -> PaceFacts:
    """Return what happened to the calls that arrived since the moment, in one statement."""
    handling = _span(F("answered_at"), F("finished_at"))
    waiting = _span(F("queued_at"), Coalesce(F("answered_at"), F("ended_at")))
    # PostgreSQL's LEAST passes over what is missing: who still waits, or was not handled, must not count an hour.
    was_handled = Q(finished_at__isnull=False, answered_at__isnull=False)
    waits_no_more = Q(answered_at__isnull=False) | Q(ended_at__isnull=False)
    rows = Conversation.objects.filter(arrived_at__gte=moment, channel__in=SPOKEN, queued_at__isnull=False)
    found = rows.aggregate(
        handled=Count("pk", filter=was_handled),
        handling=Coalesce(Sum(Least(handling, Value(LONGEST)), filter=was_handled), Value(NO_TIME)),
        waiting=Coalesce(Sum(Least(waiting, Value(LONGEST)), filter=waits_no_more), Value(NO_TIME)),
        gave_up=Count("pk", filter=Q(state=Conversation.State.ABANDONED)),
    )
    return PaceFacts(**found)


def _span(since: object, until: object) -> "ExpressionWrapper[Any]":
    return ExpressionWrapper(until - since, output_field=DurationField())  # type: ignore[operator]
