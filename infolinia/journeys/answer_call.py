"""The adviser's part of a call: it ends in the register and in the queue at the same time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as contacts_queries
from infolinia.routing import operations as routing

BESIDE = frozenset({"chat", "email", "sms", "form"})


def finish(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """End the after-call work: the conversation is closed and the adviser is ready again, or neither.

    A letter or a conversation by text leaves the adviser's state as it is: several go on at once, also beside a call.
    Raises `contacts.CannotFinish` while the line is open or a question has no outcome.
    """
    with transaction.atomic():
        contacts.finish(conversation_id=conversation_id, by_id=by_id, at=at)
        if contacts_queries.channel_of(conversation_id) not in BESIDE:
            routing.finish_after_call(staff_id=by_id, at=at)
