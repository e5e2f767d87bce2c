"""What arrived and what it is: shapes that parsing fills and sorting decides on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

MESSAGE, DELIVERY_REPORT, AUTO_REPLY, LOOP, DUPLICATE = "message", "delivery_report", "auto_reply", "loop", "duplicate"
FAILED, DELAYED, DELIVERED, RELAYED, EXPANDED, DISPLAYED = (
    "failed",
    "delayed",
    "delivered",
    "relayed",
    "expanded",
    "displayed",
)
MOST_HOPS = 50
"""A letter that went through so many servers goes in a circle (RFC 5321, 6.3, speaks of at least 100; 50 is plenty)."""


@dataclass(frozen=True)
class Part:
    """One attachment as it was declared; neither its name nor its type is to be believed."""

    name: str
    declared_type: str
    content: bytes


@dataclass(frozen=True)
class Report:
    """What a mail server says became of a message of ours (RFC 3464), or a reader's program of its reading (RFC 8098).

    `about` are the Message-IDs found in it; `code` is the status of RFC 3463 (5.1.1: no such mailbox) where given.
    """

    action: str
    about: tuple[str, ...] = ()
    recipient: str = ""
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Signs:
    """What the head of a letter tells of who wrote it: a person or a machine (RFC 3834), and how it travelled."""

    auto_submitted: str = ""
    precedence: str = ""
    says_auto: bool = False
    from_list: bool = False
    empty_return_path: bool = False
    from_daemon: bool = False
    ours: bool = False
    hops: int = 0


@dataclass(frozen=True)
class Parsed:
    """One letter taken apart. Every text is hostile; lines are normalised, nothing is HTML any more.

    `answers_to` are the Message-IDs of the thread, the nearest first. `defects` say what could not be read.
    """

    message_id: str = ""
    answers_to: tuple[str, ...] = ()
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    text: str = ""
    parts: tuple[Part, ...] = ()
    signs: Signs = field(default_factory=Signs)
    report: Report | None = None
    defects: tuple[str, ...] = ()


def kind_of(letter: Parsed, *, own_addresses: Sequence[str], answers_ours: bool) -> str:
    """Return what the letter is, so that only what a person wrote comes to a person, and nothing they wrote is missed.

    `answers_ours`: it belongs to a thread in which we wrote. A machine's letter that answers nothing of ours (another
    office's system, a scanner) is a message all the same: somebody has to read it, only nobody answers it by itself.
    """
    signs = letter.signs
    if signs.ours or signs.hops > MOST_HOPS or letter.sender in own_addresses:
        return LOOP
    if letter.report is not None:
        return DELIVERY_REPORT
    if signs.auto_submitted == "auto-replied" or (signs.says_auto and not signs.from_list):
        return AUTO_REPLY
    if answers_ours and (is_machine(signs) or signs.from_daemon):
        return AUTO_REPLY
    return MESSAGE


def is_machine(signs: Signs) -> bool:
    """Tell whether a program sent it, so that nothing may answer it by itself (RFC 3834, 2)."""
    if signs.auto_submitted not in ("", "no") or signs.says_auto or signs.from_list:
        return True
    return signs.empty_return_path or signs.from_daemon or signs.precedence in ("bulk", "junk", "list", "auto_reply")


def is_no_reply(address: str) -> bool:
    """Tell whether nobody reads what is sent to the address, by its own words."""
    local = address.partition("@")[0].lower().replace("-", "").replace("_", "").replace(".", "")
    return local in ("noreply", "donotreply", "nieodpowiadaj", "mailerdaemon", "bounce", "bounces")
