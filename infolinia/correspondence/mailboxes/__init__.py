"""The mailboxes that residents write to: IMAP, POP or a maildir, each opened by its address."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from infolinia.correspondence.mailboxes.base import Mailbox, MailboxAway, Waiting
from infolinia.correspondence.mailboxes.imap import ImapMailbox
from infolinia.correspondence.mailboxes.maildir import MaildirMailbox
from infolinia.correspondence.mailboxes.pop import PopMailbox

__all__ = ["Mailbox", "MailboxAway", "Waiting", "name_of", "opened"]


@contextmanager
def opened(url: str) -> Iterator[Mailbox]:
    """Open the mailbox at `imaps://user:password@host/folder`, `pop3s://…` or `maildir:///path`, and leave it."""
    mailbox = _open(url)
    try:
        yield mailbox
    finally:
        with suppress(MailboxAway):
            mailbox.close()


def name_of(url: str) -> str:
    """Return what a mailbox is called on screens and in tables: its address without the password."""
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        return f"maildir:{parts.path.rstrip('/').rpartition('/')[2]}"[:60]
    return f"{unquote(parts.username or '')}@{parts.hostname}"[:60]


def _open(url: str) -> Mailbox:
    parts = urlsplit(url)
    if parts.scheme == "maildir":
        return MaildirMailbox(unquote(parts.path))
    way = ImapMailbox if parts.scheme.startswith("imap") else PopMailbox
    return way(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )
