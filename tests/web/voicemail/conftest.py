"""A state folder with a sealed message in it."""

import wave
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.telephony.voicemails import operations, storage
from tests.telephony.callers.tones import tone

CALL = "infolinia-9.1"


@pytest.fixture
def sealed_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty state folder."""
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    return tmp_path


def spool(state: Path, name: str, seconds: float = 4.0) -> Path:
    """Lay down what the engine would have recorded."""
    path = state / "asterisk/spool/recording" / f"{name}.wav"
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone(440, seconds).tobytes())
    return path


def left_message(state: Path, at: datetime | None = None, *, seconds: float = 4.0) -> UUID:
    """Let Halina have left a message on a closed line."""
    moment = at or now()
    ident = contacts.call_arrived(
        engine_call_id=CALL,
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="general",
        at=moment,
        event_key=f"{CALL}-a",
    )
    name = storage.Taken("closed", CALL).name
    spool(state, name, seconds)
    operations.voicemail_left(conversation_id=ident, name=name, why="closed", at=moment, event_key=f"{name}:left")
    return ident
