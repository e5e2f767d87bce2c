"""Writes to promises of contact, campaigns, reminders and the question after closing."""

from infolinia.outreach.errors import CannotAnswer, CannotContact, CannotPromise, CannotRunCampaign
from infolinia.outreach.operations.asking import answer, ask_closed, question
from infolinia.outreach.operations.erasing import (
    forget_answers,
    forget_campaigns,
    forget_promises,
    forget_reminders,
)
from infolinia.outreach.operations.late import tell_late
from infolinia.outreach.operations.promising import (
    came_by_self,
    cancel_promise,
    change_promise,
    promise_contact,
)
from infolinia.outreach.operations.reminding import cancel_reminders, remind, remind_of_documents, send_due
from infolinia.outreach.operations.setting import save_settings
from infolinia.outreach.operations.trying import (
    call,
    note_attempt,
    release,
    say_result,
    settle,
    take,
    write_message,
)

__all__ = [
    "CannotAnswer",
    "CannotContact",
    "CannotPromise",
    "CannotRunCampaign",
    "answer",
    "ask_closed",
    "call",
    "came_by_self",
    "cancel_promise",
    "cancel_reminders",
    "change_promise",
    "forget_answers",
    "forget_campaigns",
    "forget_promises",
    "forget_reminders",
    "note_attempt",
    "promise_contact",
    "question",
    "release",
    "remind",
    "remind_of_documents",
    "save_settings",
    "say_result",
    "send_due",
    "settle",
    "take",
    "tell_late",
    "write_message",
]
