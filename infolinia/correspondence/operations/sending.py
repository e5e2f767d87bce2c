"""Writes to messages: queued with the change they tell of, sent later, never lost and never queued twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.correspondence import letters, smtp
from infolinia.correspondence.models import Message, Status
from infolinia.correspondence.rules.retrying import next_attempt

SEND_TASK = "correspondence.send"
QUEUE = "messages"
_CLAIM = timedelta(minutes=2)  # longer than the mail server may keep us waiting


class CannotSend(Cannot):
    """The message can't be sent to this address, or can't be sent again."""


def queue_email(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    at: datetime,
    html: str = "",
    matter_id: UUID | None = None,
    conversation_id: UUID | None = None,
    secret: str = "",
) -> UUID | None:
    """Queue an e-mail in the caller's transaction; returns its id, or None when the key was queued before.

    `secret` replaces `smtp.SECRET_MARK` while sending and is forgotten afterwards. Raises `CannotSend`.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        raise CannotSend(_("Adres e-mail jest niepoprawny: %(address)s") % {"address": one_line(to, 80)}) from error
    message = Message(
        key=key,
        to=to,
        subject=one_line(subject, 200),
        text=text,
        html=html,
        secret=secret,
        created_at=at,
        next_attempt_at=at,
        matter_id=matter_id,
        conversation_id=conversation_id,
    )
    if not Message.objects.bulk_create([message], ignore_conflicts=True) or _was_there(message):
        return None
    _defer(message.id)
    return message.id


def send_letter(
    *,
    kind: str,
    to: str,
    values: Mapping[str, object],
    key: str,
    at: datetime,
    matter_id: UUID | None = None,
    secret: str = "",
    language: str = "pl",
) -> UUID | None:
    """Render a letter of `letters.KINDS` and queue it; see `queue_email`."""
    letter = letters.render(kind, values, language=language)
    return queue_email(
        to=to,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        key=key,
        at=at,
        matter_id=matter_id,
        secret=secret,
    )


def send(*, message_id: UUID, at: datetime) -> None:
    """Send one queued message. No transaction stays open while the mail server thinks.

    Dying between the server's yes and our note leaves the message queued: it goes out again with the same
    Message-ID once the claim has passed. A server that says no postpones it, or ends it for good.
    """
    message = _claim(message_id, at)
    if message is None:
        return
    try:
        smtp.send(message)
    except smtp.NotSent as error:
        _note_failure(message, error, at)
    else:
        _note_success(message, at)


def resend(*, message_id: UUID, by_id: int, at: datetime) -> None:
    """Try a dead message again, from the first attempt; raises `CannotSend` unless it is dead and whole."""
    dead = Message.objects.filter(id=message_id, status=Status.FAILED)
    if dead.filter(secret="", text__contains=smtp.SECRET_MARK).exists():
        raise CannotSend(_("Kodu z tej wiadomości już nie ma. Nadaj mieszkańcowi nowy kod na stronie sprawy."))
    changed = dead.update(status=Status.QUEUED, attempts=0, next_attempt_at=at, error="")
    if not changed:
        raise CannotSend(_("Ponownie można wysłać tylko wiadomość, której nie udało się wysłać."))
    _defer(message_id)


def forget_secrets(*, before: datetime) -> int:
    """Forget the codes in dead messages made before the moment; returns how many. They can't be sent again as such."""
    old = Message.objects.filter(status=Status.FAILED, created_at__lt=before).exclude(secret="")
    return old.update(secret="")


def defer_forgotten(*, at: datetime) -> int:
    """Give a job to each message that is due and that nobody is sending; returns how many.

    Covers a worker that died with the message in its hands.
    """
    with transaction.atomic():
        waiting = Message.objects.filter(status=Status.QUEUED, next_attempt_at__lte=at - _CLAIM)
        free = waiting.exclude(claimed_until__gt=at).select_for_update(skip_locked=True)
        ids = list(free.values_list("id", flat=True)[:500])
        Message.objects.filter(id__in=ids).update(next_attempt_at=at)
        for message_id in ids:
            _defer(message_id)
    return len(ids)


def _was_there(message: Message) -> bool:
    return not Message.objects.filter(id=message.id).exists()


def _defer(message_id: UUID, at: datetime | None = None) -> None:
    # By name, so that this module needn't import its own entry point.
    app.configure_task(SEND_TASK, queue=QUEUE, schedule_at=at).defer(message_id=str(message_id))


def _claim(message_id: UUID, at: datetime) -> Message | None:
    """Return the message if it is due and nobody else has it; it is ours for two minutes."""
    with transaction.atomic():
        queued = Message.objects.select_for_update(skip_locked=True).filter(id=message_id, status=Status.QUEUED)
        message = queued.exclude(claimed_until__gt=at).first()
        if message is None or message.next_attempt_at > at:
            return None
        message.attempts += 1
        message.claimed_until = at + _CLAIM
        message.save(update_fields=["attempts", "claimed_until"])
    return message


def _note_success(message: Message, at: datetime) -> None:
    with transaction.atomic():
        Message.objects.filter(id=message.id).update(
            status=Status.SENT, sent_at=at, claimed_until=None, error="", secret=""
        )
        _tell(message)


def _note_failure(message: Message, error: smtp.NotSent, at: datetime) -> None:
    again = next_attempt(attempts=message.attempts, at=at, permanent=error.permanent)
    with transaction.atomic():
        Message.objects.filter(id=message.id).update(
            status=Status.QUEUED if again else Status.FAILED,
            claimed_until=None,
            error=str(error),
            next_attempt_at=again or at,
        )
        if again:
            _defer(message.id, again)
        _tell(message)


def _tell(message: Message) -> None:
    if message.matter_id:
        live.publish("matter", message.matter_id)
