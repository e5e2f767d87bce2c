"""A maildir on this machine, into which the city's own mail server delivers."""

from collections.abc import Sequence
from pathlib import Path

from infolinia.correspondence.mailboxes.base import HEAD, MailboxAway, Waiting

SEEN, FLAGGED_SEEN = ":2,S", ":2,FS"


class MaildirMailbox:
    """Letters arrive in `new`; those we took go to `cur` as seen, those we could not take as flagged too."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        if not (self._path / "new").is_dir():
            raise MailboxAway(f"{path} has no folder named new")

    def waiting(self, most: int) -> Sequence[Waiting]:
        """Return the letters in `new`, by the time in their names."""
        try:
            found = [(one.name, one.stat().st_size) for one in (self._path / "new").iterdir() if one.is_file()]
        except OSError as error:
            raise MailboxAway(str(error)) from error
        return [Waiting(name, size) for name, size in sorted(found, key=_by_time)[:most]]

    def fetch(self, handle: str) -> bytes:
        """Return the letter whole."""
        return self._read(handle, -1)

    def fetch_head(self, handle: str) -> bytes:
        """Return the letter's head lines."""
        return self._read(handle, HEAD).partition(b"\n\n")[0].partition(b"\r\n\r\n")[0] + b"\n\n"

    def done(self, handle: str) -> None:
        """Move the letter to `cur`."""
        self._move(handle, SEEN)

    def put_aside(self, handle: str) -> None:
        """Move the letter to `cur`, flagged."""
        self._move(handle, FLAGGED_SEEN)

    def close(self) -> None:
        """There is nothing to leave."""

    def _read(self, handle: str, most: int) -> bytes:
        try:
            with (self._path / "new" / handle).open("rb") as opened:
                return opened.read(most)
        except OSError as error:
            raise MailboxAway(str(error)) from error

    def _move(self, handle: str, flags: str) -> None:
        try:
            (self._path / "cur").mkdir(exist_ok=True)
            (self._path / "new" / handle).rename(self._path / "cur" / f"{handle.partition(':')[0]}{flags}")
        except OSError as error:
            raise MailboxAway(str(error)) from error


def _by_time(found: tuple[str, int]) -> tuple[float, str]:
    told = found[0].partition(".")[0]
    return (float(told) if told.isdigit() else 0.0, found[0])
