"""A caller who waits goes to another queue."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts.models import CallEvent, Conversation
from infolinia.core import live


def move_to_queue(*, conversation_id: UUID, queue_code: str, by_id: int | None, at: datetime) -> None:
    """Let the conversation belong to this queue from now on; the first arrival stays. The ledger says who moved it."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(id=conversation_id)
        if conversation.queue_code == queue_code:
            return
        CallEvent.objects.get_or_create(
            event_key=f"moved-{conversation_id}-{int(at.timestamp() * 1000)}",
            defaults={
                "conversation": conversation,
                "kind": "moved",
                "at": at,
                "adviser_id": by_id,
                "details": {"from": conversation.queue_code, "to": queue_code},
            },
        )
        conversation.queue_code = queue_code
        conversation.save(update_fields=["queue_code"])
        live.publish("conversation", conversation_id)
        live.publish("queue")
        live.publish("board")
