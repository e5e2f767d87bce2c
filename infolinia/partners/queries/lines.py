"""What administrators see of programs, their addresses, messages to them, and the EZD."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from infolinia.core.paging import Beside, Lines, stretch
from infolinia.partners.models import Delivery, DeliveryState, EzdLink, EzdState, Partner, Sees, Webhook
from infolinia.partners.shapes import DeliveryLine, EzdLine, PartnerLine, WebhookLine

NEWEST = ("-created_at", "-id")
NEWEST_MATTER = ("-created_at", "-matter_id")


def partners() -> list[PartnerLine]:
    """Return every program, in alphabetical order."""
    return [_partner(row) for row in _partners().order_by("name")]


def partner(partner_id: int) -> PartnerLine | None:
    """Return one program."""
    row = _partners().filter(id=partner_id).first()
    return _partner(row) if row else None


def ways_of_seeing() -> list[tuple[str, str]]:
    """Return which matters a program may see, as code and words."""
    return [(code, str(words)) for code, words in Sees.choices]


def webhooks_of(partner_id: int) -> list[WebhookLine]:
    """Return the addresses of a program."""
    return [_webhook(row) for row in _webhooks().filter(partner_id=partner_id).order_by("id")]


def webhook(webhook_id: int) -> WebhookLine | None:
    """Return one address."""
    row = _webhooks().filter(id=webhook_id).first()
    return _webhook(row) if row else None


def deliveries(webhook_id: int, *, beside: Beside, size: int) -> Lines[DeliveryLine]:
    """Return a page of what was sent to an address, the newest first."""
    page = stretch(Delivery.objects.filter(webhook_id=webhook_id), by=NEWEST, beside=beside, size=size)
    return Lines(tuple(_delivery(row) for row in page.rows), page.before, page.behind)


def is_of_webhook(delivery_id: UUID, webhook_id: int) -> bool:
    """Whether the message was for this address."""
    return Delivery.objects.filter(id=delivery_id, webhook_id=webhook_id).exists()


def ezd_lines(*, beside: Beside, size: int) -> Lines[EzdLine]:
    """Return a page of the matters on their way into the EZD, the newest first."""
    page = stretch(EzdLink.objects.all(), by=NEWEST_MATTER, beside=beside, size=size)
    return Lines(tuple(_ezd(row) for row in page.rows), page.before, page.behind)


def ezd_counts() -> dict[str, int]:
    """Return how many matters wait for the EZD and how many it did not take."""
    open_links = EzdLink.objects.filter(state__in=[EzdState.QUEUED, EzdState.DEAD])
    found = dict(open_links.values_list("state").annotate(n=Count("pk")).order_by())
    return {"waiting": found.get(EzdState.QUEUED, 0), "dead": found.get(EzdState.DEAD, 0)}


def is_in_ezd(matter_id: UUID) -> bool:
    """Whether the matter stands in the outbox."""
    return EzdLink.objects.filter(matter_id=matter_id).exists()


def _partners() -> QuerySet[Partner]:
    failing = Count("webhooks", filter=Q(webhooks__failing_since__isnull=False), distinct=True)
    rows = Partner.objects.select_related("unit")
    return rows.annotate(webhook_count=Count("webhooks", distinct=True), failing_count=failing)


def _webhooks() -> QuerySet[Webhook]:
    def counted(state: str) -> Count:
        return Count("deliveries", filter=Q(deliveries__state=state))

    return Webhook.objects.annotate(waiting=counted(DeliveryState.QUEUED), dead=counted(DeliveryState.DEAD))


def _partner(row: Partner) -> PartnerLine:
    return PartnerLine(
        id=row.pk,
        name=row.name,
        contact=row.contact,
        rights=tuple(row.rights),
        sees=row.sees,
        sees_text=str(Sees(row.sees).label),
        unit_id=row.unit_id,
        unit_name=row.unit.name if row.unit else "",
        key_end=row.key_end,
        key_issued_at=row.key_issued_at,
        last_used_at=row.last_used_at,
        webhooks=row.webhook_count,  # type: ignore[attr-defined]
        failing=row.failing_count,  # type: ignore[attr-defined]
    )


def _webhook(row: Webhook) -> WebhookLine:
    return WebhookLine(
        id=row.pk,
        partner_id=row.partner_id,
        url=row.url,
        hears=tuple(row.hears),
        is_active=row.is_active,
        failing_since=row.failing_since,
        waiting=row.waiting,  # type: ignore[attr-defined]
        dead=row.dead,  # type: ignore[attr-defined]
    )


def _delivery(row: Delivery) -> DeliveryLine:
    return DeliveryLine(
        id=row.id,
        event=row.event,
        body=row.body,
        state=row.state,
        state_text=str(DeliveryState(row.state).label),
        attempts=row.attempts,
        answered=row.answered,
        error=row.error,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        settled_at=row.settled_at,
    )


def _ezd(row: EzdLink) -> EzdLine:
    return EzdLine(
        matter_id=row.matter_id,
        number=row.number,
        state=row.state,
        state_text=str(EzdState(row.state).label),
        ref=row.ref,
        znak=row.znak,
        attempts=row.attempts,
        error=row.error,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
    )
