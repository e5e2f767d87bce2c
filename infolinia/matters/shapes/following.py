"""Matters that are about the same thing, who follows one, and the parts of one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.matters.rules.words import DueWords
from infolinia.matters.shapes.lists import StatusWords
from infolinia.matters.shapes.registering import Duty


@dataclass(frozen=True)
class AlikeLine:
    """An open matter that may be about the same thing, and why we think so.

    `why` is in words ("80 m stąd, podobny opis"); `metres` is None where one of the two has no point. `title` holds no
    word that a resident wrote: it may be shown to anybody, with `place` only as exact as `public_place`.
    """

    id: UUID
    number: str
    subject: str
    title: str
    place: str
    public_place: str
    status: StatusWords
    due: DueWords
    registered_at: datetime
    followers: int
    metres: int | None
    likeness: float
    is_same_kind: bool
    is_public: bool
    unit_id: int | None
    unit_name: str
    why: str


@dataclass(frozen=True)
class FollowDraft:
    """Who joins a matter, and how they want to hear of it; all of it may be empty: counting needs no name.

    `danger` says that somebody is in danger now: the matter's duty is called. The same `request_key` follows a matter
    once, however often it is sent, and gets the same code.
    """

    channel: str = "phone"
    resident_id: UUID | None = None
    conversation_id: UUID | None = None
    question_id: int | None = None
    reply_channel: str = "none"
    reply_address: str = ""
    tells: str = "end"
    note: str = ""
    danger: bool = False
    request_key: str = ""


@dataclass(frozen=True)
class Followed:
    """What the follower needs to look: the matter's number and a code of their own, shown only here.

    `duty` is whom the helpline has to call where the follower told of a danger.
    """

    id: UUID
    matter_id: UUID
    number: str
    code: str
    followers: int
    duty: Duty | None = None


@dataclass(frozen=True)
class PartedFrom:
    """The matter that a follower has of their own now. `code` is empty where their old one is good again."""

    id: UUID
    number: str
    code: str


@dataclass(frozen=True)
class FollowerLine:
    """One follower as the office sees them and as messages reach them."""

    id: UUID
    matter_id: UUID
    since: datetime
    channel: str
    resident_id: UUID | None
    resident_name: str
    language: str
    reply_channel: str
    reply_address: str
    tells: str
    note: str
    from_number: str
    from_id: UUID | None


@dataclass(frozen=True)
class PartDraft:
    """One part of a matter, for one unit."""

    unit_id: int
    subject: str
    description: str
    category_code: str = ""


@dataclass(frozen=True)
class PartLine:
    """A part of a matter: where it is and how it ended."""

    id: UUID
    number: str
    subject: str
    unit_name: str
    status: StatusWords
    is_open: bool
    due: DueWords
    result: str
    closing_text: str


@dataclass(frozen=True)
class Together:
    """What stands together with one matter. `whole` and `joined_to` are id and number, None where there is none."""

    id: UUID
    version: int
    point: str
    whole: tuple[UUID, str] | None
    joined_to: tuple[UUID, str] | None
    parts: tuple[PartLine, ...]
    joined: tuple[tuple[UUID, str], ...]
    followers: tuple[FollowerLine, ...]
    alike: tuple[AlikeLine, ...]
    may_join: bool
    may_part: bool
