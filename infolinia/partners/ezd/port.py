"""What we ask of an EZD, whichever it is: register what came in, and say which case number it got."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Incoming:
    """A matter as the EZD registers it. `id` makes it one entry however often it is sent."""

    id: UUID
    number: str
    kind: str
    subject: str
    text: str
    received_at: datetime
    channel: str
    unit_code: str
    unit_name: str
    sender: str = ""
    sender_address: str = ""


@dataclass(frozen=True)
class Entry:
    """What the EZD says of an entry: its number in the register, and the case number as soon as it has one."""

    ref: str
    znak: str = ""


class NotTaken(Exception):
    """The EZD did not take it, or is away; `permanent` where another try would be refused as well."""

    def __init__(self, text: str, *, permanent: bool = False) -> None:
        super().__init__(text)
        self.permanent = permanent


class Ezd(Protocol):
    """An adapter to one EZD. Both raise `NotTaken`."""

    def register(self, incoming: Incoming) -> Entry:
        """Register what came in; the same id again gives the same entry."""
        ...

    def entry(self, ident: UUID) -> Entry:
        """Return what has become of an entry."""
        ...
