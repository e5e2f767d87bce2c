"""The day on which a matter came to the office: it stays, however often its term starts anew."""

from datetime import datetime

from infolinia.matters.models import Matter, StoryEvent


def received_at(matter: Matter) -> datetime:
    """Return when the matter came in; one statement, and only for one that was opened again."""
    if not matter.reopened:
        return matter.started_at
    first = StoryEvent.objects.filter(matter_id=matter.id, kind="registered").order_by("at", "id")
    return first.values_list("at", flat=True).first() or matter.registered_at
