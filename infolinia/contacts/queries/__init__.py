"""Reads of conversations, residents and the log of readings."""

from infolinia.contacts.queries.calls import OpenCall, answered_since, happened_since, open_calls
from infolinia.contacts.queries.conversations import (
    OUTCOMES,
    STATES,
    ConversationLine,
    ConversationView,
    LedgerLine,
    QuestionView,
    UsedCardView,
    cards_used,
    conversation_for,
    current_of,
    earlier,
    ledger,
    open_of,
    register,
)
from infolinia.contacts.queries.parties import PartyView, asked, last_party_of, party_of
from infolinia.contacts.queries.people import (
    PersonCard,
    Point,
    person,
    resident_name,
    resident_of,
    residents_by_number,
)
from infolinia.contacts.queries.readings import READING_REASONS, ReadingLine, matters_without_call, readings
from infolinia.contacts.queries.transcripts import transcript
from infolinia.contacts.queries.uses import CardUse, Ending, card_uses, endings, first_arrival

__all__ = [
    "OUTCOMES",
    "READING_REASONS",
    "STATES",
    "CardUse",
    "ConversationLine",
    "ConversationView",
    "Ending",
    "LedgerLine",
    "OpenCall",
    "PartyView",
    "PersonCard",
    "Point",
    "QuestionView",
    "ReadingLine",
    "UsedCardView",
    "answered_since",
    "asked",
    "card_uses",
    "cards_used",
    "conversation_for",
    "current_of",
    "earlier",
    "endings",
    "first_arrival",
    "happened_since",
    "last_party_of",
    "ledger",
    "matters_without_call",
    "open_calls",
    "open_of",
    "party_of",
    "person",
    "readings",
    "register",
    "resident_name",
    "resident_of",
    "residents_by_number",
    "transcript",
]
