"""Sending queued messages: once, in order for each address, and never lost when somebody dies or is away."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.correspondence import carriers, channels
from infolinia.correspondence.channels import Accepted, NotSent, Unsure
from infolinia.correspondence.models import Message, Status
from infolinia.correspondence.operations import jobs_of, telling
from infolinia.correspondence.rules import states
from infolinia.correspondence.rules.retrying import next_attempt

CLAIM = timedelta(minutes=5)  # longer than a counterpart may keep us waiting and our note of its answer may take
LATE = timedelta(minutes=1)  # a job may just be late; after this the message has lost it
SWEPT = 2000
PAUSES = (0.2, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)  # seconds between attempts to write down what has happened

log = logging.getLogger(__name__)


def send(*, message_id: UUID, at: datetime) -> None:
    """Send one queued message if it is its turn. No transaction stays open while the counterpart thinks.

    Whoever died between giving it away and our note leaves a message of which nobody knows whether it left: the
    counterpart is asked, and where it can't be, a person is. It never goes out a second time by itself.
    """
    message = _claim(message_id, at)
    if message is None:
        return
    try:
        accepted = _give(message, at)
    except NotSent as error:
        _surely(partial(_note_failure, message, error, at))
    except Unsure as error:
        note = _note_question if error.can_ask else _note_uncertain
        _surely(partial(note, message, str(error), at))
    else:
        if accepted is not None:
            _surely(partial(_note_success, message, accepted, at))


def defer_forgotten(*, at: datetime) -> int:
    """Give a job to each message that is due and that nobody is sending; returns how many.

    Covers a worker that died with the message in its hands, and a carrier that has rested.
    """
    with transaction.atomic():
        waiting = Message.objects.filter(status=Status.QUEUED, is_held=False, next_attempt_at__lte=at - LATE)
        free = waiting.exclude(claimed_until__gt=at).select_for_update(skip_locked=True).order_by("next_attempt_at")
        rows = list(free.only("id", "campaign_id")[:SWEPT])
        Message.objects.filter(id__in=[row.id for row in rows]).update(next_attempt_at=at)
        for row in rows:
            jobs_of.defer(row)
    return len(rows)


def _claim(message_id: UUID, at: datetime) -> Message | None:
    """Return the message if it is due, its turn, and nobody else has it; it is ours for `CLAIM`."""
    with transaction.atomic():
        queued = Message.objects.select_for_update(skip_locked=True).filter(id=message_id, status=Status.QUEUED)
        message = queued.filter(is_held=False).exclude(claimed_until__gt=at).first()
        if message is None or message.next_attempt_at > at or _is_somebody_before(message, at):
            return None
        if (resting_until := carriers.rests(message.channel, at)) is not None:
            Message.objects.filter(id=message.id).update(next_attempt_at=resting_until)
            return None
        message.attempts += 1
        message.claimed_until = at + CLAIM
        message.save(update_fields=["attempts", "claimed_until"])
    return message


def _is_somebody_before(message: Message, at: datetime) -> bool:
    """Whether an earlier message to the same address still waits; what may not go yet lets others pass."""
    earlier = Message.objects.filter(lane=message.lane, status=Status.QUEUED, is_held=False, turn__lt=message.turn)
    return earlier.filter(Q(not_before=None) | Q(not_before__lte=at)).exists()


def _give(message: Message, at: datetime) -> Accepted | None:
    """Give the message away; returns None when another worker has it by now. Raises `NotSent`, `Unsure`."""
    port = channels.PORTS.get(message.channel)
    if port is None:
        raise NotSent(_("Ten kanał nie jest włączony."), permanent=False, is_away=True)
    if message.handed_at is not None:
        if (found := _found(port, message)) is not None:
            return found
    elif prepare := getattr(port, "prepare", None):
        prepare()
    mine = Message.objects.filter(id=message.id, status=Status.QUEUED, claimed_until=message.claimed_until)
    if not mine.update(handed_at=at):
        return None
    return port.deliver(message)


def _found(port: channels.Port, message: Message) -> Accepted | None:
    """Ask the counterpart for a message whose sender died in the act; raises `Unsure` where nobody can be asked."""
    find = getattr(port, "find", None)
    if find is None:
        raise Unsure(_("Program przerwał w chwili wysyłania."))
    try:
        found: Accepted | None = find(message)
    except NotSent as error:
        raise Unsure(str(error), can_ask=True) from error
    return found


def _surely(note: Callable[[], None]) -> None:
    """Write down what has happened even if the database is away for a minute: nobody else knows it."""
    for pause in PAUSES:
        try:
            return note()
        except (OperationalError, InterfaceError):
            log.warning("the database is away; what became of a message will be written in %s s", pause)
            connection.close()
            time.sleep(pause)
    return note()


def _note_success(message: Message, accepted: Accepted, at: datetime) -> None:
    with transaction.atomic():
        row = Message.objects.select_for_update().get(id=message.id)
        row.provider, row.ref = accepted.provider, accepted.ref[:200]
        row.claimed_until, row.error = None, ""
        if not accepted.is_sent:
            row.is_held = row.status == Status.QUEUED
        elif row.status == Status.QUEUED:
            row.status, row.sent_at, row.settled_at, row.secret = Status.SENT, at, at, ""
        row.save()
        telling.tell(row)
        jobs_of.wake_next(row.lane, at=at)
        if carriers.worked(row.channel, at):
            _wake_waiting(row.channel, at)


def _note_failure(message: Message, error: NotSent, at: datetime) -> None:
    since = message.settled_at or message.not_before or message.created_at
    again = next_attempt(attempts=message.attempts, since=since, at=at, permanent=error.permanent)
    if error.is_away and again:
        again = max(again, carriers.failed(message.channel, str(error), at))
    with transaction.atomic():
        row = Message.objects.select_for_update().get(id=message.id)
        row.claimed_until, row.handed_at, row.error = None, None, str(error)[:500]
        row.next_attempt_at = again or at
        if again is None and row.status == Status.QUEUED:
            row.status, row.settled_at = Status.FAILED, at
        row.save()
        if again:
            jobs_of.defer(row, at=again)
        else:
            jobs_of.wake_next(row.lane, at=at)
        telling.tell(row)


def _note_question(message: Message, said: str, at: datetime) -> None:
    """Leave the message as given away, of which nobody knows: before the next attempt its port asks."""
    since = message.settled_at or message.not_before or message.created_at
    again = next_attempt(attempts=message.attempts, since=since, at=at, permanent=False)
    if again is None:
        _note_uncertain(message, said, at)
        return
    with transaction.atomic():
        row = Message.objects.select_for_update().get(id=message.id)
        row.claimed_until, row.error, row.next_attempt_at = None, said[:500], again
        row.save()
        jobs_of.defer(row, at=again)


def _note_uncertain(message: Message, said: str, at: datetime) -> None:
    """Show the message to a person: it may have left, and only they may decide that it goes once more."""
    with transaction.atomic():
        row = Message.objects.select_for_update().get(id=message.id)
        row.claimed_until, row.handed_at, row.error = None, None, said[:500]
        if row.status == Status.QUEUED:
            row.status, row.settled_at, row.is_uncertain = states.FAILED, at, True
        row.save()
        telling.tell(row)
        jobs_of.wake_next(row.lane, at=at)


def _wake_waiting(channel: str, at: datetime) -> None:
    """The carrier works again: whatever waited for it may go now. A job too many does nothing."""
    waiting = Message.objects.filter(channel=channel, status=Status.QUEUED, is_held=False)
    held_up = waiting.exclude(not_before__gt=at).exclude(claimed_until__gt=at)
    for row in held_up.order_by("turn").only("id", "campaign_id")[:SWEPT]:
        jobs_of.defer(row)
    held_up.update(next_attempt_at=at)
