"""One caller as the daemon remembers them. Memory comes first; the database is told through the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from infolinia.contacts.operations import conversation_id_for
from infolinia.core.text import one_line
from infolinia.routing.rules.floor import TEXT, VOICE
from infolinia.telephony.ari.events import Channel

NAME_LIMIT, NUMBER_LIMIT = 80, 20
CHANNELS = {"inbound": "phone", "web": "web_call"}


class Stage(StrEnum):
    """Where the caller is."""

    GREETED = "greeted"
    CLOSED = "closed"
    WAITING = "waiting"
    TALKING = "talking"
    OUTSIDE = "outside"
    ENDED = "ended"


@dataclass
class Call:
    """A caller's leg and what belongs to it; `leg` and `phone` are the adviser's channel and account in a talk.

    `guest` is the account of a resident's browser; `prefers` is who spoke with the same number before.
    """

    id: str
    channel: str
    arrived_at: datetime
    number: str
    name: str
    stage: Stage = Stage.GREETED
    was_queued: bool = False
    adviser_id: int | None = None
    leg: str = ""
    phone: str = ""
    held: bool = False
    parked: bool = False
    ended_by: str = ""
    guest: str = ""
    queue: str = "general"
    language: str = "pl"
    prefers: int | None = None
    conversation_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.conversation_id = conversation_id_for(self.id)

    @property
    def bridge_id(self) -> str:
        """Return the id of the bridge in which caller and adviser talk."""
        return f"talk~{self.id}"

    @property
    def medium(self) -> str:
        """Return whether people talk here or write."""
        return TEXT if self.channel == "chat" else VOICE

    @property
    def caller_id(self) -> str:
        """Return what the adviser's phone shows: the cleaned name and number."""
        name = self.name.replace('"', "").replace("\\", "").replace("<", "").replace(">", "")
        number = "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
        return f'"{name}" <{number or "anonymous"}>'


def call_from(channel: Channel, entrance: str) -> Call:
    """Return the call of a caller's channel, with hostile name and number cleaned and the first arrival kept.

    A guest's browser has no number, only an account; a withheld number has no digit.
    """
    has_number = entrance != "web" and any(sign.isdigit() for sign in channel.number)
    return Call(
        id=channel.id,
        channel=CHANNELS.get(entrance, "phone"),
        arrived_at=arrival(channel.variables, channel.created_at),
        number=one_line(channel.number, NUMBER_LIMIT) if has_number else "",
        name=one_line(channel.caller_name, NAME_LIMIT) if entrance != "web" else "",
        guest=channel.endpoint if entrance == "web" else "",
    )


def arrival(variables: Mapping[str, str], otherwise: datetime) -> datetime:
    """Return the first arrival on the line, which the dialplan wrote in milliseconds and kept on every way back."""
    text = variables.get("ARRIVED", "")
    return datetime.fromtimestamp(int(text) / 1000, UTC) if text.isdigit() else otherwise
