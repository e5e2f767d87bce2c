"""Writes to conversations, questions, residents and the log of readings."""

from infolinia.contacts.operations.calls import (
    call_answered,
    call_arrived,
    call_ended,
    call_offered,
    call_queued,
    conversation_id_for,
    finish,
    note_event,
    offer_lost,
)
from infolinia.contacts.operations.erasing import forget_conversations, forget_readings, forget_residents
from infolinia.contacts.operations.questions import (
    CannotFinish,
    CannotWrite,
    add_question,
    open_question,
    refer,
    save_question,
    set_outcome,
    use_card,
)
from infolinia.contacts.operations.readings import log_reading
from infolinia.contacts.operations.residents import CannotRemember, identify, remember_resident

__all__ = [
    "CannotFinish",
    "CannotRemember",
    "CannotWrite",
    "add_question",
    "call_answered",
    "call_arrived",
    "call_ended",
    "call_offered",
    "call_queued",
    "conversation_id_for",
    "finish",
    "forget_conversations",
    "forget_readings",
    "forget_residents",
    "identify",
    "log_reading",
    "note_event",
    "offer_lost",
    "open_question",
    "refer",
    "remember_resident",
    "save_question",
    "set_outcome",
    "use_card",
]
