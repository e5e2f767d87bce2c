"""Who read a matter, written down by every way to its page."""

from datetime import datetime

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
    ground = reasons.ground(request, view) or Ground("matter")
    contacts.log_reading(
        staff_id=person(request).pk,
        at=at,
        why=ground.why,
        what="sprawa",
        resident_id=view.resident_id,
        conversation_id=ground.conversation_id,
        matter_id=view.id,
        reason=ground.reason,
    )
