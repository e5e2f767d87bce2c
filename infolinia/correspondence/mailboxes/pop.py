"""A mailbox by POP3 (RFC 1939), for servers that offer nothing better: a letter we took is deleted there."""

import poplib
import ssl
from collections.abc import Callable, Sequence
from typing import TypeVar

from infolinia.correspondence.mailboxes.base import TIMEOUT, MailboxAway, Waiting

T = TypeVar("T")
_ASIDE: dict[str, set[bytes]] = {}
"""By mailbox, the unique ids of letters that could not be stored: this process does not fetch them again."""
poplib._MAXLINE = 1_000_000  # type: ignore[attr-defined]  # letters with longer lines exist; they must not stop the rest


class PopMailbox:
    """One signed-in session. Deletions count only when it ends well: a fault before that brings the letters again."""

    def __init__(self, *, scheme: str, host: str, port: int | None, user: str, password: str, folder: str) -> None:
        self._wire = _asked(lambda: _connected(scheme, host, port))
        try:
            self._spoiled = _ASIDE.setdefault(f"{user}@{host}:{port}", set())
            self._uids: dict[str, bytes] = {}
            _asked(lambda: self._wire.user(user))
            _asked(lambda: self._wire.pass_(password))
        except MailboxAway:
            self._wire.close()
            raise

    def waiting(self, most: int) -> Sequence[Waiting]:
        """Return the letters of this session in their order, without those that were put aside."""
        self._uids = self._told_uids()
        self._spoiled &= set(self._uids.values())
        _said, lines, _octets = _asked(self._wire.list)
        found = (line.split()[:2] for line in lines)
        every = (Waiting(number.decode(), int(size)) for number, size in found)
        return [one for one in every if self._uids.get(one.handle) not in self._spoiled][:most]

    def fetch(self, handle: str) -> bytes:
        """Return the letter whole."""
        return b"\r\n".join(_asked(lambda: self._wire.retr(int(handle)))[1]) + b"\r\n"

    def fetch_head(self, handle: str) -> bytes:
        """Return the letter's head lines."""
        return b"\r\n".join(_asked(lambda: self._wire.top(int(handle), 0))[1]) + b"\r\n\r\n"

    def done(self, handle: str) -> None:
        """Delete the letter when the session ends."""
        _asked(lambda: self._wire.dele(int(handle)))

    def put_aside(self, handle: str) -> None:
        """Leave the letter where it is, as POP has no second folder, and do not ask for it again."""
        if uid := self._uids.get(handle):
            self._spoiled.add(uid)

    def _told_uids(self) -> dict[str, bytes]:
        """Return the unique ids by number; a server need not know them (RFC 1939, 7)."""
        try:
            _said, lines, _octets = self._wire.uidl()
        except poplib.error_proto:
            return {}
        except OSError as error:
            raise MailboxAway(f"{type(error).__name__}: {error}"[:300]) from error
        pairs = (line.split(maxsplit=1) for line in lines)
        return {pair[0].decode(): pair[1] for pair in pairs if len(pair) == 2}

    def close(self) -> None:
        """End the session, so that what was deleted is."""
        try:
            _asked(self._wire.quit)
        finally:
            self._wire.close()


def _connected(scheme: str, host: str, port: int | None) -> poplib.POP3:
    if scheme == "pop3s":
        return poplib.POP3_SSL(host, port or 995, context=ssl.create_default_context(), timeout=TIMEOUT)
    wire = poplib.POP3(host, port or 110, timeout=TIMEOUT)
    if scheme == "pop3+starttls":
        wire.stls(ssl.create_default_context())
    return wire


def _asked(ask: Callable[[], T]) -> T:
    try:
        return ask()
    except (poplib.error_proto, OSError, UnicodeError) as error:
        raise MailboxAway(f"{type(error).__name__}: {error}"[:300]) from error
