"""A mailbox by IMAP (RFC 3501). Its inbox is ours: what we took is moved to a folder beside it, never destroyed."""

import imaplib
import re
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from infolinia.correspondence.mailboxes.base import TIMEOUT, MailboxAway, Waiting

T = TypeVar("T")
TAKEN, ASIDE = "Infolinia-przyjete", "Infolinia-do-sprawdzenia"
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_UID = re.compile(rb"UID (\d+)")


class ImapMailbox:
    """One signed-in session. Everything goes by UID, which stays the same while others use the mailbox too."""

    def __init__(self, *, scheme: str, host: str, port: int | None, user: str, password: str, folder: str) -> None:
        self._wire = _asked(lambda: _connected(scheme, host, port))
        try:
            _asked(lambda: _good(_signed_in(self._wire, user, password)))
            # A server tells what it can do for this user only after sign-in (RFC 3501, 6.1.1).
            told = _asked(lambda: _good(self._wire.capability()))
            self._can = set(
                b" ".join(one for one in told if isinstance(one, bytes)).decode(errors="replace").upper().split()
            )
            _asked(lambda: _good(self._wire.select(f'"{folder}"')))
        except MailboxAway:
            self.close()
            raise
        self._made: set[str] = set()

    def waiting(self, most: int) -> Sequence[Waiting]:
        """Return what is in the folder and not deleted, in the order in which it came."""
        said = _asked(lambda: _good(self._wire.uid("SEARCH", "UNDELETED")))
        uids = sorted(int(one) for one in (said[0] or b"").split())[:most]
        if not uids:
            return []
        told = _asked(lambda: _good(self._wire.uid("FETCH", ",".join(map(str, uids)), "(UID RFC822.SIZE)")))
        sizes = dict(_uid_and_size(line) for line in told)
        return [Waiting(str(uid), sizes.get(uid, 0)) for uid in uids]

    def fetch(self, handle: str) -> bytes:
        """Return the letter whole, without marking it as read."""
        return self._body(handle, "(BODY.PEEK[])")

    def fetch_head(self, handle: str) -> bytes:
        """Return the letter's head lines."""
        return self._body(handle, "(BODY.PEEK[HEADER])")

    def done(self, handle: str) -> None:
        """Move the letter among those that we took."""
        self._move(handle, TAKEN)

    def put_aside(self, handle: str) -> None:
        """Move the letter where a person looks at it."""
        self._move(handle, ASIDE)

    def close(self) -> None:
        """Sign out, and leave the line whatever the server says."""
        try:
            _asked(self._wire.logout)
        finally:
            with suppress(OSError):
                self._wire.shutdown()

    def _body(self, handle: str, what: str) -> bytes:
        told = _asked(lambda: _good(self._wire.uid("FETCH", handle, what)))
        bodies = [part[1] for part in told if isinstance(part, tuple)]
        if not bodies:
            raise MailboxAway(f"the letter {handle} is gone")
        return bytes(bodies[0])

    def _move(self, handle: str, folder: str) -> None:
        """Move by one command where the server has it (RFC 6851), else copy, mark and expunge this one (RFC 4315).

        Without that the mark is enough: a bare EXPUNGE would destroy what others marked.
        """
        if folder not in self._made:
            _asked(lambda: self._wire.create(folder))  # it says NO when there is one already
            self._made.add(folder)
        if "MOVE" in self._can:
            _asked(lambda: _good(self._wire.uid("MOVE", handle, folder)))
            return
        _asked(lambda: _good(self._wire.uid("COPY", handle, folder)))
        _asked(lambda: _good(self._wire.uid("STORE", handle, "+FLAGS.SILENT", "(\\Deleted)")))
        if "UIDPLUS" in self._can:
            _asked(lambda: _good(self._wire.uid("EXPUNGE", handle)))


def _connected(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=ssl.create_default_context(), timeout=TIMEOUT)
    wire = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
    if scheme == "imap+starttls":
        wire.starttls(ssl.create_default_context())
    return wire


def _signed_in(wire: imaplib.IMAP4, user: str, password: str) -> tuple[str, Sequence[Any]]:
    """Sign in; letters beyond ASCII travel by PLAIN alone (RFC 4616), as LOGIN knows none."""
    if f"{user}{password}".isascii():
        return wire.login(user, password)
    return wire.authenticate("PLAIN", lambda _asked: f"\0{user}\0{password}".encode())


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
        raise MailboxAway(f"{type(error).__name__}: {error}"[:300]) from error


def _good(answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    status, said = answer
    if status != "OK":
        raise MailboxAway(" ".join(part.decode(errors="replace") for part in said if isinstance(part, bytes))[:300])
    return said


def _uid_and_size(line: object) -> tuple[int, int]:
    told = line[0] if isinstance(line, tuple) else line
    text = told if isinstance(told, bytes) else b""
    uid, size = _UID.search(text), _SIZE.search(text)
    return (int(uid.group(1)) if uid else 0, int(size.group(1)) if size else 0)
