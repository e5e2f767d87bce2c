"""Where sealed sound lies and how it is destroyed: in the state folder, below nothing that a web server shows."""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5

from infolinia.contacts.operations import conversation_id_for
from infolinia.telephony.recordings import keys
from infolinia.telephony.recordings.sealing import Sealed, seal

PLAIN = "consented"
ENDING = "ulaw"
_PARTS = UUID("0b7a6a0e-6d0f-5a40-9f53-3a0b6c1d7e52")
_NAME = re.compile(rf"{PLAIN}~(?P<call>.+)~(?P<started>\d+)")


@dataclass(frozen=True)
class Part:
    """One stretch of a talk by the name that the engine records it under: the call and the moment it began."""

    name: str
    call_id: str
    started_at: datetime

    @property
    def id(self) -> UUID:
        """Return the part's id: the same however often the part is found again."""
        return uuid5(_PARTS, self.name)

    @property
    def conversation_id(self) -> UUID:
        """Return the conversation that the part belongs to."""
        return conversation_id_for(self.call_id)


def part(call_id: str, started_at: datetime) -> Part:
    """Return a new part of this call."""
    return Part(f"{PLAIN}~{call_id}~{int(started_at.timestamp() * 1000)}", call_id, started_at)


def part_named(name: str) -> Part | None:
    """Return the part of this name, or nothing for a file that is none of ours."""
    if found := _NAME.fullmatch(name):
        return Part(name, found["call"], datetime.fromtimestamp(int(found["started"]) / 1000, UTC))
    return None


def home() -> Path:
    """Return the state folder."""
    return Path(os.environ["INFOLINIA_STATE"])


def plain_path(state: Path, name: str) -> Path:
    """Return where the engine writes a part before it is sealed."""
    return state / "asterisk/spool/recording" / f"{name}.{ENDING}"


def sealed_path(state: Path, ident: UUID) -> Path:
    """Return where a sealed part lies."""
    return state / "sealed" / ident.hex[:2] / ident.hex


def plain_parts(state: Path) -> Iterator[Part]:
    """Yield every part that lies unsealed."""
    for path in sorted((state / "asterisk/spool/recording").glob(f"{PLAIN}~*.{ENDING}")):
        if found := part_named(path.name.removesuffix(f".{ENDING}")):
            yield found


def seal_part(state: Path, one: Part) -> Sealed | None:
    """Seal the part beside the plain file, which stays; nothing when there is no such file. Raises `NoKey`."""
    source = plain_path(state, one.name)
    if not source.exists():
        return None
    return seal(source, sealed_path(state, one.id), name=one.id.hex, key=keys.current(state))


def destroy(path: Path) -> None:
    """Remove a file; gone already is gone. What a disk keeps of removed files only a sealed disk hides."""
    with contextlib.suppress(FileNotFoundError):
        path.unlink()


def sealed_ids(state: Path) -> Iterator[tuple[UUID, float]]:
    """Yield the id of every sealed file and when it was last changed, to find files without an owner."""
    for path in (state / "sealed").glob("??/*"):
        with contextlib.suppress(ValueError, FileNotFoundError):
            yield UUID(hex=path.name), path.stat().st_mtime
