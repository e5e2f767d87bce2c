"""What a unit should know of one matter beside its deadlines: what is likely, and what a supervisor waits for."""

from datetime import datetime
from uuid import UUID

from infolinia.matters.models import Matter, Status, StoryEvent
from infolinia.matters.queries.forecasts import forecast
from infolinia.matters.shapes import MatterWatch, OpenReminder

_WEIGHED = ("id", "unit_id", "category_id", "status", "started_at", "resident_due_at", "stopped_since", "pauses")
_REMINDED = ("chased", "chase_answered")


def matter_watch(matter_id: UUID, at: datetime) -> MatterWatch:
    """Return the forecast of an open matter and the supervisor's reminder that nobody has answered, if any."""
    matter = Matter.objects.only(*_WEIGHED).get(pk=matter_id)
    if matter.status == Status.CLOSED:
        return MatterWatch(None, None)
    return MatterWatch(forecast(matter, at), _unanswered(matter_id))


def _unanswered(matter_id: UUID) -> OpenReminder | None:
    found = StoryEvent.objects.filter(matter_id=matter_id, kind__in=_REMINDED).select_related("by")
    last = found.order_by("-at", "-id").first()
    if last is None or last.kind != "chased":
        return None
    return OpenReminder(last.at, str(last.by) if last.by else "", last.text)
