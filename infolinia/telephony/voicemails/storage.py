"""Where spoken messages lie: the engine writes them plain into its spool, and from there they are sealed at once."""

import os
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from infolinia.telephony.recordings import keys
from infolinia.telephony.recordings.sealing import key_name, opened, seal

PREFIX = "voicemail"
ENDING = "wav"


@dataclass(frozen=True)
class Taken:
    """A message by the name that the engine records it under: why nobody served the caller, and the caller's id."""

    why: str
    call_id: str

    @property
    def name(self) -> str:
        """Return the recording's name."""
        return f"{PREFIX}~{self.why}~{self.call_id}"


def taken(name: str) -> Taken | None:
    """Return what the recording's name says, or nothing for a recording that is no message."""
    prefix, _, rest = name.partition("~")
    why, _, call_id = rest.partition("~")
    return Taken(why, call_id) if prefix == PREFIX and call_id else None


def home() -> Path:
    """Return the state folder."""
    return Path(os.environ["INFOLINIA_STATE"])


def plain_path(name: str) -> Path:
    """Return where the engine writes the message."""
    return home() / "asterisk/spool/recording" / f"{name}.{ENDING}"


def plain_messages() -> Iterator[Taken]:
    """Yield every message that lies unsealed."""
    for path in sorted(plain_path(PREFIX).parent.glob(f"{PREFIX}~*.{ENDING}")):
        if found := taken(path.name.removesuffix(f".{ENDING}")):
            yield found


def seconds_of(name: str) -> int:
    """Return the length of a message in whole seconds; 0 for one that is not there or is not sound."""
    try:
        with wave.open(str(plain_path(name))) as file:
            return int(file.getnframes() / file.getframerate() + 0.5)
    except (OSError, EOFError, wave.Error):
        return 0


def keep(name: str, ident: UUID) -> None:
    """Seal the message under the conversation's id, for its owner alone; the plain sound stays until `discard`."""
    seal(plain_path(name), sealed_path(ident), name=ident.hex, key=keys.ensure(home()))


def discard(name: str) -> None:
    """Remove the plain sound, if it is there."""
    plain_path(name).unlink(missing_ok=True)


def sealed_path(ident: UUID) -> Path:
    """Return where the sealed message of a conversation lies."""
    return home() / "voicemail" / ident.hex


def sound(ident: UUID) -> bytes:
    """Return the message as a WAV file. Raises `Damaged`, `NoKey`, `FileNotFoundError`."""
    return b"".join(opened(sealed_path(ident), name=ident.hex, state=home()))


def used_keys() -> set[str]:
    """Return the names of the keys without which some kept message could not be opened."""
    return {key_name(path) for path in (home() / "voicemail").glob("*") if not path.name.startswith(".")}


def erase(ident: UUID) -> None:
    """Remove the sealed message, if it is there."""
    sealed_path(ident).unlink(missing_ok=True)
