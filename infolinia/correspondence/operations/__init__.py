"""Writes to messages."""

from infolinia.correspondence.operations.erasing import forget_loose_messages, forget_of_matters
from infolinia.correspondence.operations.sending import (
    QUEUE,
    SEND_TASK,
    CannotSend,
    defer_forgotten,
    forget_secrets,
    queue_email,
    resend,
    send,
    send_letter,
)

__all__ = [
    "QUEUE",
    "SEND_TASK",
    "CannotSend",
    "defer_forgotten",
    "forget_loose_messages",
    "forget_of_matters",
    "forget_secrets",
    "queue_email",
    "resend",
    "send",
    "send_letter",
]
