"""Which tables of this room hold data of people, from the person outwards."""

from django.utils.translation import gettext_lazy as _

from infolinia.core.personal import RESIDENT, Table

TABLES = (
    Table(
        "matters.Matter",
        {"resident": RESIDENT},
        gives="matter",
        told=(
            "number", "category", "subject", "description", "answers", "street", "house", "district", "place_note",
            "reply_channel", "reply_address", "on_behalf_of", "status", "unit", "registered_at", "resident_due_at",
            "result", "closing_text", "closed_at",
        ),
    ),
    Table(
        "matters.StoryEvent",
        {"matter": "matter"},
        told=("matter", "kind", "text", "at"),
        title=_("co działo się w sprawach"),
    ),
    Table("matters.DangerCall", {"matter": "matter"}, told=("matter", "unit", "raised_at", "acknowledged_at")),
)  # fmt: skip
# A matter that somebody else may have reported in the person's talk: it stays, only the link goes.
LINKS = (Table("matters.Matter", {"conversation": "conversation"}, blanks={"conversation": None}, moves=False),)
# A settled matter that the law keeps stays as a file without its person.
KEPT = (
    Table(
        "matters.Matter",
        {"pk": "kept_matter"},
        blanks={
            "resident": None,
            "conversation": None,
            "reply_channel": "none",
            "reply_address": "",
            "on_behalf_of": "",
        },
    ),
)
WITHOUT_PEOPLE = ("matters.Clock", "matters.Category", "matters.StatusAttempt")
