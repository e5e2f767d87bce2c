"""Parts put together into one sound file as a browser plays it: a header and µ-law at 8 kHz (RFC 2361, ITU-T G.711)."""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from infolinia.telephony.recordings import sealing, storage

RATE = 8000
MULAW = 7
HEADER_BYTES = 58


@dataclass(frozen=True)
class Stretch:
    """One sealed part and how many bytes of sound it has."""

    id: UUID
    length: int


@dataclass(frozen=True)
class Sound:
    """The whole conversation; nothing of it is opened before it is read."""

    state: Path
    parts: Sequence[Stretch]

    @property
    def length(self) -> int:
        """Return the size of the file that a browser sees, in bytes."""
        return HEADER_BYTES + self._sound_length

    @property
    def seconds(self) -> float:
        """Return how long it plays."""
        return self._sound_length / RATE

    @property
    def _sound_length(self) -> int:
        return sum(part.length for part in self.parts)

    def read(self, first: int, last: int) -> Iterator[bytes]:
        """Yield the bytes from `first` to `last`, both included. Raises `Damaged` or `NoKey`."""
        if first < HEADER_BYTES:
            yield header(self._sound_length)[first : last + 1]
        begins = HEADER_BYTES
        for part in self.parts:
            ends = begins + part.length - 1
            if ends >= first and begins <= last:
                yield from sealing.opened(
                    storage.sealed_path(self.state, part.id),
                    name=part.id.hex,
                    state=self.state,
                    first=max(0, first - begins),
                    last=min(ends, last) - begins,
                )
            begins = ends + 1


def header(length: int) -> bytes:
    """Return the head of a WAV file with so many bytes of µ-law."""
    form = struct.pack("<4sIHHIIHHH", b"fmt ", 18, MULAW, 1, RATE, RATE, 1, 8, 0)
    fact = struct.pack("<4sII", b"fact", 4, length)
    data = struct.pack("<4sI", b"data", length)
    inside = b"WAVE" + form + fact + data
    return struct.pack("<4sI", b"RIFF", len(inside) + length) + inside
