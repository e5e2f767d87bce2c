"""Writes to conversations, questions, residents and the log of readings."""

from infolinia.contacts.operations.attending import call_chose, message_handled, message_left
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
from infolinia.contacts.operations.calls_back import (
    call_back_dialled,
    call_back_failed,
    call_back_opened,
    call_back_reached,
)
from infolinia.contacts.operations.calls_out import (
    CannotCallOut,
    call_out_failed,
    open_call_out,
    reached,
    set_attempt,
)
from infolinia.contacts.operations.decisions import (
    CannotDecide,
    consent,
    lift_objection,
    object_to,
    withdraw_consent,
)
from infolinia.contacts.operations.erasing import forget_conversations, forget_readings, forget_residents
from infolinia.contacts.operations.letters import (
    CannotTakeLetter,
    letter_answered,
    letter_closed,
    letter_returned,
    letter_taken,
    wrote,
    wrote_again,
)
from infolinia.contacts.operations.moving import move_to_queue
from infolinia.contacts.operations.parties import (
    call_returned,
    call_transferred,
    party_held,
    party_invited,
    party_joined,
    party_left,
)
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
    "CannotCallOut",
    "CannotDecide",
    "CannotFinish",
    "CannotRemember",
    "CannotTakeLetter",
    "CannotWrite",
    "add_question",
    "call_answered",
    "call_arrived",
    "call_back_dialled",
    "call_back_failed",
    "call_back_opened",
    "call_back_reached",
    "call_chose",
    "call_ended",
    "call_offered",
    "call_out_failed",
    "call_queued",
    "call_returned",
    "call_transferred",
    "consent",
    "conversation_id_for",
    "finish",
    "forget_conversations",
    "forget_readings",
    "forget_residents",
    "identify",
    "letter_answered",
    "letter_closed",
    "letter_returned",
    "letter_taken",
    "lift_objection",
    "log_reading",
    "message_handled",
    "message_left",
    "move_to_queue",
    "note_event",
    "object_to",
    "offer_lost",
    "open_call_out",
    "open_question",
    "party_held",
    "party_invited",
    "party_joined",
    "party_left",
    "reached",
    "refer",
    "remember_resident",
    "save_question",
    "set_attempt",
    "set_outcome",
    "use_card",
    "withdraw_consent",
    "wrote",
    "wrote_again",
]
