"""Tones in place of sentences, so that a test hears which sentence is said; and an office's menu."""

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest

from infolinia.routing.models import Queue
from infolinia.telephony.line_operations import line_changed
from infolinia.telephony.models import MenuChoice
from tests.telephony.callers.tones import RATE, tone
from tests.telephony.running import RunningEngine

PITCHES = {
    "menu-start": 900.0,
    "menu-1": 1000.0,
    "menu-8": 1100.0,
    "menu-adviser": 1200.0,
    "menu-again": 1300.0,
    "message-offer": 1400.0,
    "message-start": 1500.0,
    "message-thanks": 1600.0,
    "queue-closed": 1700.0,
    "queue-full": 1800.0,
    "nobody-here": 1900.0,
    "please-wait": 2000.0,
    "still-waiting": 2100.0,
    "closed": 2200.0,
    "goodbye": 2300.0,
    "ahead-0": 2400.0,
    "ahead-1": 2500.0,
    "wait-from-1": 2600.0,
}
SECONDS = 0.7


def write_tone(folder: Path, code: str, pitch: float, seconds: float = SECONDS) -> None:
    """Put a tone in place of a prompt, in both rates."""
    for ending, rate in (("wav", RATE), ("wav16", RATE * 2)):
        with wave.open(str(folder / f"{code}.{ending}"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(tone(pitch * RATE / rate, seconds * rate / RATE).tobytes())


@pytest.fixture
def tones(quick_asterisk: RunningEngine) -> Iterator[Path]:
    """Polish prompts as tones; afterwards the sentences are back."""
    folder = quick_asterisk.folder / "sounds/pl/infolinia"
    kept = {path: path.read_bytes() for path in folder.iterdir()}
    for code, pitch in PITCHES.items():
        write_tone(folder, code, pitch)
    write_tone(folder, "pause", 50.0, 0.3)
    write_tone(folder, "beep", 60.0, 0.1)
    yield folder
    for path in folder.iterdir():
        if path not in kept:
            path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)


def choice(key: str, queue: str, *, language: str = "pl", text: str = "Drogi") -> MenuChoice:
    """Give the menu one more key, as an office saves it."""
    row, _ = Queue.objects.get_or_create(code=queue, defaults={"name": queue.title()})
    made = MenuChoice.objects.create(key=key, language=language, text=text, queue=row)
    line_changed()
    return made
