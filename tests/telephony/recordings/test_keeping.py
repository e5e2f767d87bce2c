"""What the office decides, what is kept on whose word, and how it ends: on the real database, with real files."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.http import Http404
from pytest_django import DjangoCaptureOnCommitCallbacks

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core import retention
from infolinia.telephony.models import Announcement, Recording, RecordingPart, RecordingRules
from infolinia.telephony.recordings import keys, operations, queries, storage
from infolinia.telephony.recordings.operations import CannotRecord
from infolinia.telephony.recordings.sound import HEADER_BYTES
from infolinia.telephony.recordings.sweep import sweep

pytestmark = pytest.mark.django_db
CALL = "infolinia-1763800000.7"
SOUND = b"\xa5" * 12_000


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    (tmp_path / "asterisk/spool/recording").mkdir(parents=True)
    return tmp_path


def decide(by: Staff, at: datetime, **changed: object) -> None:
    """Decide to record for 30 days."""
    usual = {
        "is_on": True,
        "purpose": "Wyjaśnianie reklamacji",
        "legal_basis": "art. 6 ust. 1 lit. a RODO",
        "keep_days": 30,
        "adviser_may_listen": False,
    }
    operations.decide(**(usual | changed), by_id=by.pk, at=at)  # type: ignore[arg-type]


def stand(word: str, at: datetime, *, is_running: bool = False) -> None:
    decision = queries.decision()
    operations.note_stand(
        conversation_id=contacts.conversation_id_for(CALL),
        stand=word,
        is_running=is_running,
        adviser_id=None,
        rules_id=decision.id if decision else None,
        at=at,
        to="record-ask" if word == "agreed" else "",
    )


@pytest.fixture
def talk(state: Path, zofia: Staff, marek: Staff, at: datetime) -> UUID:
    """Zofia's talk with a caller who agreed; the office decided before."""
    decide(marek, at - timedelta(days=1))
    ident = contacts.call_arrived(
        engine_call_id=CALL,
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="a",
    )
    contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key="b")
    stand("agreed", at, is_running=True)
    return ident


def plain(state: Path, at: datetime, *, age: timedelta = timedelta(minutes=3), call: str = CALL) -> Path:
    """Return a plain stretch as the engine left it."""
    path = storage.plain_path(state, storage.part(call, at).name)
    path.write_bytes(SOUND)
    os.utime(path, ((at - age).timestamp(),) * 2)
    return path


@pytest.fixture
def kept(talk: UUID, state: Path, at: datetime) -> Path:
    """The sealed file of the talk."""
    plain(state, at)
    assert sweep(at=at) == (1, 0)
    return storage.sealed_path(state, RecordingPart.objects.get().pk)


@pytest.mark.parametrize(
    "lacking", [{"purpose": ""}, {"legal_basis": " "}, {"keep_days": 0}, {"keep_days": 91}], ids=str
)
def test_nobody_switches_it_on_without_purpose_basis_and_a_short_span(
    state: Path, marek: Staff, at: datetime, lacking: dict[str, object]
) -> None:
    with pytest.raises(CannotRecord):
        decide(marek, at, **lacking)
    assert not queries.is_on()
    assert keys.keys(state) == []


def test_it_stays_off_while_the_offices_own_greeting_would_lie(state: Path, marek: Staff, at: datetime) -> None:
    Announcement.objects.create(code="greeting-recorded", language="pl", text="Dzień dobry. Rozmów NIE nagrywamy.")
    with pytest.raises(CannotRecord, match="powitanie"):
        decide(marek, at)


def test_every_decision_stays_readable_and_nobody_changes_it(state: Path, marek: Staff, at: datetime) -> None:
    assert queries.decision() is None
    decide(marek, at)
    decide(marek, at + timedelta(hours=1), is_on=False)
    assert [(one.is_on, one.by_name) for one in queries.history()] == [
        (False, "Marek Latarnik"),
        (True, "Marek Latarnik"),
    ]
    assert not queries.is_on()
    with pytest.raises(DatabaseError), transaction.atomic():
        RecordingRules.objects.update(purpose="inny")


def test_consent_is_asked_of_the_database_too(talk: UUID, at: datetime) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Recording.objects.create(
            conversation_id=UUID(int=7), rules=RecordingRules.objects.get(), state="on", state_since=at
        )


def test_a_part_without_consent_is_destroyed(
    state: Path, marek: Staff, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    decide(marek, at)
    part = storage.part(CALL, at)
    plain(state, at)
    sealed = storage.seal_part(state, part)
    assert sealed
    with django_capture_on_commit_callbacks(execute=True):
        operations.keep_part(
            conversation_id=part.conversation_id,
            part_id=str(part.id),
            at=at,
            length=sealed.length,
            sha256=sealed.sha256,
            key=sealed.key,
        )
    assert not storage.sealed_path(state, part.id).exists()
    assert not RecordingPart.objects.exists()


def test_a_stretch_that_a_fault_left_is_sealed(kept: Path, state: Path, talk: UUID, zofia: Staff, marek: Staff) -> None:
    assert SOUND[:64] not in kept.read_bytes()
    assert list((state / "asterisk/spool/recording").iterdir()) == []
    sound = queries.sound_for(marek, talk)
    assert b"".join(sound.read(HEADER_BYTES, sound.length - 1)) == SOUND
    assert queries.recording(talk).state == "agreed", "nothing is recorded any more"


def test_a_stretch_being_written_is_left_alone(talk: UUID, state: Path, at: datetime) -> None:
    path = plain(state, at, age=timedelta(seconds=1))
    assert sweep(at=at) == (0, 0)
    assert path.exists()


@pytest.mark.parametrize(("what", "hours", "gone"), [("young", 0.5, False), ("old", 2, True)])
def test_a_stretch_nobody_agreed_to_is_destroyed_in_an_hour(
    talk: UUID, state: Path, at: datetime, what: str, hours: float, gone: bool
) -> None:
    path = plain(state, at, age=timedelta(hours=hours), call="infolinia-1.1")
    assert sweep(at=at) == (0, int(gone)), what
    assert path.exists() is not gone
    assert [line.kind for line in retention.log()] == ["stray_recordings"] * gone


def test_a_file_that_a_backup_brought_back_goes_again(kept: Path, state: Path, at: datetime) -> None:
    copy = kept.read_bytes()
    operations.forget_recordings(at=at + timedelta(days=31))
    kept.write_bytes(copy)
    os.utime(kept, ((at - timedelta(hours=2)).timestamp(),) * 2)
    assert sweep(at=at) == (0, 1)
    assert not kept.exists()


def test_when_its_time_is_over_the_sound_goes_and_the_proof_stays(
    kept: Path, talk: UUID, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert operations.forget_recordings(at=at + timedelta(days=29)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert operations.forget_recordings(at=at + timedelta(days=30, minutes=1)) == 1
    assert not kept.exists()
    view = queries.recording(talk)
    assert (view.is_kept, view.agreed_at, view.erased_at is not None) == (False, at, True)
    assert [(line.kind, line.count) for line in retention.log()] == [("recordings", 1)]
    assert operations.forget_recordings(at=at + timedelta(days=60)) == 0


def test_with_the_conversation_the_proof_goes_too(kept: Path, talk: UUID, at: datetime) -> None:
    assert operations.forget_consents(before=at + timedelta(days=1), at=at + timedelta(days=400)) == 1
    assert not Recording.objects.exists()
    assert {line.kind for line in retention.log()} == {"recordings", "consents"}


def test_consent_taken_back_after_the_call_erases(
    kept: Path, talk: UUID, at: datetime, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        operations.erase(conversation_id=talk, at=at)
    assert not kept.exists()
    assert queries.recording(talk).state == "withdrawn"
    stand("agreed", at + timedelta(seconds=1), is_running=True)
    assert queries.recording(talk).state == "withdrawn", "nothing that comes late brings it back"


@pytest.mark.parametrize(
    ("who", "may_listen", "hears"),
    [
        ("marek", False, True),
        ("zofia", False, False),
        ("zofia", True, True),
        ("adam", True, False),
        ("administrator", True, False),
        ("piotr", True, False),
    ],
)
def test_who_may_listen(
    kept: Path,
    talk: UUID,
    marek: Staff,
    at: datetime,
    request: pytest.FixtureRequest,
    who: str,
    may_listen: bool,
    hears: bool,
) -> None:
    decide(marek, at, adviser_may_listen=may_listen)
    person: Staff = request.getfixturevalue(who)
    if hears:
        assert queries.sound_for(person, talk).seconds == len(SOUND) / 8000
        return
    with pytest.raises(Http404):
        queries.sound_for(person, talk)


def test_the_command_renews_the_key_and_keeps_what_is_needed(
    kept: Path, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = keys.current(state).name
    call_command("recording_keys", "new")
    second = keys.current(state).name
    assert capsys.readouterr().out == f"{first}\n{second}  seals\n"
    call_command("recording_keys", "tidy")
    assert first in capsys.readouterr().out, "a recording still needs it"
    RecordingPart.objects.all().delete()
    call_command("recording_keys", "tidy")
    assert capsys.readouterr().out == f"{first}  taken away\n{second}  seals\n"
