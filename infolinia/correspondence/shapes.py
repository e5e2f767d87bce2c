"""What goes between this room and those above it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message, under the name that the resident sees."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class Outgoing:
    """A message to be queued.

    `channel` is email, sms, letter, edelivery or pickup; `to` the e-mail address, the number, the electronic address,
    or for a letter the postal address in lines. `key` makes it unique for ever. `secret` goes in the place of
    `rules.marks.SECRET_MARK` and is forgotten once sent. `reply_to` is the Message-ID of the mail that this answers.
    `legal_basis` says why we may write at all. `is_large` sets a letter in large print. `is_first` says that the key
    can't have been queued before, for what it names is only now made.
    """

    channel: str
    to: str
    subject: str
    text: str
    key: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    matter_id: UUID | None = None
    conversation_id: UUID | None = None
    question_id: int | None = None
    resident_id: UUID | None = None
    purpose: str = ""
    language: str = "pl"
    template: str = ""
    template_edition: int | None = None
    legal_basis: str = ""
    secret: str = ""
    reply_to: str | None = None
    not_before: datetime | None = None
    campaign_id: UUID | None = None
    is_large: bool = False
    is_first: bool = False


@dataclass(frozen=True)
class DeliveryLine:
    """One thing that was said about a message, and when."""

    state: str
    state_text: str
    at: datetime
    details: str


@dataclass(frozen=True)
class MessageLine:
    """A message as a screen shows it, without its code. `is_dead` asks for a person: nothing tries again by itself."""

    id: UUID
    channel: str
    to: str
    subject: str
    text: str
    status: str
    status_text: str
    is_dead: bool
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    next_attempt_at: datetime | None
    error: str
    channel_text: str = ""
    html: str = ""
    status_at: datetime | None = None
    is_uncertain: bool = False
    purpose: str = ""
    language: str = "pl"
    template: str = ""
    template_edition: int | None = None
    segments: int = 0
    provider: str = ""
    attachments: tuple[str, ...] = ()
    deliveries: tuple[DeliveryLine, ...] = ()
    matter_id: UUID | None = None
    conversation_id: UUID | None = None
    key: str = ""


@dataclass(frozen=True)
class SentMessage:
    """A message of ours that somebody outside speaks of: enough to know what it was about."""

    id: UUID
    key: str
    channel: str
    to: str
    matter_id: UUID | None
    conversation_id: UUID | None
    question_id: int | None
    resident_id: UUID | None
