"""Writes to the caller's way before an adviser: words and voices of the line, messages for everybody."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from infolinia.core import live
from infolinia.telephony.models import EmergencyMessage

SPEAK_TASK = "telephony.speak"
EMERGENCY_LIMIT = 400


def speak_anew() -> None:
    """Have the worker speak what changed and then tell the line; the job is deferred with the change itself."""
    app.configure_task(SPEAK_TASK, queue="telephony", lock="telephony.speak").defer()


def line_changed() -> None:
    """Tell the line to read its menu, messages and settings anew, and the pages to show them."""
    live.notify(live.LINES, {"kind": "line"})
    live.publish("public")
    live.publish("board")


@transaction.atomic
def switch_emergency(*, message_id: int, on: bool, by_id: int, at: datetime) -> None:
    """Let every caller hear the message from now on, or no more. Switching one on switches any other off."""
    if on:
        EmergencyMessage.objects.filter(on_since__isnull=False).exclude(pk=message_id).update(on_since=None, on_by=None)
        EmergencyMessage.objects.filter(pk=message_id, on_since__isnull=True).update(on_since=at, on_by=by_id)
    else:
        EmergencyMessage.objects.filter(pk=message_id).update(on_since=None, on_by=None)
    speak_anew()
    line_changed()
