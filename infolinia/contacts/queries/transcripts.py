"""What was written in conversations by text."""

from uuid import UUID

from infolinia.contacts.models import Typed
from infolinia.contacts.rules.transcript import Change, Line, lines

_FIELDS = ("side", "number", "line", "position", "removed", "inserted", "ends_line", "at")


def transcript(conversation_id: UUID) -> list[Line]:
    """Return what both sides wrote, in the order in which the lines were begun; nothing for a call."""
    rows = Typed.objects.filter(conversation_id=conversation_id).order_by("id").values_list(*_FIELDS)
    return [line for line in lines(Change(*row) for row in rows) if line.text]
