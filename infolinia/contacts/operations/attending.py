"""What a caller did before an adviser: a choice from the menu, a spoken message."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts.models import Conversation
from infolinia.contacts.operations.calls import _ledger, _locked, _move
from infolinia.contacts.rules import call_state


def call_chose(*, conversation_id: UUID, queue_code: str, language: str, at: datetime, event_key: str) -> None:
    """The caller chose a queue and a language by key."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, "chose", at, event_key, queue=queue_code, language=language):
            conversation.queue_code, conversation.language = queue_code, language
            _move(conversation, conversation.state)


def message_left(*, conversation_id: UUID, at: datetime, event_key: str) -> None:
    """The caller spoke a message, because nobody could serve them; whether the line is cut already does not matter."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if _ledger(conversation, "message_left", at, event_key):
            _move(conversation, call_state.after_message(conversation.state))


def message_handled(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """Somebody of the office did what the message asked for: the conversation is theirs, and closed."""
    with transaction.atomic():
        conversation = _locked(conversation_id)
        if conversation.state == Conversation.State.VOICEMAIL:
            conversation.adviser_id, conversation.finished_at = by_id, at
            _ledger(conversation, "finished", at, f"finished-{conversation_id}", adviser_id=by_id)
            _move(conversation, "closed")
