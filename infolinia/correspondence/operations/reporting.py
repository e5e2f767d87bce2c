"""What gateways tell us about text messages: checked, understood by their plan, noted once each."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.models import Message, Provider
from infolinia.correspondence.operations.deliveries import note_delivery
from infolinia.correspondence.rules import gateway


@dataclass(frozen=True)
class Heard:
    """What to answer the gateway, and of how many messages it told something that we could place."""

    reply: str
    noted: int
    unknown: int


def provider_with_key(code: str, key: str) -> Provider | None:
    """Return the provider whose secret address this is; a wrong secret takes as long as a right one."""
    provider = Provider.objects.filter(code=code).first()
    expected = provider.receive_key if provider else "-" * 32
    return provider if hmac.compare_digest(expected.encode(), key.encode()) and provider else None


def hear_reports(*, provider: Provider, told: Mapping[str, object], at: datetime) -> Heard:
    """Note the delivery reports in a request of the gateway; one about a message that is not ours changes nothing."""
    plan = gateway.plan_of(provider.plan)
    known = unknown = 0
    for report in gateway.reports(plan, told):
        message = _message_of(provider, report)
        if message is None:
            unknown += 1
            continue
        known += 1
        if report.meaning != "nothing":
            note_delivery(
                message_id=message,
                state=report.meaning,
                at=at,
                event_key=f"{provider.code}:{report.ref or report.id}:{report.said}"[:200],
                details=report.said,
            )
    return Heard(plan.reports.reply, known, unknown)


def _message_of(provider: Provider, report: gateway.Report) -> UUID | None:
    """Return whose report this is: by our id, which the gateway repeats, or by its own number."""
    ours = Message.objects.filter(channel="sms")
    try:
        by_id = ours.filter(pk=UUID(report.id[:36])) if report.id else ours.none()
    except ValueError:
        by_id = ours.none()
    by_ref = ours.filter(provider=provider.code, ref=report.ref) if report.ref else ours.none()
    return (by_id.values_list("pk", flat=True).first()) or by_ref.values_list("pk", flat=True).first()
