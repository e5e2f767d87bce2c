"""Reads of messages that go out."""

import re
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from infolinia.correspondence.models import Channel, DeliveryEvent, Message, Status
from infolinia.correspondence.rules import marks, states
from infolinia.correspondence.shapes import DeliveryLine, MessageLine, SentMessage

_THREAD = re.compile(r"<?sprawa\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)
_OURS = re.compile(r"<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@", re.IGNORECASE)


def messages_of(matter_id: UUID, *, without: str = "", limit: int = 200) -> list[MessageLine]:
    """Return the newest messages of a matter, the newest first; `without` is a pattern of keys that are left out."""
    rows = Message.objects.filter(matter_id=matter_id).order_by("-created_at", "-turn")
    return lines((rows.exclude(key__regex=without) if without else rows)[:limit])


def sent_in(conversation_id: UUID) -> list[MessageLine]:
    """Return the messages that went out in a conversation, oldest first, with what became of each."""
    return lines(Message.objects.filter(conversation_id=conversation_id).order_by("created_at", "turn"))


def sent_to(resident_id: UUID, *, limit: int = 200) -> list[MessageLine]:
    """Return the messages to a resident, newest first."""
    return lines(Message.objects.filter(resident_id=resident_id).order_by("-created_at", "-turn")[:limit])


def message_by_ref(provider: str, ref: str) -> SentMessage | None:
    """Return the message that a provider knows under its own number."""
    return _sent(Message.objects.filter(provider=provider, ref=ref).first()) if ref else None


def message_by_header(message_id_header: str) -> SentMessage | None:
    """Return the e-mail that left with this Message-ID (angle brackets or not)."""
    found = _OURS.search(message_id_header)
    return _sent(Message.objects.filter(pk=UUID(found[1]), channel=Channel.EMAIL).first()) if found else None


def matter_by_thread(references: str) -> UUID | None:
    """Return the matter that a mail's References or In-Reply-To name: any id of its thread, or a message of ours."""
    if found := _THREAD.search(references):
        return UUID(found[1])
    ours = [UUID(ident) for ident in _OURS.findall(references)]
    return Message.objects.filter(pk__in=ours, matter_id__isnull=False).values_list("matter_id", flat=True).first()


def sent_at(keys: Collection[str]) -> dict[str, datetime]:
    """Return when each of these messages left; those that have not, or that nobody got, are left out."""
    rows = Message.objects.filter(key__in=keys, status__in=("sent", "delivered", "read"), sent_at__isnull=False)
    return {key: moment for key, moment in rows.values_list("key", "sent_at") if moment}


def dead(limit: int = 50) -> list[MessageLine]:
    """Return the messages that nobody tries to send any more, newest first."""
    return lines(Message.objects.filter(status=Status.FAILED, set_aside_at=None).order_by("-created_at")[:limit])


def status_counts(campaign_id: UUID) -> dict[str, int]:
    """Return how many messages of a campaign are in each state."""
    rows = Message.objects.filter(campaign_id=campaign_id).order_by().values("status").annotate(n=Count("pk"))
    return {row["status"]: row["n"] for row in rows}


def lines(rows: QuerySet[Message]) -> list[MessageLine]:
    """Return the messages as screens show them; three queries however many they are."""
    return [line(row) for row in rows.prefetch_related("deliveries", "enclosures")]


def line(row: Message) -> MessageLine:
    """Return one message as screens show it."""
    status = Status(row.status)
    return MessageLine(
        id=row.id,
        channel=row.channel,
        to=row.to,
        subject=row.subject,
        text=marks.hidden(row.text),
        status=status.value,
        status_text=str(status.label),
        is_dead=status in states.TROUBLED and row.set_aside_at is None,
        attempts=row.attempts,
        created_at=row.created_at,
        sent_at=row.sent_at,
        next_attempt_at=row.next_attempt_at if status is Status.QUEUED and not row.is_held else None,
        error=row.error,
        channel_text=str(Channel(row.channel).label),
        html=marks.hidden(row.html),
        status_at=row.settled_at or row.sent_at or row.created_at,
        is_uncertain=row.is_uncertain,
        purpose=row.purpose,
        language=row.language,
        template=row.template,
        template_edition=row.template_edition,
        segments=row.segments,
        provider=row.provider,
        attachments=tuple(one.name for one in row.enclosures.all()),
        deliveries=tuple(_delivery(one) for one in row.deliveries.all()),
        matter_id=row.matter_id,
        conversation_id=row.conversation_id,
        key=row.key,
    )


def _delivery(event: DeliveryEvent) -> DeliveryLine:
    return DeliveryLine(event.state, str(Status(event.state).label), event.at, event.details)


def _sent(row: Message | None) -> SentMessage | None:
    if row is None:
        return None
    return SentMessage(
        id=row.id,
        key=row.key,
        channel=row.channel,
        to=row.to,
        matter_id=row.matter_id,
        conversation_id=row.conversation_id,
        question_id=row.question_id,
        resident_id=row.resident_id,
    )
