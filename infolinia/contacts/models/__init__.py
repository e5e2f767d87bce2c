"""Who called, about what, how it ended, and who has read it."""

from infolinia.contacts.models.calls import CallEvent, CallParty
from infolinia.contacts.models.channels import Channel, Need, Outcome
from infolinia.contacts.models.conversations import Conversation
from infolinia.contacts.models.decisions import Decision
from infolinia.contacts.models.merging import ErasedPerson, Merge
from infolinia.contacts.models.questions import Question, UsedCard
from infolinia.contacts.models.readings import Reading
from infolinia.contacts.models.residents import Acting, ContactPoint, Resident
from infolinia.contacts.models.typed import Typed

__all__ = [
    "Acting",
    "CallEvent",
    "CallParty",
    "Channel",
    "ContactPoint",
    "Conversation",
    "Decision",
    "ErasedPerson",
    "Merge",
    "Need",
    "Outcome",
    "Question",
    "Reading",
    "Resident",
    "Typed",
    "UsedCard",
]
