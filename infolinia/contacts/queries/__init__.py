"""Reads of conversations, residents and the log of readings."""

from infolinia.contacts.queries.conversations import (
    ConversationLine,
    ConversationView,
    LedgerLine,
    QuestionView,
    conversation_for,
    current_of,
    earlier,
    ledger,
    open_of,
    register,
)
from infolinia.contacts.queries.people import PersonCard, Point, person, residents_by_number
from infolinia.contacts.queries.readings import ReadingLine, readings

__all__ = [
    "ConversationLine",
    "ConversationView",
    "LedgerLine",
    "PersonCard",
    "Point",
    "QuestionView",
    "ReadingLine",
    "conversation_for",
    "current_of",
    "earlier",
    "ledger",
    "open_of",
    "person",
    "readings",
    "register",
    "residents_by_number",
]
