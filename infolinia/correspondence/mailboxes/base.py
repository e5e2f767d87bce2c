"""What every mailbox can do: list what waits, give a letter, and take it off the pile once it is ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

TIMEOUT = 30.0
HEAD = 64 * 1024


class MailboxAway(Exception):
    """The mailbox does not answer, or does not let us in; later is another try."""


@dataclass(frozen=True)
class Waiting:
    """One letter in the mailbox, by the mailbox's own name for it, and its size in bytes (0: not known)."""

    handle: str
    size: int


class Mailbox(Protocol):
    """A mailbox that is open. Every call may raise `MailboxAway`."""

    def waiting(self, most: int) -> Sequence[Waiting]:
        """Return the letters that nobody took yet, the oldest first."""

    def fetch(self, handle: str) -> bytes:
        """Return the letter whole."""

    def fetch_head(self, handle: str) -> bytes:
        """Return only the letter's head lines, when the rest is too big to want."""

    def done(self, handle: str) -> None:
        """Take the letter off the pile: it is stored with us. It is moved, where the mailbox can, never destroyed."""

    def put_aside(self, handle: str) -> None:
        """Take the letter off the pile for a person to look at: we could not store it."""

    def close(self) -> None:
        """Leave. What was done before is kept even when this fails."""
