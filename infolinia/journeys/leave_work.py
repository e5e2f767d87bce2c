"""Somebody signs out, or their session ends: no call rings at a phone that nobody holds any more."""

import contextlib
from datetime import datetime

from django.db import transaction

from infolinia.routing import operations as routing
from infolinia.routing import queries as presences
from infolinia.telephony import operations as telephony


def leave(*, staff_id: int, at: datetime) -> None:
    """End the person's phone accounts and say that they are away; a call in progress goes on and keeps its state."""
    with transaction.atomic():
        telephony.retire_phones(staff_id=staff_id, at=at)
        if presences.presence(staff_id).state != "offline":
            with contextlib.suppress(routing.CannotChangeState):
                routing.set_state(staff_id=staff_id, state="offline", reason="", at=at)
