"""Who read a matter, written down by every way to its page."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from infolinia.contacts import operations as contacts
from infolinia.matters.shapes import MatterView
from infolinia.web.components.roles import person
from infolinia.web.units import reasons
from infolinia.web.units.reasons import Ground


def log(request: HttpRequest, view: MatterView, at: datetime) -> None:
    """Write who read whose data; a matter without a known resident holds an address or words all the same.

    After a step the matter may have gone elsewhere, and with it the ground: the reader worked on it until then.
    """
    log_on(request, reasons.ground(request, view) or Ground("matter"), view.id, view.resident_id, at)


def log_on(request: HttpRequest, ground: Ground, matter_id: UUID, resident_id: UUID | None, at: datetime) -> None:
    """Write the same of something in the matter; with its page, and all else of it, one line in half an hour."""
    contacts.log_reading(
        staff_id=person(request).pk,
        at=at,
        why=ground.why,
        what="sprawa",
        resident_id=resident_id,
        conversation_id=ground.conversation_id,
        matter_id=matter_id,
        reason=ground.reason,
    )
