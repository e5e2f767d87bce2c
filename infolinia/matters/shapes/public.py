"""What a resident with a number and a code sees of their matter."""

from dataclasses import dataclass
from uuid import UUID

from infolinia.matters.shapes.files import MatterFileLine
from infolinia.matters.shapes.pages import PublicStep


@dataclass(frozen=True)
class PublicPart:
    """A part of the matter that another unit does. `state` is `done` or `here`."""

    state: str
    unit_name: str
    when: str


@dataclass(frozen=True)
class PublicStatus:
    """What a resident with the number and the code sees. No names of officers, no notes from inside.

    `follower_id` is there for somebody who reported the same as others: they see the work, not what its first
    reporter wrote. `tells` and `reply_channel` are how they are told; `may_tell` says that they may change it.
    """

    id: UUID
    number: str
    subject: str
    place: str
    is_open: bool
    headline: str
    more: str
    steps: tuple[PublicStep, ...]
    why: tuple[str, ...]
    messages: tuple[PublicStep, ...]
    closing_text: str
    reply_text: str
    is_danger: bool
    danger_text: str
    asks_resident: str
    may_write: bool
    may_reopen: bool
    too_late: str = ""
    parts: tuple[PublicPart, ...] = ()
    files: tuple[MatterFileLine, ...] = ()
    follower_id: UUID | None = None
    is_joined: bool = False
    tells: str = ""
    reply_channel: str = ""
    others: int = 0
