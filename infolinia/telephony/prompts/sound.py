"""Our own sounds made of plain tones: the music of the waiting line, and a signal where there is no voice."""

import math
import sys
import wave
from array import array
from pathlib import Path

RATE = 16000
BEAT = 0.6
CHORDS = (
    (261.63, 329.63, 392.00, 493.88),
    (220.00, 261.63, 329.63, 392.00),
    (174.61, 220.00, 261.63, 329.63),
    (196.00, 246.94, 293.66, 392.00),
    (164.81, 246.94, 329.63, 392.00),
    (220.00, 277.18, 329.63, 440.00),
    (146.83, 220.00, 293.66, 349.23),
    (196.00, 261.63, 293.66, 392.00),
)
FIGURES = ((0, 2, 1, 3, 2, 1, 2, 3), (0, 1, 2, 3, 2, 3, 1, 2))
Samples = array  # of signed 16-bit numbers, 16,000 a second


def music() -> "array[int]":
    """Return 77 seconds of calm broken chords, quiet and without an audible seam when repeated."""
    step = int(RATE * BEAT)
    length = step * 8 * len(CHORDS) * len(FIGURES)
    mixed = [0.0] * length
    for bar in range(len(CHORDS) * len(FIGURES)):
        chord, figure = CHORDS[bar % len(CHORDS)], FIGURES[bar // len(CHORDS)]
        for place, voice in enumerate(figure):
            _add(mixed, (bar * 8 + place) * step, _bell(chord[voice] * (1 if place % 4 else 0.5)))
    return array("h", [int(max(-1.0, min(1.0, value)) * 32000) for value in mixed])


def signal() -> "array[int]":
    """Return a clear two-tone signal of two seconds: said instead of a prompt on a machine without a voice."""
    return array("h", [int(9000 * math.sin(2 * math.pi * _pitch(n) * n / RATE)) for n in range(2 * RATE)])


def silence(seconds: float = 4.0) -> "array[int]":
    """Return silence."""
    return array("h", [0] * int(RATE * seconds))


def beep() -> "array[int]":
    """Return the tone after which a caller speaks."""
    return array("h", [int(9000 * math.sin(2 * math.pi * 880 * n / RATE)) for n in range(RATE // 3)])


def write(path: Path, samples: "array[int]") -> None:
    """Write the samples beside each other in both rates that telephones use: `.wav` of 8 kHz and `.wav16`."""
    halved = array("h", [(samples[n] + samples[n + 1]) // 2 for n in range(0, len(samples) - 1, 2)])
    _save(path.with_suffix(".wav"), halved, RATE // 2)
    _save(path.with_suffix(".wav16"), samples, RATE)


def _save(path: Path, samples: "array[int]", rate: int) -> None:
    if sys.byteorder == "big":
        samples = array("h", samples)
        samples.byteswap()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def _pitch(n: int) -> float:
    return 523.25 if n % RATE < RATE // 2 else 659.25


def _bell(pitch: float) -> list[float]:
    """Return one soft note: a tone with a weak octave, a gentle start, dying away within 2.4 s."""
    turn = 2 * math.pi * pitch / RATE
    return [
        0.05 * min(1.0, n / 320) * math.exp(-n / 9000) * (math.sin(turn * n) + 0.25 * math.sin(2 * turn * n))
        for n in range(int(2.4 * RATE))
    ]


def _add(mixed: list[float], start: int, note: list[float]) -> None:
    for n, value in enumerate(note):
        mixed[(start + n) % len(mixed)] += value
