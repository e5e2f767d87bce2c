"""Changes are told to programs: written down with the change itself, in one transaction, and sent afterwards."""

import json
from collections.abc import Mapping
from datetime import datetime

from procrastinate.contrib.django import app

from infolinia.partners.listening import listeners
from infolinia.partners.models import Delivery

DELIVER_TASK = "partners.deliver"
QUEUE = "partners"


def announce(
    event: str,
    payload: Mapping[str, object],
    key: str,
    at: datetime,
    *,
    unit_id: int | None = None,
    origin: str = "",
) -> int:
    """Write one message for each address that wants to hear this, in the caller's transaction; returns how many.

    Nobody listens: not one statement. `key` makes the event unique; `origin` is the matter's request key.
    """
    wanted = [one for one in listeners.all() if one.wants(event, origin=origin, unit_id=unit_id)]
    if not wanted:
        return 0
    body = json.dumps({"type": event, "timestamp": at.isoformat(), "data": payload}, ensure_ascii=False)
    rows = [
        Delivery(
            webhook_id=one.webhook_id, event=event, key=key, body=body, created_at=at, since=at, next_attempt_at=at
        )
        for one in wanted
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        defer(row)
    return len(rows)


def defer(row: Delivery, *, at: datetime | None = None) -> None:
    """Give the message a job, at once or at a moment."""
    # By name, so that this module needn't import its own entry point.
    app.configure_task(DELIVER_TASK, queue=QUEUE, schedule_at=at).defer(delivery_id=str(row.id))
