"""Who may hear of what: a pure decision on a topic's name and the listener's role."""

from dataclasses import dataclass
from uuid import UUID

OPEN_TO_ALL = frozenset({"hall", "public"})
STAFF_ONLY = frozenset({"queue", "news", "dangers", "promises", "campaigns", "recounts"})
OVERSEERS = frozenset({"supervisor", "admin"})
LONGEST_REQUEST = 50  # topics in one request


@dataclass(frozen=True)
class Listener:
    """A signed-in person of the staff, as far as rights to topics go."""

    staff_id: int
    role: str
    unit_id: int | None
    lower_units: frozenset[int] = frozenset()

    @property
    def oversees(self) -> bool:
        """Whether this person may watch everybody's work."""
        return self.role in OVERSEERS


def may_hear(listener: Listener | None, topic: str) -> bool:
    """Return whether the topic may be sent to this listener; `None` is somebody who is not signed in."""
    if topic in OPEN_TO_ALL:
        return True
    if listener is None:
        return False
    if topic in STAFF_ONLY:
        return True
    if topic in ("board", "sending"):
        return listener.oversees
    return _may_hear_of_one(listener, *topic.partition(".")[::2])


def _may_hear_of_one(listener: Listener, kind: str, ident: str) -> bool:
    if kind in ("adviser", "floor"):
        return ident.isdecimal() and (listener.oversees or int(ident) == listener.staff_id)
    if kind == "unit":
        own = {listener.unit_id} | listener.lower_units
        return ident.isdecimal() and (listener.oversees or int(ident) in own)
    return kind in ("matter", "conversation") and _is_uuid(ident)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def asked(query: str) -> list[str]:
    """Return the topics named in a request, each once, at most `LONGEST_REQUEST`."""
    return list(dict.fromkeys(topic for topic in query.split(",") if topic))[:LONGEST_REQUEST]
