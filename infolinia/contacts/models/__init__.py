"""Who called, about what, how it ended, and who has read it."""

from infolinia.contacts.models.calls import CallEvent, CallParty
from infolinia.contacts.models.channels import Channel, Outcome
from infolinia.contacts.models.conversations import Conversation
from infolinia.contacts.models.questions import Question, UsedCard
from infolinia.contacts.models.readings import Reading
from infolinia.contacts.models.residents import ContactPoint, Resident
from infolinia.contacts.models.typed import Typed

__all__ = [
    "CallEvent",
    "CallParty",
    "Channel",
    "ContactPoint",
    "Conversation",
    "Outcome",
    "Question",
    "Reading",
    "Resident",
    "Typed",
    "UsedCard",
]
