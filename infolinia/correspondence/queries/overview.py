"""How sending goes: what waits, which carriers do not work, and what needs a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from infolinia.core.paging import Beside, Lines, stretch
from infolinia.correspondence.models import Channel, Message, Provider, ProviderState, Status
from infolinia.correspondence.queries.messages import lines
from infolinia.correspondence.rules import states
from infolinia.correspondence.shapes import MessageLine

DAY = timedelta(days=1)
SLOW = timedelta(minutes=15)


@dataclass(frozen=True)
class ChannelLine:
    """One channel now: how many messages wait, since when the oldest, and what the last day brought."""

    channel: str
    text: str
    waiting: int
    oldest: datetime | None
    sent: int
    delivered: int
    troubled: int
    is_slow: bool


@dataclass(frozen=True)
class CarrierLine:
    """A carrier that does not work: since when, what it said last, when it is tried again."""

    name: str
    since: datetime
    failures: int
    said: str
    next_try: datetime | None


def channels_now(at: datetime) -> list[ChannelLine]:
    """Return every channel that had anything to do in the last day, in the order of their names."""
    lately = Q(created_at__gt=at - DAY) | Q(sent_at__gt=at - DAY)
    due = Q(
        status=Status.QUEUED,
        is_held=False,
    ) & (Q(not_before=None) | Q(not_before__lte=at))
    told = (
        Message.objects.filter(lately | Q(status=Status.QUEUED))
        .order_by()
        .values("channel")
        .annotate(
            waiting=Count("pk", filter=due),
            oldest=Min("created_at", filter=due),
            sent=Count("pk", filter=Q(sent_at__gt=at - DAY)),
            delivered=Count("pk", filter=Q(sent_at__gt=at - DAY, status__in=("delivered", "read"))),
            troubled=Count("pk", filter=Q(status__in=states.TROUBLED, set_aside_at=None)),
        )
    )
    by_channel = {row["channel"]: row for row in told}
    return [_channel(channel, by_channel[channel.value], at) for channel in Channel if channel.value in by_channel]


def carriers_away(at: datetime) -> list[CarrierLine]:
    """Return the carriers that do not work now, the longest silent first; a provider switched off is none."""
    off = {f"sms:{code}" for code in Provider.objects.filter(is_active=False).values_list("code", flat=True)}
    rows = ProviderState.objects.filter(failing_since__isnull=False).exclude(pk__in=off).order_by("failing_since")
    names = {f"sms:{one.code}": one.name for one in Provider.objects.all()}
    return [
        CarrierLine(
            name=names.get(row.carrier) or _channel_text(row.carrier),
            since=row.failing_since or at,
            failures=row.failures,
            said=row.last_error,
            next_try=row.resting_until if row.resting_until and row.resting_until > at else None,
        )
        for row in rows
    ]


def troubled(*, channel: str = "", beside: Beside, size: int = 50) -> Lines[MessageLine]:
    """Return a page of the messages that need a person, newest first."""
    page = stretch(_troubled(channel), by=("-created_at", "-id"), beside=beside, size=size)
    shown = {line.id: line for line in lines(Message.objects.filter(pk__in=[row.pk for row in page.rows]))}
    return Lines(tuple(shown[row.pk] for row in page.rows), before=page.before, behind=page.behind)


def troubled_count() -> int:
    """Return how many messages need a person."""
    return _troubled("").count()


def message_line(message_id: UUID) -> MessageLine | None:
    """Return one message with everything that was said about it."""
    found = lines(Message.objects.filter(pk=message_id))
    return found[0] if found else None


def _troubled(channel: str) -> QuerySet[Message]:
    rows = Message.objects.filter(status__in=states.TROUBLED, set_aside_at=None)
    return rows.filter(channel=channel) if channel else rows


def _channel(channel: Channel, row: Mapping[str, Any], at: datetime) -> ChannelLine:
    oldest: datetime | None = row["oldest"]
    return ChannelLine(
        channel=channel.value,
        text=str(channel.label),
        waiting=row["waiting"],
        oldest=oldest,
        sent=row["sent"],
        delivered=row["delivered"],
        troubled=row["troubled"],
        is_slow=oldest is not None and at - oldest > SLOW,
    )


def _channel_text(carrier: str) -> str:
    return str(Channel(carrier).label) if carrier in Channel.values else carrier
