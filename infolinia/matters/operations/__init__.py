"""Writes to matters: one function, one transaction, one line of history."""

from infolinia.matters.operations.attempts import CannotCheckStatus, count_status_attempt, forget_attempts
from infolinia.matters.operations.catalogue import (
    CannotSaveCategory,
    CategoryDraft,
    load_catalogue,
    load_categories,
    save_category,
)
from infolinia.matters.operations.changing import CannotChangeMatter
from infolinia.matters.operations.ending import close, reopen, resident_message
from infolinia.matters.operations.erasing import forget_matters
from infolinia.matters.operations.forwarding import pass_on, return_to_helpline
from infolinia.matters.operations.notices import confirm_notices, notice_served
from infolinia.matters.operations.registering import CannotRegister, new_code_for, register
from infolinia.matters.operations.unit_work import (
    add_note,
    answer,
    ask_resident,
    hand_over,
    resident_replied,
    resume,
    set_znak,
    take,
    to_sign,
    wait_for,
)
from infolinia.matters.operations.watching import chase, extend, warn

__all__ = [
    "CannotChangeMatter",
    "CannotCheckStatus",
    "CannotRegister",
    "CannotSaveCategory",
    "CategoryDraft",
    "add_note",
    "answer",
    "ask_resident",
    "chase",
    "close",
    "confirm_notices",
    "count_status_attempt",
    "extend",
    "forget_attempts",
    "forget_matters",
    "hand_over",
    "load_catalogue",
    "load_categories",
    "new_code_for",
    "notice_served",
    "pass_on",
    "register",
    "reopen",
    "resident_message",
    "resident_replied",
    "resume",
    "return_to_helpline",
    "save_category",
    "set_znak",
    "take",
    "to_sign",
    "wait_for",
    "warn",
]
