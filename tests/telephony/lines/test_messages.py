"""When nobody can serve, a caller may leave a message: only after a key, sealed, and through a restart of ours."""

import io
import stat
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy
import pytest

from infolinia.city.models import OpeningHours, Staff
from infolinia.routing import operations as routing
from infolinia.routing.models import Queue
from infolinia.telephony.models import Voicemail
from infolinia.telephony.voicemails import storage
from tests.telephony.callers.phone import Call
from tests.telephony.callers.tones import purity
from tests.telephony.lines.callers_way import PITCHES, tones
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, only_conversation, state_of
from tests.telephony.running import NUMBER, until

__all__ = ["tones"]

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]
VOICE = 440.0


@pytest.fixture(autouse=True)
def state_folder(lines: RunningLines, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read messages where the daemon keeps them."""
    monkeypatch.setenv("INFOLINIA_STATE", str(lines.running.state))
    yield


def set_queue(lines: RunningLines, **facts: object) -> None:
    """Change the general queue; the daemon knows when a first call comes."""
    Queue.objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    Queue.objects.filter(code="general").update(**facts)
    routing.rules_changed()
    lines.stop()
    lines.start()


def close_queue(lines: RunningLines) -> None:
    set_queue(lines, closed_since="2026-11-24T10:00Z", closed_why="próba")


def begin(lines: RunningLines, call: Call) -> None:
    """Press the key after the offer, and come past the notice into the recording."""
    assert call.hears(PITCHES["message-offer"])
    call.press("2")
    assert call.hears(PITCHES["message-start"]), "the notice comes before the recording"
    assert until(lambda: any((lines.running.folder / "spool/recording").glob("voicemail~*")))


def spoken(lines: RunningLines) -> float:
    """Return for how many seconds the engine has recorded."""
    files = (lines.running.folder / "spool/recording").glob("voicemail~*")
    return max((one.stat().st_size for one in files), default=0) / 16_000


def kept(timeout: float = 6.0) -> Voicemail:
    assert until(lambda: Voicemail.objects.exclude(sound="").exists(), timeout), "no message is kept"
    return Voicemail.objects.get()


def sound_of(message: Voicemail) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.int16]]":
    with wave.open(io.BytesIO(storage.sound(message.conversation_id))) as file:
        return numpy.frombuffer(file.readframes(file.getnframes()), dtype=numpy.int16)


def test_a_closed_queue_takes_a_message_sealed_for_its_owner_alone(lines: RunningLines, tones: Path) -> None:
    close_queue(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=VOICE)
        assert call.hears(PITCHES["queue-closed"])
        begin(lines, call)
        recorded = next((lines.running.folder / "spool/recording").glob("voicemail~*"))
        assert until(lambda: recorded.exists() and recorded.stat().st_size > 8000 * 2 * 3, 12)
        call.press("#")
        assert call.hears(PITCHES["message-thanks"])
        call.wait("ended", timeout=8)
    message = kept()
    assert message.why == "closed"
    assert message.seconds >= 2
    assert (message.due_at - message.left_at).days <= 4
    sealed = storage.sealed_path(message.conversation_id)
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600
    assert sealed.is_relative_to(lines.running.state)
    assert b"RIFF" not in sealed.read_bytes()
    assert purity(sound_of(message)[8000:16000], VOICE) > 0.5
    assert until(lambda: not list((lines.running.folder / "spool/recording").glob("voicemail~*"))), "plain sound stays"
    assert state_of(message.conversation_id) == "voicemail"


def test_without_a_key_nothing_is_recorded(lines: RunningLines, tones: Path) -> None:
    close_queue(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=VOICE)
        assert call.hears(PITCHES["message-offer"])
        assert call.hears(PITCHES["goodbye"], timeout=10)
        call.wait("ended", timeout=8)
    assert becomes("out_of_hours")
    assert not Voicemail.objects.exists()
    assert not list((lines.running.folder / "spool/recording").glob("voicemail~*"))


def test_a_message_outlives_the_daemon_that_began_it(lines: RunningLines, tones: Path) -> None:
    close_queue(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=VOICE)
        begin(lines, call)
        recorded = next((lines.running.folder / "spool/recording").glob("voicemail~*"))
        assert until(lambda: recorded.stat().st_size > 8000 * 2 * 3, 12)
        lines.kill()
        call.hang_up()
        lines.start()
    message = kept(10)
    assert message.why == "closed"
    assert purity(sound_of(message)[8000:16000], VOICE) > 0.5


def test_a_caller_goes_on_speaking_through_a_restart(lines: RunningLines, tones: Path) -> None:
    close_queue(lines)
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=VOICE)
        begin(lines, call)
        lines.kill()
        lines.start()
        assert until(lambda: spoken(lines) > 3, 8), "a shorter one would be nothing said"
        call.press("#")
        assert call.hears(PITCHES["message-thanks"], timeout=8)
    assert state_of(kept().conversation_id) == "voicemail"


def test_a_full_queue_says_so(lines: RunningLines, tones: Path) -> None:
    set_queue(lines, longest_line=1, closed_since=None)
    with lines.running.caller() as jan, lines.running.caller() as halina:
        jan.dial(NUMBER)
        assert becomes("waiting")
        call = halina.dial(NUMBER)
        assert call.hears(PITCHES["queue-full"])
        assert call.hears(PITCHES["message-offer"])


def test_who_waits_for_nobody_may_leave_a_message_or_wait_on(
    lines: RunningLines, tones: Path, zofia: Staff, desk: Seat
) -> None:
    with lines.running.caller() as halina, lines.running.caller("500000015") as jan:
        call, patient = halina.dial(NUMBER, pitch=VOICE), jan.dial(NUMBER)
        assert call.hears(PITCHES["nobody-here"], timeout=15)
        begin(lines, call)
        assert patient.hears_something()
        adviser = desk(zofia).ready()
        adviser.phone.ringing(timeout=8).answer()
        assert patient.hears(adviser.phone.pitch), "who waits on is served, and who records is not offered"
        assert len(adviser.phone.calls) == 1
        recorded = next((lines.running.folder / "spool/recording").glob("voicemail~*"))
        assert until(lambda: recorded.stat().st_size > 8000 * 2 * 3, 12)
        call.hang_up()
    assert kept().why == "nobody"


def test_a_call_at_night_is_told_the_hours_and_may_leave_a_message(lines: RunningLines, tones: Path) -> None:
    lines.stop()
    lines.environment["INFOLINIA_OPEN"] = "hours"
    OpeningHours.objects.all().delete()
    lines.start()
    with lines.running.caller() as halina:
        call = halina.dial(NUMBER, pitch=VOICE)
        assert call.hears(PITCHES["closed"])
        begin(lines, call)
        call.hang_up()
    assert until(lambda: only_conversation().ended_at is not None)
