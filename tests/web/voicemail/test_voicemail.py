"""Spoken messages: kept sealed with a deadline, listened to under the log's eye, handled once, erased in time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation, Reading
from infolinia.telephony.models import LineSettings, Voicemail
from infolinia.telephony.recordings import keys
from infolinia.telephony.voicemails import operations, storage
from tests.web.voicemail.conftest import CALL, left_message, spool

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)


def signed_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_message_has_the_offices_deadline_over_the_weekend(sealed_state: Path) -> None:
    left_message(sealed_state, FRIDAY)
    assert Voicemail.objects.get().due_at == datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "the end of Monday in the city"
    LineSettings.objects.create(answer_days=2)
    assert operations.due_at(FRIDAY) == datetime(2026, 12, 1, 23, 0, tzinfo=UTC)


def test_writing_it_twice_keeps_one_and_a_click_is_thrown_away(sealed_state: Path, at: datetime) -> None:
    ident = left_message(sealed_state, at)
    name = storage.Taken("closed", CALL).name
    spool(sealed_state, name)
    operations.voicemail_left(conversation_id=ident, name=name, why="closed", at=at, event_key=f"{name}:left")
    assert Voicemail.objects.count() == 1
    Voicemail.objects.all().delete()
    short = spool(sealed_state, name, 0.5)
    operations.voicemail_left(conversation_id=ident, name=name, why="closed", at=at, event_key="again")
    assert not short.exists()
    assert not Voicemail.objects.exists()


def test_each_listening_is_logged_and_nothing_readable_lies_on_the_disk(
    sealed_state: Path, zofia: Staff, at: datetime
) -> None:
    ident = left_message(sealed_state, at)
    answer = signed_in(zofia).get(f"/poczta-glosowa/{ident}/dzwiek.wav")
    assert answer.content.startswith(b"RIFF")
    assert answer["Cache-Control"] == "no-store"
    assert Reading.objects.filter(staff=zofia, conversation_id=ident, what="wiadomość głosowa").count() == 1
    assert b"RIFF" not in storage.sealed_path(ident).read_bytes()


def test_zofia_takes_it_calls_back_and_closes_it(sealed_state: Path, zofia: Staff, at: datetime) -> None:
    ident = left_message(sealed_state, at)
    client = signed_in(zofia)
    assert "500 000 014" in client.get("/poczta-glosowa").content.decode()
    client.post(f"/poczta-glosowa/{ident}/biore")
    assert "Zajmujesz się tą wiadomością" in client.get(f"/poczta-glosowa/{ident}").content.decode()
    assert client.post(f"/poczta-glosowa/{ident}", {"result": ""}).status_code == 422
    page = client.post(f"/poczta-glosowa/{ident}", {"result": "oddzwoniono"}, follow=True).content.decode()
    assert "Zofia Bryza · oddzwoniono" in page
    assert Conversation.objects.get(id=ident).state == "closed"
    late = client.post(f"/poczta-glosowa/{ident}", {"result": "jeszcze raz"})
    assert "Tę wiadomość ktoś już załatwił" in late.content.decode()


def test_officers_do_not_listen(sealed_state: Path, piotr: Staff, at: datetime) -> None:
    ident = left_message(sealed_state, at)
    client = signed_in(piotr)
    for path in ("", f"/{ident}", f"/{ident}/dzwiek.wav"):
        assert client.get(f"/poczta-glosowa{path}").status_code == 403
    assert not Reading.objects.filter(conversation_id=ident).exists()


def test_the_sound_goes_when_the_office_said_and_what_was_done_stays(
    sealed_state: Path, zofia: Staff, at: datetime
) -> None:
    ident = left_message(sealed_state, at)
    operations.handle(conversation_id=ident, result="oddzwoniono", by_id=zofia.pk, at=at)
    assert operations.forget_sounds(at=at + timedelta(days=29)) == 0
    assert operations.forget_sounds(at=at + timedelta(days=31)) == 1
    assert not storage.sealed_path(ident).exists()
    assert signed_in(zofia).get(f"/poczta-glosowa/{ident}/dzwiek.wav").status_code == 404
    assert Voicemail.objects.get().result == "oddzwoniono"


def test_keys_that_sealed_a_message_are_spared(sealed_state: Path, at: datetime) -> None:
    ident = left_message(sealed_state, at)
    keys.add(sealed_state)
    call_command("recording_keys", "tidy")
    assert storage.sound(ident).startswith(b"RIFF")


def test_what_waits_for_an_answer_is_never_erased(sealed_state: Path, at: datetime) -> None:
    ident = left_message(sealed_state, at)
    assert operations.forget_sounds(at=at + timedelta(days=400)) == 0
    assert storage.sealed_path(ident).exists()
