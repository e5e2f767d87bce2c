"""Sound as numbers: G.711 A-law both ways, tones, loudness, and how much of a sound is one pitch (Goertzel)."""

import math
from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

RATE = 8000
FRAME = 160  # 20 ms
Sound = NDArray[numpy.int16]


def tone(pitch: float, seconds: float = 1.0, level: float = 0.3) -> Sound:
    """Return a pure tone; `level` is the share of full scale."""
    moments = numpy.arange(int(RATE * seconds))
    return (level * 32767 * numpy.sin(2 * math.pi * pitch * moments / RATE)).astype(numpy.int16)


def _decoded(code: int) -> int:
    code ^= 0x55
    segment, quantum = (code & 0x70) >> 4, code & 0x0F
    value = (quantum << 4) + (8 if segment == 0 else 0x108)
    value <<= max(0, segment - 1)
    return value if code & 0x80 else -value


_DECODE = numpy.array([_decoded(code) for code in range(256)], dtype=numpy.int16)
_ORDER = numpy.argsort(_DECODE, kind="stable")
_LEVELS = _DECODE[_ORDER].astype(numpy.int32)
_MIDDLES = (_LEVELS[1:] + _LEVELS[:-1]) // 2


def encode(sound: Sound) -> bytes:
    """Return the sound as A-law (ITU-T G.711): each sample becomes the nearest of its 256 levels."""
    return bytes(_ORDER[numpy.searchsorted(_MIDDLES, sound.astype(numpy.int32))].astype(numpy.uint8))


def decode(payload: bytes) -> Sound:
    """Return A-law as samples."""
    return _DECODE[numpy.frombuffer(payload, dtype=numpy.uint8)]


def loudness(sound: Sequence[int] | Sound) -> float:
    """Return the root mean square as a share of full scale; 0 for nothing."""
    samples = numpy.asarray(sound, dtype=float)
    return float(numpy.sqrt(numpy.mean(samples**2)) / 32767) if len(samples) else 0.0


def purity(sound: Sequence[int] | Sound, pitch: float) -> float:
    """Return the share of the sound's energy that lies at this pitch: 1 for the pure tone, near 0 for other sounds."""
    samples = numpy.asarray(sound, dtype=float)
    energy = float(numpy.sum(samples**2))
    if not energy:
        return 0.0
    turn = numpy.exp(-2j * math.pi * pitch * numpy.arange(len(samples)) / RATE)
    return float(2 * abs(numpy.sum(samples * turn)) ** 2 / (energy * len(samples)))
