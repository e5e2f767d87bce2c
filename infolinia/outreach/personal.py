"""Which tables of this room hold data of people, from the person outwards."""

from infolinia.core.personal import RESIDENT, Table

TABLES = (
    Table(
        "outreach.Promise",
        {"resident": RESIDENT, "conversation_id": "conversation", "matter_id": "matter"},
        gives="promise",
        told=("medium", "to", "name", "reason", "note", "windows", "state", "made_at", "due_at", "closed_at"),
    ),
    Table("outreach.Attempt", {"promise": "promise"}, told=("result",)),
    Table(
        "outreach.Reminder",
        {"resident_id": RESIDENT, "matter_id": "matter"},
        told=("purpose", "channel", "to", "state"),
    ),
    Table("outreach.SatisfactionAsk", {"matter_id": "matter"}, told=("channel", "answer", "comment")),
    Table(
        "outreach.Recipient",
        {"resident_id": RESIDENT, "matter_id": "matter"},
        told=("campaign", "name", "channel", "to", "state", "handed_at"),
    ),
)
LINKS: tuple[Table, ...] = ()
WITHOUT_PEOPLE = ("outreach.Campaign", "outreach.OutreachSettings")
