"""Writes to messages."""

from infolinia.correspondence.addresses import CannotSend
from infolinia.correspondence.composing import CannotCompose, compose
from infolinia.correspondence.mailboxes import name_of as name_of_mailbox
from infolinia.correspondence.operations.deliveries import note_delivery
from infolinia.correspondence.operations.erasing import forget_loose_messages, forget_of_matters
from infolinia.correspondence.operations.jobs_of import QUEUE, SEND_TASK
from infolinia.correspondence.operations.letters import (
    CannotKeepDraft,
    drop_draft,
    save_draft,
    set_conversation_matter,
    set_letter_matter,
)
from infolinia.correspondence.operations.links import follow, forget_links, short_link
from infolinia.correspondence.operations.mailboxes import read_mailbox
from infolinia.correspondence.operations.mending import count_as_sent, forget_secrets, resend, resend_failed, set_aside
from infolinia.correspondence.operations.queueing import cancel, queue, queue_email, send_letter
from infolinia.correspondence.operations.receiving import receive, receive_email
from infolinia.correspondence.operations.reporting import Heard, hear_reports, provider_with_key
from infolinia.correspondence.operations.sending import defer_forgotten, send

__all__ = [
    "QUEUE",
    "SEND_TASK",
    "CannotCompose",
    "CannotKeepDraft",
    "CannotSend",
    "Heard",
    "cancel",
    "compose",
    "count_as_sent",
    "defer_forgotten",
    "drop_draft",
    "follow",
    "forget_links",
    "forget_loose_messages",
    "forget_of_matters",
    "forget_secrets",
    "hear_reports",
    "name_of_mailbox",
    "note_delivery",
    "provider_with_key",
    "queue",
    "queue_email",
    "read_mailbox",
    "receive",
    "receive_email",
    "resend",
    "resend_failed",
    "save_draft",
    "send",
    "send_letter",
    "set_aside",
    "set_conversation_matter",
    "set_letter_matter",
    "short_link",
]
