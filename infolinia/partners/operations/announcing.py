"""Changes are told to programs: written down with the change itself, in one transaction, and sent afterwards."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from infolinia.partners.listening import listeners
from infolinia.partners.rules import rights

DELIVER_TASK = "partners.deliver"
QUEUE = "partners"
BEHIND_RESIDENTS = -5  # a worker that is free takes the residents' mail and the warnings first

# Who listens is remembered for some seconds: an address that was removed, switched off or lost its key meanwhile gets
# no message, and one that is being removed waits for this change.
_WRITE = """
INSERT INTO partners_delivery
    (id, webhook_id, event, key, body, state, attempts, error, created_at, since, next_attempt_at)
SELECT gen_random_uuid(), hook.id, %(event)s, %(key)s, %(body)s, 'queued', 0, '', %(at)s, %(at)s, %(at)s
FROM partners_webhook hook JOIN partners_partner partner ON partner.id = hook.partner_id
WHERE hook.id = ANY(%(hooks)s) AND hook.is_active
    AND partner.key_trace IS NOT NULL AND partner.rights && %(rights)s::varchar[]
ORDER BY hook.id
FOR KEY SHARE OF hook
ON CONFLICT (webhook_id, key) DO NOTHING
RETURNING id
"""


def announce(
    event: str,
    payload: Mapping[str, object],
    key: str,
    at: datetime,
    *,
    unit_id: int | None = None,
    left_unit_id: int | None = None,
    origin: str = "",
) -> int:
    """Write one message for each address that wants to hear this, in the caller's transaction; returns how many.

    Nobody listens: not one statement. `key` makes the event unique; `origin` is the matter's request key; who listens
    to the unit that the matter leaves hears of it too.
    """
    units = {unit_id, left_unit_id} - {None}
    wanted = [one.webhook_id for one in listeners.all() if one.wants(event, origin=origin, unit_ids=units)]
    if not wanted:
        return 0
    body = json.dumps({"type": event, "timestamp": at.isoformat(), "data": payload}, ensure_ascii=False)
    told: dict[str, Any] = {
        "event": event,
        "key": key,
        "body": body,
        "at": at,
        "hooks": wanted,
        "rights": list(rights.TO_HEAR),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, told)
        written = [row[0] for row in cursor.fetchall()]
    for delivery_id in written:
        defer(delivery_id)
    return len(written)


def defer(delivery_id: UUID, *, at: datetime | None = None) -> None:
    """Give the message a job, at once or at a moment."""
    # By name, so that this module needn't import its own entry point.
    task = app.configure_task(DELIVER_TASK, queue=QUEUE, schedule_at=at, priority=BEHIND_RESIDENTS)
    task.defer(delivery_id=str(delivery_id))
