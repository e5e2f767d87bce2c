"""A recording that people of the office uploaded: checked as hostile, brought to one plain form."""

import wave
from array import array
from pathlib import Path

from infolinia.telephony.prompts.rendering import run_tool
from infolinia.telephony.provisioning import tool

LARGEST = 20_000_000
"""Bytes: two minutes of the best sound that a recorder writes."""
LONGEST, SHORTEST = 120.0, 0.3
RATE = 16000
QUIETEST = 200
HEAD = 12


class NotSound(Exception):
    """The file is refused; `why` is `unknown`, `large`, `broken`, `short`, `long`, `silent` or `no_tool`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def kind_of(head: bytes) -> str:
    """Return what the file is by its first bytes, never by its name: wav, flac, ogg, mp3, or an empty text."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"fLaC":
        return "flac"
    if head[:4] == b"OggS":
        return "ogg"
    return "mp3" if head[:3] == b"ID3" or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2")) else ""


def accept(state: Path, source: Path, target: Path) -> float:
    """Write the sound as a plain WAV file (16 kHz, one channel) and return its seconds; raises `NotSound`.

    sox reads it in a process of its own, for so long and into so large a file at most.
    """
    if source.stat().st_size > LARGEST:
        raise NotSound("large")
    with source.open("rb") as file:
        kind = kind_of(file.read(HEAD))
    if not kind:
        raise NotSound("unknown")
    sox = tool(state, "sox")
    if sox is None:
        raise NotSound("no_tool")
    draft = target.with_name(f".{target.name}.new")
    target.parent.mkdir(parents=True, exist_ok=True)
    plain = ["-t", "wav", "-r", str(RATE), "-c", "1", "-b", "16", "-e", "signed-integer", str(draft)]
    try:
        if not run_tool(sox, "-t", kind, str(source), *plain, "trim", "0", str(LONGEST + 1)):
            raise NotSound("broken")
        seconds = _checked(draft)
        draft.chmod(0o600)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return seconds


def _checked(path: Path) -> float:
    try:
        with wave.open(str(path)) as file:
            samples = array("h", file.readframes(file.getnframes()))
    except (OSError, EOFError, wave.Error) as error:
        raise NotSound("broken") from error
    seconds = len(samples) / RATE
    if seconds < SHORTEST:
        raise NotSound("short")
    if seconds > LONGEST:
        raise NotSound("long")
    if max(max(samples), -min(samples)) < QUIETEST:
        raise NotSound("silent")
    return seconds
