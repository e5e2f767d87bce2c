"""Recording by consent on the real engine: nothing without a key, everything sealed, whoever dies in between."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
import pytest

from infolinia.city.models import Staff
from infolinia.contacts.models import CallEvent
from infolinia.core import clock
from infolinia.core.retention import log
from infolinia.telephony import operations as telephony
from infolinia.telephony.models import Recording, RecordingPart
from infolinia.telephony.recordings import operations, storage
from infolinia.telephony.recordings.sound import HEADER_BYTES, Sound, Stretch
from tests.telephony.callers.phone import Call
from tests.telephony.callers.tones import purity
from tests.telephony.lines.callers_way import choice
from tests.telephony.lines.running_lines import Desk, RunningLines, becomes, ledger, only_conversation
from tests.telephony.running import NUMBER, until

pytestmark = pytest.mark.engine
Seat = Callable[[Staff], Desk]

HIGH, LOW = 880.0, 440.0


@pytest.fixture
def records(lines: RunningLines, marek: Staff) -> Iterator[RunningLines]:
    """The office records by consent."""
    decide(marek, is_on=True)
    assert until(lambda: "recorded" in str(lines.running.ari("GET", "asterisk/variable", variable="GREETING")))
    yield lines
    for path in spool(lines).iterdir():
        path.unlink()


def decide(by: Staff, *, is_on: bool) -> None:
    operations.decide(
        is_on=is_on,
        purpose="Wyjaśnianie reklamacji rozmów",
        legal_basis="art. 6 ust. 1 lit. a RODO, zgoda",
        keep_days=30,
        adviser_may_listen=False,
        by_id=by.pk,
        at=clock.now(),
    )


def spool(lines: RunningLines) -> Path:
    return lines.running.folder / "spool/recording"


def plain(lines: RunningLines) -> list[str]:
    return sorted(path.name for path in spool(lines).iterdir())


def wish(adviser: Desk, act: str) -> None:
    operations.wish(conversation_id=only_conversation().id, by=adviser.staff.pk, act=act)


def state() -> str:
    found = Recording.objects.first()
    return found.state if found else ""


def stands(word: str, timeout: float = 5.0) -> bool:
    return until(lambda: state() == word, timeout)


def is_sealed(lines: RunningLines, parts: int) -> bool:
    """Wait until so many stretches are kept and no plain file is left."""
    return until(lambda: RecordingPart.objects.count() == parts and not plain(lines))


def kept(lines: RunningLines) -> bytes:
    """Return the sound of the conversation as a listener gets it, without its head; the digests are checked too."""
    rows = list(RecordingPart.objects.order_by("started_at"))
    sound = Sound(lines.running.state, [Stretch(row.id, row.length) for row in rows])
    whole = b"".join(sound.read(HEADER_BYTES, sound.length - 1))
    assert len(whole) == sound.length - HEADER_BYTES
    place = 0
    for row in rows:
        assert hashlib.sha256(whole[place : place + row.length]).hexdigest() == row.sha256
        place += row.length
    return whole


def share_of(whole: bytes, pitch: float) -> float:
    """Return how much of the sound, which two tones make up, is this pitch."""
    return float(purity(decoded(whole), pitch))


def decoded(whole: bytes) -> "numpy.ndarray[tuple[int], numpy.dtype[numpy.float64]]":
    """Return µ-law as samples (ITU-T G.711)."""
    inverted = ~numpy.frombuffer(whole, dtype=numpy.uint8)
    exponent, mantissa = (inverted >> 4) & 7, inverted & 15
    size = (((mantissa.astype(numpy.int32) << 3) + 132) << exponent) - 132
    return numpy.where(inverted & 128, -size, size) / 32768.0


def talk(lines: RunningLines, adviser: Desk, call: Call) -> None:
    adviser.phone.ringing(timeout=10).answer()
    assert call.hears(adviser.phone.pitch)


@dataclass
class Agreed:
    """A talk that is recorded: the adviser asked, the caller said yes."""

    adviser: Desk
    call: Call


@pytest.fixture
def agreed(records: RunningLines, zofia: Staff, desk: Seat) -> Iterator[Agreed]:
    """Halina agrees in the talk, and is recorded from then on."""
    adviser = desk(zofia).ready()
    with records.running.caller() as halina:
        call = halina.dial(NUMBER)
        talk(records, adviser, call)
        wish(adviser, "ask")
        assert stands("asked")
        assert plain(records) == []
        call.press("5")
        assert stands("on")
        yield Agreed(adviser, call)


def test_without_a_key_nothing_is_recorded(records: RunningLines, zofia: Staff, desk: Seat) -> None:
    adviser = desk(zofia).ready()
    with records.running.caller() as halina:
        call = halina.dial(NUMBER)
        talk(records, adviser, call)
        assert adviser.phone.calls[0].hears(LOW)
        assert plain(records) == []
        call.hang_up()
        assert becomes("after_call")
    assert not Recording.objects.exists()


def test_a_key_while_waiting_records_the_talk_and_only_the_talk(
    records: RunningLines, zofia: Staff, desk: Seat
) -> None:
    adviser = desk(zofia)
    with records.running.caller() as halina:
        call = halina.dial(NUMBER).wait("talking")
        assert becomes("waiting")
        call.press("5")
        assert stands("agreed")
        assert plain(records) == [], "music is not recorded"
        adviser.ready()
        talk(records, adviser, call)
        assert stands("on")
        (name,) = plain(records)
        assert (spool(records) / name).stat().st_mode & 0o777 == 0o600
        assert adviser.phone.calls[0].hears(LOW)
        call.hang_up()
        assert becomes("after_call")
    assert is_sealed(records, 1)
    assert stands("agreed")
    whole = kept(records)
    assert share_of(whole, LOW) > 0.3
    assert share_of(whole, adviser.phone.pitch) > 0.3
    row = Recording.objects.get()
    assert (row.agreed_to, row.keep_until is not None) == ("greeting-recorded", True)
    events = [kind for kind in ledger(row.conversation_id) if kind.startswith("recording")]
    assert events == ["recording_agreed"]
    assert CallEvent.objects.get(kind="recording_agreed").details == {"pressed": "5", "to": "greeting-recorded"}


def test_the_adviser_asks_pauses_goes_on_and_stops(records: RunningLines, agreed: Agreed) -> None:
    wish(agreed.adviser, "pause")
    assert stands("paused")
    assert is_sealed(records, 1)
    wish(agreed.adviser, "resume")
    assert stands("on")
    wish(agreed.adviser, "stop")
    assert stands("stopped")
    assert is_sealed(records, 2)
    wish(agreed.adviser, "resume")
    wish(agreed.adviser, "ask")
    agreed.call.press("5")
    assert not stands("on", timeout=1.0), "stopped is stopped"
    assert agreed.call.hears(agreed.adviser.phone.pitch), "the talk goes on"
    kept(records)


def test_a_key_that_means_something_else_is_no_consent(records: RunningLines, zofia: Staff, desk: Seat) -> None:
    choice("5", "drogi")
    records.stop()
    records.start()
    adviser = desk(zofia)
    with records.running.caller() as halina:
        call = halina.dial(NUMBER).wait("talking")
        call.press("5")
        assert becomes("waiting"), "5 is a topic in this office's menu"
        adviser.ready()
        talk(records, adviser, call)
        call.press("5")
        assert not until(Recording.objects.exists, 1.5), "nobody asked in this talk"
    assert plain(records) == []


def test_hold_pauses_by_itself(records: RunningLines, agreed: Agreed) -> None:
    found = only_conversation().id
    telephony.hold(conversation_id=found, by=agreed.adviser.staff.pk, on=True)
    assert stands("agreed")
    assert is_sealed(records, 1)
    telephony.hold(conversation_id=found, by=agreed.adviser.staff.pk, on=False)
    assert stands("on")
    assert agreed.call.hears(agreed.adviser.phone.pitch)


def test_consent_taken_back_ends_and_erases(records: RunningLines, agreed: Agreed) -> None:
    wish(agreed.adviser, "pause")
    assert is_sealed(records, 1)
    wish(agreed.adviser, "resume")
    assert stands("on")
    path = storage.sealed_path(records.running.state, RecordingPart.objects.get().pk)
    assert path.exists()
    agreed.call.press("6")
    assert stands("withdrawn")
    assert until(lambda: not plain(records) and not RecordingPart.objects.exists())
    assert until(lambda: not path.exists())
    agreed.call.press("5")
    assert not stands("on", timeout=1.0)
    assert log()[0].kind == "recordings"
    row = Recording.objects.get()
    assert row.agreed_at and row.withdrawn_at and row.erased_at, "the proof of both stays"


def test_switched_off_in_the_middle_it_ends_at_once(records: RunningLines, marek: Staff, agreed: Agreed) -> None:
    decide(marek, is_on=False)
    assert stands("agreed")
    assert is_sealed(records, 1)
    assert until(lambda: "recorded" not in str(records.running.ari("GET", "asterisk/variable", variable="GREETING")))


def test_the_daemon_dies_and_the_recording_is_sealed_all_the_same(records: RunningLines, agreed: Agreed) -> None:
    (name,) = plain(records)
    records.kill()
    assert agreed.call.hears(agreed.adviser.phone.pitch), "the talk goes on"
    records.start()
    assert plain(records) == [name], "the consent holds, so the same stretch goes on"
    wish(agreed.adviser, "pause")
    assert stands("paused"), "the new daemon knows what it records"
    assert is_sealed(records, 1)
    wish(agreed.adviser, "resume")
    assert stands("on")
    records.kill()
    agreed.call.hang_up()
    assert plain(records) != []
    records.start()
    assert is_sealed(records, 2)
    assert stands("agreed")
    assert len(kept(records)) > 8000


def test_the_engine_dies_and_nothing_stays_unsealed(records: RunningLines, agreed: Agreed) -> None:
    (name,) = plain(records)
    assert until(lambda: (spool(records) / name).stat().st_size > 8000)
    records.running.stop(9)
    records.running.start()
    assert is_sealed(records, 1)
    assert stands("agreed", 10)
    assert kept(records)
