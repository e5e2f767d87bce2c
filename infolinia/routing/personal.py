"""Which tables of this room hold data of people: only that somebody's call was offered, moved or listened to."""

from infolinia.core.personal import Table

OF_CALL = {"conversation_id": "conversation"}
TABLES = (
    Table("routing.Offer", OF_CALL),
    Table("routing.Precedence", OF_CALL),
    Table("routing.Listening", OF_CALL),
)
LINKS: tuple[Table, ...] = ()
WITHOUT_PEOPLE = (
    "routing.PauseReason", "routing.Presence", "routing.Queue", "routing.Skill", "routing.StaffSkill",
    "routing.QueueNeed", "routing.WorkSettings", "routing.FloorSettings", "routing.DeskMessage",
    "routing.DeskMessageCopy", "routing.SupervisorAct",  # what supervisors did: their own record, with its own time
)  # fmt: skip
