"""Which tables of this room hold data of people, from the person outwards."""

from django.utils.translation import gettext_lazy as _

from infolinia.core.personal import RESIDENT, Table

TABLES = (
    Table(
        "contacts.Resident",
        {"id": RESIDENT},
        told=("name", "preferred_channel", "needs", "need", "language", "is_child", "adult_on", "created_at"),
        title=_("dane osoby"),
        moves=False,
    ),
    Table(
        "contacts.ContactPoint",
        {"resident": RESIDENT},
        told=("kind", "value", "label", "is_main", "valid_from", "valid_until", "unusable_since", "unusable_why"),
        moves=False,
    ),
    Table(
        "contacts.Acting",
        {"who": RESIDENT, "whom": RESIDENT},
        told=("who", "whom", "right", "basis", "valid_from", "valid_until", "at"),
        moves=False,
    ),
    Table(
        "contacts.Decision",
        {"resident": RESIDENT},
        told=("kind", "purpose", "channel", "words", "at"),
        moves=False,
    ),
    Table(
        "contacts.Conversation",
        {"resident": RESIDENT},
        gives="conversation",
        told=(
            "channel", "state", "direction", "reason", "attempt", "language", "caller_number", "caller_address",
            "caller_name", "speaks_for_name", "arrived_at", "answered_at", "ended_at", "note",
        ),
    ),
    Table(
        "contacts.Question",
        {"conversation": "conversation"},
        gives="question",
        told=("conversation", "subject", "note", "card_title", "outcome", "referred_to", "saved_at"),
    ),
    Table("contacts.UsedCard", {"question": "question"}, told=("title", "language", "edition", "at")),
    Table("contacts.CallParty", {"conversation": "conversation"}, told=("kind", "invited_at", "joined_at", "left_at")),
    Table("contacts.CallEvent", {"conversation": "conversation"}, told=("kind", "at")),
    Table(
        "contacts.Typed",
        {"conversation": "conversation"},
        told=("side", "inserted", "removed", "position", "ends_line", "at"),
    ),
    Table(
        "contacts.Reading",
        {"resident_id": RESIDENT, "conversation_id": "conversation", "matter_id": "matter"},
        told=("at", "why", "reason", "what"),
        title=_("wglądy urzędu w te dane: kiedy i po co"),
        moves=False,
        blanks={"reason": ""},  # the log itself is the office's proof, and goes with its own time
    ),
)  # fmt: skip
# Conversations in which somebody else spoke for the person: theirs, only the link goes.
LINKS = (Table("contacts.Conversation", {"speaks_for": RESIDENT}, blanks={"speaks_for": None}),)
WITHOUT_PEOPLE = ("contacts.Merge", "contacts.ErasedPerson")  # identifiers alone; a merge's past is emptied apart
