"""What a program may be allowed to do, and what it may hear of."""

READ, STATUS, REGISTER, WRITE, CASE = (
    "matters:read",
    "matters:status",
    "matters:register",
    "matters:write",
    "matters:case",
)
RIGHTS = (STATUS, READ, REGISTER, WRITE, CASE)
TO_HEAR = (STATUS, READ)
"""A message tells where a matter stands: one of these rights is needed to hear it, or to find the matter in a list."""

REGISTERED = "matter.registered"
CHANGED = "matter.changed"
CLOSED = "matter.closed"
REOPENED = "matter.reopened"
MESSAGE = "matter.message"
PING = "ping"
EVENTS = (REGISTERED, CHANGED, MESSAGE, CLOSED, REOPENED)

_OF_CHANGE = {
    "registered": REGISTERED,
    "close": CLOSED,
    "join": CLOSED,
    "reopen": REOPENED,
    "settle_reopened": CHANGED,
    "answer": MESSAGE,
    "ask_resident": MESSAGE,
    "resident_replied": MESSAGE,
    "resident_message": MESSAGE,
}
# What only the office keeps for itself: no program outside hears of it.
_OURS = frozenset({"add_note", "new_code", "change_channel", "chase", "answer_chase"})


def event_of(change: str) -> str:
    """Return the event that a change of a matter is to a program; empty for what no program hears of."""
    return "" if change in _OURS else _OF_CHANGE.get(change, CHANGED)
