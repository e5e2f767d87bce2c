"""What goes in by this room: a letter as its carrier gives it, and what it turned out to be."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.rules.incoming import Part


@dataclass(frozen=True)
class Incoming:
    """A text message or a form of the page. `key` makes it unique for ever; `sender` is the number or address.

    `reply_by` is email, sms or none; `answer_to` the address or number for the answer where it is not the sender.
    `trace` is the keyed hash of a network address, for limits: the address itself is not kept.
    """

    channel: str
    source: str
    key: str
    sender: str
    text: str
    name: str = ""
    subject: str = ""
    recipient: str = ""
    reply_by: str = ""
    answer_to: str = ""
    language: str = ""
    sent_at: datetime | None = None
    parts: tuple[Part, ...] = ()
    trace: str = ""


@dataclass(frozen=True)
class Received:
    """What became of a letter: `kind` is message, delivery_report, auto_reply, loop or duplicate.

    `is_new` says that it opened the conversation, rather than joined one. `answers_conversation` is the conversation
    in which our message was written that this one answers.
    """

    kind: str
    letter_id: UUID | None = None
    conversation_id: UUID | None = None
    matter_id: UUID | None = None
    is_new: bool = False
    answers_conversation: UUID | None = None
