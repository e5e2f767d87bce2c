"""How a gateway tells of a text message from a resident, as data: where its number, its words and its id are."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.correspondence.rules.gateway_paths import found_at

MOST_TEXT = 5_000
KEYS = ("from", "text", "id", "to", "many", "reply")


class BadIncoming(Exception):
    """The description can't be used; the text says where it is wrong."""


@dataclass(frozen=True)
class IncomingPlan:
    """Paths like `message.from`; `many` leads to the list where a gateway tells of several at once."""

    sender: str = "from"
    text: str = "text"
    id: str = "id"
    to: str = "to"
    many: str = ""
    reply: str = "OK"


@dataclass(frozen=True)
class TextMessage:
    """One text message of a resident."""

    sender: str
    text: str
    id: str
    to: str


def incoming_plan(data: object) -> IncomingPlan:
    """Return the description; what is not said is the usual. Raises `BadIncoming`."""
    if data is None:
        return IncomingPlan()
    if not isinstance(data, Mapping):
        raise BadIncoming("incoming: a table is needed")
    if unknown := sorted(set(data) - set(KEYS)):
        raise BadIncoming(f"incoming: {unknown[0]!r} is unknown; it may have {', '.join(KEYS)}")
    told = {"sender" if key == "from" else key: str(value) for key, value in data.items()}
    return IncomingPlan(**told)


def text_messages(plan: IncomingPlan, told: object) -> list[TextMessage]:
    """Return the messages that came; those without a sender or without an id are left out, for they are none."""
    several = found_at(told, plan.many) if plan.many else told
    rows = several if isinstance(several, list) else [several]
    found = [
        TextMessage(
            sender=_text(found_at(row, plan.sender))[:40],
            text=_text(found_at(row, plan.text))[:MOST_TEXT],
            id=_text(found_at(row, plan.id))[:200],
            to=_text(found_at(row, plan.to))[:40],
        )
        for row in rows
    ]
    return [one for one in found if one.sender and one.id]


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value).replace("\0", "").strip()
