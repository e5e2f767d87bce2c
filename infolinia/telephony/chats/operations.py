"""Writes to conversations by text: begun and ended by people, offered and joined by the exchange like calls."""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.contacts import operations as contacts
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.telephony.chats import queries
from infolinia.telephony.models import Chat

QUEUE = "general"
CHATS_PER_HOUR = 5
CHATS_AT_ONCE = 60
_GUESTS = 0x1F0_7E7  # the lock under which guests are counted


class CannotChat(Cannot):
    """No conversation by text now; the text says why and what to do instead."""


def begin(*, address: str, language: str, at: datetime) -> UUID:
    """Let a resident wait for an adviser by text; one address gets five within an hour, like calls from a browser.

    The address is not kept. Everything is in the database before the exchange is told, so nothing is lost with it.
    """
    _refuse_when_nobody_answers(at)
    trace = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    call_id = f"text-{uuid4().hex}"
    with transaction.atomic():
        _count_alone()
        if Chat.objects.filter(address_hash=trace, begun_at__gt=at - timedelta(hours=1)).count() >= CHATS_PER_HOUR:
            raise CannotChat(_("Z tego łącza pisano już kilka razy. Spróbuj za godzinę albo napisz e-mail."))
        if len(queries.open_chats()) >= CHATS_AT_ONCE:
            raise CannotChat(_("Na czacie jest teraz bardzo wiele osób. Spróbuj za kilka minut albo zadzwoń."))
        conversation_id = contacts.call_arrived(
            engine_call_id=call_id,
            channel="chat",
            number="",
            name="",
            language=language,
            queue_code=QUEUE,
            at=at,
            event_key=f"{call_id}:arrived",
        )
        contacts.call_queued(conversation_id=conversation_id, at=at, event_key=f"{call_id}:queued")
        Chat.objects.create(conversation_id=conversation_id, address_hash=trace, begun_at=at, resident_seen_at=at)
        live.notify(live.LINES, {"kind": "texts"})
    return conversation_id


def end(*, conversation_id: UUID, by: str, at: datetime) -> None:
    """End the conversation: `by` is caller or adviser. A second end changes nothing."""
    chat = queries.open_chat(conversation_id)
    if chat is None:
        return
    with transaction.atomic():
        contacts.call_ended(conversation_id=conversation_id, at=at, by=by, event_key=f"{chat.call_id}:ended")
        live.notify(live.LINES, {"kind": "texts"})


def take(*, conversation_id: UUID, by: int) -> None:
    """Accept the conversation that is offered to this adviser; one that went to somebody else meanwhile stays there."""
    _answer("text_take", conversation_id, by)


def decline(*, conversation_id: UUID, by: int) -> None:
    """Leave the offered conversation to somebody else."""
    _answer("text_decline", conversation_id, by)


def tell(*, conversation_id: UUID, place: int, least: int | None, most: int | None) -> None:
    """Write what the waiting resident's page says: the place, and the range of minutes when it is known."""
    with transaction.atomic():
        rows = Chat.objects.filter(conversation_id=conversation_id)
        if rows.exclude(place=place, least=least, most=most).update(place=place, least=least, most=most):
            live.publish("conversation", conversation_id)


def forget_old(*, before: datetime) -> int:
    """Delete what was needed of conversations that began before the moment and are over; returns how many."""
    lasting = [chat.conversation_id for chat in queries.open_chats()]
    return Chat.objects.filter(begun_at__lt=before).exclude(conversation_id__in=lasting).delete()[0]


def _refuse_when_nobody_answers(at: datetime) -> None:
    if not city.opening(at, always=settings.LINE_ALWAYS_OPEN).is_open:
        raise CannotChat(_("Teraz nikt nie odpowiada na czacie. Napisz w godzinach pracy linii albo wyślij e-mail."))
    if not queries.somebody_writes():
        raise CannotChat(_("Czat jest teraz wyłączony. Zadzwoń albo wyślij e-mail."))


def _answer(kind: str, conversation_id: UUID, by: int) -> None:
    with transaction.atomic():
        live.notify(live.LINES, {"kind": kind, "conversation": conversation_id, "adviser": by})


def _count_alone() -> None:
    """Let one request after the other count and begin, until the transaction ends: two at once would both pass."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_GUESTS])
