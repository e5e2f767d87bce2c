"""What a person does about messages that did not arrive."""

import contextlib
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.correspondence import addresses
from infolinia.correspondence.addresses import CannotSend
from infolinia.correspondence.models import DeliveryEvent, Message, PaperMail, Shipment, Status
from infolinia.correspondence.operations import jobs_of, telling
from infolinia.correspondence.rules import states
from infolinia.correspondence.rules.marks import SECRET_MARK

MOST = 500


def resend(*, message_id: UUID, by_id: int, at: datetime, to: str = "") -> None:
    """Send a message again that did not arrive, to its address or to a better one; raises `CannotSend`.

    It must be in trouble and whole: a code that is forgotten can't be sent. Paper is printed anew, and what the
    operator of e-Doręczenia had is over, unless nobody knows yet whether it left.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(id=message_id, status__in=states.TROUBLED).first()
        if row is None:
            raise CannotSend(_("Ponownie można wysłać tylko wiadomość, której nie udało się wysłać."))
        if not row.secret and SECRET_MARK in row.text:
            raise CannotSend(_("Kodu z tej wiadomości już nie ma. Nadaj mieszkańcowi nowy kod na stronie sprawy."))
        _note(row, Status.QUEUED, by_id, at)
        if to:
            row.to = addresses.stored(row.channel, to)
            row.lane = addresses.lane(row.channel, row.to)
        row.status, row.settled_at, row.sent_at, row.set_aside_at = Status.QUEUED, at, None, None
        row.attempts, row.next_attempt_at, row.error = 0, at, ""
        row.provider, row.ref, row.handed_at, row.is_held, row.is_uncertain = "", "", None, False, False
        row.save()
        _begin_anew(row, at)
        jobs_of.defer(row)
        telling.tell(row)


def resend_failed(*, channel: str, by_id: int, at: datetime) -> int:
    """Send again whatever of one channel never left, 500 at a time; returns how many.

    Not what may have left, and not what can't be sent again as such.
    """
    dead = Message.objects.filter(channel=channel, status=Status.FAILED, set_aside_at=None, is_uncertain=False)
    count = 0
    for message_id in dead.order_by("turn").values_list("pk", flat=True)[:MOST]:
        with contextlib.suppress(CannotSend):
            resend(message_id=message_id, by_id=by_id, at=at)
            count += 1
    return count


def count_as_sent(*, message_id: UUID, by_id: int, at: datetime) -> None:
    """Take the word of a person who saw in the counterpart's log that an uncertain message left."""
    with transaction.atomic():
        row = Message.objects.select_for_update().filter(id=message_id, is_uncertain=True, status=Status.FAILED).first()
        if row is None:
            raise CannotSend(_("O tej wiadomości już wiadomo, co się z nią stało."))
        _note(row, Status.SENT, by_id, at)
        row.status, row.sent_at, row.settled_at, row.is_uncertain = Status.SENT, row.settled_at or at, at, False
        row.error, row.secret = "", ""
        row.save()
        telling.tell(row)


def set_aside(*, message_id: UUID, by_id: int, at: datetime) -> None:
    """Take a message off the list: somebody dealt with it otherwise. It stays as it is."""
    with transaction.atomic():
        troubled = Message.objects.select_for_update().filter(id=message_id, status__in=states.TROUBLED)
        row = troubled.filter(set_aside_at=None).first()
        if row is None:
            raise CannotSend(_("Tej wiadomości nie ma już na liście."))
        row.set_aside_at = at
        row.save(update_fields=["set_aside_at"])
        telling.tell(row)


def forget_secrets(*, before: datetime) -> int:
    """Forget the codes in dead messages made before the moment; returns how many. They can't be sent again as such."""
    old = Message.objects.filter(status__in=states.TROUBLED, created_at__lt=before).exclude(secret="")
    return old.update(secret="")


def _begin_anew(row: Message, at: datetime) -> None:
    """Let go of what carried the message before: its port would take that for this sending."""
    PaperMail.objects.filter(message=row).delete()
    unsure = Q(send_asked_at__isnull=False, task_id="")
    Shipment.objects.filter(~unsure, message=row, settled_at=None).update(settled_at=at)


def _note(row: Message, state: str, by_id: int, at: datetime) -> None:
    count = row.deliveries.filter(event_key__startswith="person:").count()
    DeliveryEvent.objects.create(message=row, state=state, at=at, event_key=f"person:{count + 1}:{by_id}")
