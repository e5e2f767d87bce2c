"""How fast the line moves: measured on the calls of the last hours, or of the last weeks when there were few."""

from datetime import datetime, timedelta

from infolinia.contacts.queries.pace import PaceFacts, pace_since
from infolinia.routing.models import Presence
from infolinia.routing.queries import waiting
from infolinia.routing.rules.waits import AT_WORK, Estimate, Pace, estimate

USUAL = Pace(handling=timedelta(minutes=4), patience=timedelta(minutes=8))
"""Until there are enough calls of the office's own."""
SPANS = (timedelta(hours=2), timedelta(days=1), timedelta(days=28))
ENOUGH = 20
LONGEST_PATIENCE = timedelta(hours=1)


def pace(at: datetime) -> Pace:
    """Return mean handling with writing up, and mean patience, over the shortest span with twenty finished calls."""
    for span in SPANS:
        facts = pace_since(at - span)
        if facts.handled >= ENOUGH:
            return Pace(facts.handling / facts.handled, _patience(facts))
    return USUAL


def wait_now(at: datetime) -> Estimate | None:
    """Return how long somebody would wait who called now; nothing when nobody is at work."""
    line, there = waiting(at), Presence.objects.filter(state__in=AT_WORK, phone_ready=True)
    return estimate(ahead=line.count, advisers=there.count(), pace=pace(at))


def _patience(facts: PaceFacts) -> timedelta:
    """Return the mean patience: all waiting by those who gave up, for the others would have waited on (censoring)."""
    return min(LONGEST_PATIENCE, facts.waiting / facts.gave_up) if facts.gave_up else LONGEST_PATIENCE
