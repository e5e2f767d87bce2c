"""What somebody says about a message after it left: each word kept once, the message's state by the rules."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.core.text import one_line
from infolinia.correspondence.models import DeliveryEvent, Message
from infolinia.correspondence.operations import jobs_of, telling
from infolinia.correspondence.rules import states


def note_delivery(*, message_id: UUID, state: str, at: datetime, event_key: str, details: str = "") -> bool:
    """Note that a message is `sent`, `delivered`, `read`, `bounced`, `returned` or `failed`.

    Returns whether it is news: the same event key of a message counts once. Late and disordered words are kept too,
    and change what `rules.states` lets them. `sent` also releases what a port took over for later. About a message
    that is not there nothing is noted.
    """
    if state not in states.TOLD:
        raise ValueError(f"nobody may say {state!r} of a message")
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(pk=message_id).first()
        if row is None or row.deliveries.filter(event_key=event_key).exists():
            return False
        event = DeliveryEvent(message=row, state=state, at=at, event_key=event_key, details=one_line(details, 500))
        event.save()
        _apply(row, state, at)
        telling.tell(row)
    return True


def _apply(row: Message, told: str, at: datetime) -> None:
    becomes = states.following(now=row.status, since=row.settled_at, told=told, at=at)
    if becomes == row.status:
        return
    was_waiting = row.status == states.QUEUED
    row.status, row.settled_at, row.is_held, row.is_uncertain = becomes, at, False, False
    if becomes != states.FAILED:
        row.sent_at = row.sent_at or at
        row.secret = ""
    row.save()
    if was_waiting:
        jobs_of.wake_next(row.lane, at=at)
