"""Messages to programs go out one by one; what did not arrive is tried for three days and then shown to a person."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

import httpx
from django.db import transaction

from infolinia.partners.models import Delivery, DeliveryState, Webhook
from infolinia.partners.operations.announcing import defer
from infolinia.partners.rules import retrying, rights, signing

TIMEOUT = httpx.Timeout(15, connect=5)
CLAIM = timedelta(minutes=2)
LATE = timedelta(minutes=1)  # a job may just be late; after this the message has lost it
SWEPT = 1000
PUT_OFF = timedelta(minutes=5)
OF_ADDRESS = 200  # messages woken at once when an address works again

log = logging.getLogger(__name__)


def deliver(*, delivery_id: UUID, at: datetime, transport: httpx.BaseTransport | None = None) -> None:
    """Send one message if it is due; no transaction is open meanwhile. It may arrive twice, never not at all.

    A receiver tells repetitions by `webhook-id`. Raises nothing: what went wrong is kept with the message.
    """
    row = _claim(delivery_id, at)
    if row is None:
        return
    status, error = _post(row, at, transport)
    with transaction.atomic():
        held = _held(row)
        if held is None:
            return  # the address was removed meanwhile, and this with it
        row = held
        row.claimed_until, row.answered, row.error = None, status or None, error[:300]
        if retrying.arrived(status):
            _note_arrived(row, at)
        else:
            _note_failed(row, at)
        row.save()


@transaction.atomic
def resend(*, delivery_id: UUID, at: datetime) -> None:
    """Try a message again from the start, whatever became of it; the receiver knows it by the same id."""
    Webhook.objects.filter(deliveries__id=delivery_id).update(failing_since=None)
    row = Delivery.objects.select_for_update().get(id=delivery_id)
    _wake(row, at)


@transaction.atomic
def resend_dead(*, webhook_id: int, at: datetime) -> int:
    """Try everything again that an address never got, oldest first; returns how many (at most a thousand a time)."""
    Webhook.objects.filter(id=webhook_id).update(failing_since=None)
    dead = Delivery.objects.filter(webhook_id=webhook_id, state=DeliveryState.DEAD).order_by("created_at")
    rows = list(dead.select_for_update()[:SWEPT])
    for row in rows:
        _wake(row, at)
    return len(rows)


@transaction.atomic
def defer_forgotten(*, at: datetime) -> int:
    """Give a job to each message that is due and has none: its worker died, or the job was lost; returns how many."""
    due = Delivery.objects.filter(state=DeliveryState.QUEUED, next_attempt_at__lte=at - LATE)
    free = due.exclude(claimed_until__gt=at).select_for_update(skip_locked=True).order_by("next_attempt_at")
    rows = list(free.only("id")[:SWEPT])
    Delivery.objects.filter(id__in=[row.id for row in rows]).update(next_attempt_at=at)
    for row in rows:
        defer(row.id)
    return len(rows)


def _claim(delivery_id: UUID, at: datetime) -> Delivery | None:
    with transaction.atomic():
        queued = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).select_related("webhook__partner")
        row = queued.filter(id=delivery_id, state=DeliveryState.QUEUED).exclude(claimed_until__gt=at).first()
        if row is None or row.next_attempt_at > at:
            return None
        why, first = _never(row), _tried_first(row)
        if why or (first and row.since + retrying.TRIED_FOR < at):
            row.state, row.settled_at, row.error = DeliveryState.DEAD, at, why or "the address does not answer"
            row.save(update_fields=["state", "settled_at", "error"])
            return None
        if first:
            row.next_attempt_at = max(first, at + PUT_OFF)
            row.save(update_fields=["next_attempt_at"])
            return None
        row.attempts += 1
        row.claimed_until = at + CLAIM
        row.save(update_fields=["attempts", "claimed_until"])
    return row


def _never(row: Delivery) -> str:
    """Return why the message may not go out any more; empty when it may. A trial goes wherever an address is on."""
    partner = row.webhook.partner
    if not row.webhook.is_active:
        return "the address is switched off"
    if row.event == rights.PING:
        return ""
    if partner.key_trace is None:
        return "the program's key was taken away"
    return "" if set(rights.TO_HEAR) & set(partner.rights) else "the program has no right to hear"


def _tried_first(row: Delivery) -> datetime | None:
    """Return when another message is tried first: an address that fails gets one at a time, its oldest, and trials.

    So a receiver that never answers holds a worker once in a while, not once for each change of each matter.
    """
    if row.webhook.failing_since is None or row.event == rights.PING:
        return None
    queued = Delivery.objects.filter(webhook_id=row.webhook_id, state=DeliveryState.QUEUED)
    oldest = queued.exclude(event=rights.PING).order_by("created_at", "id").only("next_attempt_at").first()
    return None if oldest is None or oldest.id == row.id else oldest.next_attempt_at


def _held(row: Delivery) -> Delivery | None:
    """Return the message, locked after its address: in this order everywhere, so that nobody waits crosswise."""
    Webhook.objects.select_for_update(no_key=True).filter(id=row.webhook_id).first()
    return Delivery.objects.select_for_update(of=("self",)).select_related("webhook").filter(id=row.id).first()


def _post(row: Delivery, at: datetime, transport: httpx.BaseTransport | None) -> tuple[int, str]:
    """Return the status of the answer, or 0 with what went wrong."""
    body = row.body.encode()
    signed = signing.headers(row.webhook.secret, message_id=str(row.id), sent_at=int(at.timestamp()), body=body)
    headers = {"content-type": "application/json", "user-agent": "Infolinia", **signed}
    try:
        with (
            httpx.Client(timeout=TIMEOUT, follow_redirects=False, transport=transport, trust_env=False) as client,
            client.stream("POST", row.webhook.url, content=body, headers=headers) as answer,
        ):
            status = answer.status_code  # what else it says is not read: it may be endless
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        return 0, f"{type(error).__name__}: {error}"
    return status, "" if retrying.arrived(status) else f"HTTP {status}"


def _note_arrived(row: Delivery, at: datetime) -> None:
    row.state, row.settled_at = DeliveryState.SENT, at
    if row.webhook.failing_since is None:
        return
    Webhook.objects.filter(id=row.webhook_id).update(failing_since=None)
    waiting = Delivery.objects.filter(webhook_id=row.webhook_id, state=DeliveryState.QUEUED, next_attempt_at__gt=at)
    others = waiting.exclude(id=row.id).select_for_update(skip_locked=True).order_by("created_at", "id")
    woken = list(others.values_list("id", flat=True)[:OF_ADDRESS])
    waiting.exclude(id=row.id).update(next_attempt_at=at)  # those without a job get one within a minute
    for delivery_id in woken:
        defer(delivery_id)


def _note_failed(row: Delivery, at: datetime) -> None:
    Webhook.objects.filter(id=row.webhook_id, failing_since=None).update(failing_since=at)
    again = retrying.next_attempt(attempts=row.attempts, since=row.since, at=at)
    if row.answered == retrying.GONE:
        Webhook.objects.filter(id=row.webhook_id).update(is_active=False)
        again = None
    if again is None:
        row.state, row.settled_at = DeliveryState.DEAD, at
        log.warning("a message to the address %s of a program did not arrive: %s", row.webhook_id, row.error)
        return
    row.next_attempt_at = again
    defer(row.id, at=again)


def _wake(row: Delivery, at: datetime) -> None:
    row.state, row.attempts, row.since, row.next_attempt_at = DeliveryState.QUEUED, 0, at, at
    row.settled_at, row.claimed_until = None, None
    row.save()
    defer(row.id)
