"""Somebody whom every room knows: written to, heard, recorded, promised a call. All of it is copied, and all goes."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Conversation, Question, Typed
from infolinia.contacts.operations import PersonDraft, PointDraft
from infolinia.core import clock
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.models import IncomingMessage, StoredFile
from infolinia.correspondence.received import Incoming
from infolinia.correspondence.shapes import Attachment, Outgoing
from infolinia.journeys import forget
from infolinia.journeys.people import copying, erasing
from infolinia.knowledge.models import SearchEntry
from infolinia.outreach.models import Promise
from infolinia.telephony.models import CallBack, Recording, RecordingPart, RecordingRules, SurveyAnswer, Voicemail
from infolinia.telephony.recordings import keys, sealing, storage
from infolinia.telephony.voicemails import storage as messages
from tests.journeys.people.conftest import Known
from tests.journeys.people.test_erasing import TRACES, traces

pytestmark = pytest.mark.django_db
SOUND = b"\x7f" * 8000
SECRET = "Halina Zatoka prosi"


@pytest.fixture
def everywhere(halina: Known, state: Path, zofia: Staff, marek: Staff, at: datetime) -> Known:
    """Halina with a line in every room's tables."""
    question = Question.objects.get(conversation_id=halina.call).pk
    Typed.objects.create(
        conversation_id=halina.call, side="resident", number=1, line=1, position=0, removed=0, inserted=SECRET,
        ends_line=True, at=at,
    )  # fmt: skip
    SearchEntry.objects.create(at=at, channel="desk", text="zatoka halina", hits=0, question_id=question)
    contacts.object_to(resident_id=halina.id, purpose="notice", words=SECRET, by_id=zofia.pk, at=at)
    child = contacts.new_person(draft=PersonDraft("Jaś Rejda", is_child=True), sure=False, at=at)
    contacts.let_act(who_id=halina.id, whom_id=child, right="parent", basis=SECRET, by_id=zofia.pk, at=at)
    contacts.add_point(resident_id=child, draft=PointDraft("phone", "500000077"))
    _written(halina, at)
    _spoken(halina, state, zofia, marek, at)
    return halina


def _written(halina: Known, at: datetime) -> None:
    druk = Attachment("wniosek.pdf", "application/pdf", b"%PDF-1.7 wniosek Haliny")
    correspondence.queue(
        Outgoing(
            channel="email",
            to="h@example.org",
            subject="Wniosek",
            text=SECRET,
            key="k1",
            attachments=(druk,),
            conversation_id=halina.call,
            resident_id=halina.id,
        ),
        at=at,
    )
    came = correspondence.receive(
        Incoming(channel="sms", source="bramka", key="s1", sender="500000014", text=SECRET, name="Halina Zatoka"), at=at
    )
    assert came.conversation_id
    contacts.identify(conversation_id=came.conversation_id, resident_id=halina.id, by_id=1, at=at)
    Conversation.objects.filter(id=came.conversation_id).update(state="closed")
    Promise.objects.create(
        to="+48500000014", resident_id=halina.id, name="Halina Zatoka", reason="odpowiedź", note=SECRET, made_at=at,
        due_at=at, next_try_at=at,
    )  # fmt: skip


def _spoken(halina: Known, state: Path, zofia: Staff, marek: Staff, at: datetime) -> None:
    CallBack.objects.create(
        number="+48500000014", name="Halina Zatoka", why="asked", conversation_id=halina.call, arrived_at=at,
        asked_at=at, due_at=at, expires_at=at + timedelta(days=1),
    )  # fmt: skip
    SurveyAnswer.objects.create(conversation_id=halina.call, asked_at=at, score=4)
    rules = RecordingRules.objects.create(
        is_on=True, purpose="próba nagrań", legal_basis="zgoda rozmówcy", keep_days=30, by=marek, at=at
    )
    Recording.objects.create(
        conversation_id=halina.call, rules=rules, state="agreed", state_since=at, agreed_at=at, keep_until=at
    )
    part = storage.part("call-1", at)
    plain = state / "plain.ulaw"
    plain.write_bytes(SOUND)
    sealing.seal(plain, storage.sealed_path(state, part.id), name=part.id.hex, key=keys.ensure(state))
    RecordingPart.objects.create(
        id=part.id, recording_id=halina.call, started_at=at, length=len(SOUND), sha256="0" * 64, key="k"
    )
    Voicemail.objects.create(conversation_id=halina.call, why="closed", left_at=at, seconds=3, due_at=at, result=SECRET)
    sealing.seal(plain, messages.sealed_path(halina.call), name=halina.call.hex, key=keys.ensure(state))


def sealed(state: Path) -> list[Path]:
    return [path for folder in ("sealed", "voicemail") for path in (state / folder).rglob("*") if path.is_file()]


def test_the_copy_holds_every_room_and_every_file(everywhere: Known, administrator: Staff, at: datetime) -> None:
    content = copying.copy(resident_id=everywhere.id, by_id=administrator.pk, reason="OR.1", at=at)
    packed = zipfile.ZipFile(io.BytesIO(content))
    told = {one["code"]: one["rows"] for one in json.loads(packed.read("dane.json"))["sections"]}
    assert told["contacts.Typed"][0]["inserted"] == SECRET
    assert told["telephony.SurveyAnswer"][0]["score"] == 4
    assert {"outreach.Promise", "telephony.CallBack", "correspondence.IncomingMessage", "contacts.Acting"} <= set(told)
    names = packed.namelist()
    assert [name.rsplit("/")[0] for name in names] == [
        "dane.pdf",
        "dane.json",
        "wyslane",
        "nagrania",
        "wiadomosci-glosowe",
    ]
    assert packed.read(names[2]) == b"%PDF-1.7 wniosek Haliny"
    assert packed.read(names[3]).endswith(SOUND)


def test_nothing_of_it_is_left_in_tables_or_files(
    everywhere: Known, administrator: Staff, at: datetime, state: Path, django_capture_on_commit_callbacks: object
) -> None:
    assert len(sealed(state)) == 2
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        erasing.erase(
            resident_id=everywhere.id, ground="request", reason="OR.1", with_matters=True, by_id=administrator.pk, at=at
        )
    assert traces(*TRACES, "zatoka") == []
    assert sealed(state) == []
    assert StoredFile.objects.count() == 0


def test_the_child_stays_with_its_own_number(everywhere: Known, administrator: Staff, at: datetime) -> None:
    erasing.erase(
        resident_id=everywhere.id, ground="request", reason="OR.1", with_matters=True, by_id=administrator.pk, at=at
    )
    assert traces("Jaś Rejda", "500000077") != []


def test_letters_go_by_age_too(everywhere: Known, at: datetime) -> None:
    assert forget.everything_due(at=at + timedelta(days=300))["letters"] == 0
    assert forget.everything_due(at=at + timedelta(days=400))["letters"] == 1
    assert not IncomingMessage.objects.exists()
    kinds = {one.kind: one.is_kept for one in forget.promises(clock.now())}
    assert {"letters", "messages", "promises"} <= set(kinds)
