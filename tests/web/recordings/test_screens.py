"""Settings, listening and ratings as pages: who may, what is logged, what is sent."""

import hashlib
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Reading
from infolinia.core import clock
from infolinia.routing import operations as routing
from infolinia.telephony.models import RecordingPart
from infolinia.telephony.recordings import operations, queries, storage
from infolinia.telephony.recordings.sound import HEADER_BYTES
from infolinia.telephony.recordings.sweep import sweep
from infolinia.telephony.surveys import operations as surveys
from infolinia.telephony.surveys.queries import score_for
from infolinia.web.recordings.ranges import OutOfRange, asked_range

pytestmark = pytest.mark.django_db
SOUND = hashlib.sha256(b"talk").digest() * 1000
AGREED = {
    "is_on": "on",
    "purpose": "Wyjaśnianie reklamacji",
    "legal_basis": "art. 6 ust. 1 lit. a RODO",
    "keep_days": "30",
}


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("", None),
        ("bytes=0-", (0, 99)),
        ("bytes=0-0", (0, 0)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-5", (95, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=0-1,5-6", None),
        ("lines=0-1", None),
        ("bytes=-", None),
        ("bytes=100-", OutOfRange),
        ("bytes=20-10", OutOfRange),
        ("bytes=-0", OutOfRange),
    ],
)
def test_which_bytes_a_browser_asks_for(header: str, asked: object) -> None:
    if asked is OutOfRange:
        with pytest.raises(OutOfRange):
            asked_range(header, 100)
    else:
        assert asked_range(header, 100) == asked


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    monkeypatch.setenv("INFOLINIA_STATE", str(tmp_path))
    (tmp_path / "asterisk/spool/recording").mkdir(parents=True)
    return tmp_path


As = Callable[[Staff], Client]


@pytest.fixture
def as_(client: Client) -> As:
    """Sign somebody in."""

    def signed_in(person: Staff) -> Client:
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture
def recorded(state: Path, zofia: Staff, marek: Staff) -> UUID:
    """Zofia's recorded talk."""
    return make_recorded(state, zofia, marek)


def make_recorded(state: Path, adviser: Staff, by: Staff, *, is_talking: bool = False) -> UUID:
    at = clock.now() - timedelta(minutes=5)
    operations.decide(
        is_on=True,
        purpose=AGREED["purpose"],
        legal_basis=AGREED["legal_basis"],
        keep_days=30,
        adviser_may_listen=False,
        by_id=by.pk,
        at=at,
    )
    ident = contacts.call_arrived(
        engine_call_id="infolinia-1.7",
        channel="phone",
        number="500000014",
        name="Halina Zatoka",
        language="pl",
        queue_code="general",
        at=at,
        event_key="a",
    )
    contacts.call_answered(conversation_id=ident, adviser_id=adviser.pk, at=at, event_key="b")
    decision = queries.decision()
    assert decision
    operations.note_stand(
        conversation_id=ident,
        stand="agreed",
        is_running=is_talking,
        adviser_id=adviser.pk,
        rules_id=decision.id,
        at=at,
        to="greeting-recorded",
    )
    if is_talking:
        routing.record_presence(staff_id=adviser.pk, state="talking", since=at, idle_since=at, conversation_id=ident)
        return ident
    contacts.call_ended(conversation_id=ident, at=clock.now(), by="caller", event_key="c")
    path = storage.plain_path(state, storage.part("infolinia-1.7", at).name)
    path.write_bytes(SOUND)
    os.utime(path, (at.timestamp(),) * 2)
    assert sweep(at=clock.now()) == (1, 0)
    return ident


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_office_switches_it_on_and_every_page_says_so(as_: As, marek: Staff, client: Client) -> None:
    assert "Rozmów nie nagrywamy." in page_of(client, "/")
    supervisor = as_(marek)
    assert "Wyłączone: nikogo nie nagrywamy" in page_of(supervisor, "/nadzor/nagrywanie")
    answer = supervisor.post("/nadzor/nagrywanie", AGREED)
    assert answer.status_code == 302
    page = page_of(supervisor, "/nadzor/nagrywanie")
    assert "Marek Latarnik" in page
    assert "Wyjaśnianie reklamacji" in page
    for path in ("/", "/zadzwon", "/twoje-dane"):
        public = page_of(client, path)
        assert "nie nagrywamy" not in public, path
        assert "tylko za Twoją zgodą" in public, path
    assert "Usuwamy je po 30 dniach" in page_of(client, "/twoje-dane")


def test_without_a_purpose_it_stays_off_and_says_why(as_: As, marek: Staff) -> None:
    answer = as_(marek).post("/nadzor/nagrywanie", AGREED | {"purpose": ""})
    assert answer.status_code == 422
    assert "na jakiej podstawie prawnej" in answer.content.decode()
    assert not queries.is_on()


@pytest.mark.parametrize("path", ["/nadzor/nagrywanie", "/nadzor/oceny"])
def test_an_adviser_decides_nothing(as_: As, zofia: Staff, path: str) -> None:
    assert as_(zofia).get(path).status_code == 403
    assert as_(zofia).post(path, AGREED).status_code == 403


def key_of(answer_page: str) -> str:
    found = re.search(r"klucz=([^\"]+)\"", answer_page)
    assert found
    return found[1].replace("&amp;", "&")


def test_listening_asks_why_logs_it_and_streams_by_ranges(as_: As, marek: Staff, recorded: UUID) -> None:
    supervisor = as_(marek)
    path = f"/nagranie/{recorded}"
    assert f'href="{path}"' in page_of(supervisor, f"/nadzor/rozmowy/{recorded}")
    assert "<audio" not in page_of(supervisor, path)
    assert supervisor.post(path, {"reason": "x"}).status_code == 422
    assert not Reading.objects.filter(what__startswith="odsłuchanie").exists()
    page = supervisor.post(path, {"reason": "reklamacja z 20 listopada"})
    assert page["Cache-Control"] == "no-store"
    read = Reading.objects.get(what="odsłuchanie nagrania rozmowy")
    assert (read.staff, read.conversation_id, read.reason) == (marek, recorded, "reklamacja z 20 listopada")
    assert "skrót się zgadza" in page.content.decode()
    sound = f"{path}/dzwiek?klucz={key_of(page.content.decode())}"
    whole = supervisor.get(sound)
    assert (whole.status_code, whole["Content-Type"], whole["Accept-Ranges"]) == (200, "audio/wav", "bytes")
    assert "no-store" in whole["Cache-Control"]
    assert b"".join(whole.streaming_content)[HEADER_BYTES:] == SOUND  # type: ignore[attr-defined]
    some = supervisor.get(sound, headers={"range": f"bytes={HEADER_BYTES + 100}-{HEADER_BYTES + 199}"})
    assert (some.status_code, some["Content-Length"]) == (206, "100")
    assert b"".join(some.streaming_content) == SOUND[100:200]  # type: ignore[attr-defined]
    beyond = supervisor.get(sound, headers={"range": "bytes=999999-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{HEADER_BYTES + len(SOUND)}")


def test_the_sound_is_for_nobody_without_a_stated_reason_of_their_own(
    as_: As, marek: Staff, adam: Staff, recorded: UUID
) -> None:
    supervisor = as_(marek)
    sound = f"/nagranie/{recorded}/dzwiek"
    assert supervisor.get(sound).status_code == 403
    assert supervisor.get(f"{sound}?klucz=wymyślony").status_code == 403
    key = key_of(supervisor.post(f"/nagranie/{recorded}", {"reason": "reklamacja"}).content.decode())
    assert as_(adam).get(f"{sound}?klucz={key}").status_code == 403
    supervisor.logout()
    assert supervisor.get(f"{sound}?klucz={key}").status_code == 302


@pytest.mark.parametrize(
    ("who", "may_listen", "status"), [("zofia", False, 404), ("zofia", True, 200), ("adam", True, 404)]
)
def test_an_adviser_listens_only_to_their_own_and_only_if_allowed(
    as_: As, marek: Staff, recorded: UUID, request: pytest.FixtureRequest, who: str, may_listen: bool, status: int
) -> None:
    operations.decide(
        is_on=True,
        purpose=AGREED["purpose"],
        legal_basis=AGREED["legal_basis"],
        keep_days=30,
        adviser_may_listen=may_listen,
        by_id=marek.pk,
        at=clock.now(),
    )
    assert as_(request.getfixturevalue(who)).get(f"/nagranie/{recorded}").status_code == status


def test_a_changed_file_is_said_and_not_played(as_: As, marek: Staff, recorded: UUID, state: Path) -> None:
    path = storage.sealed_path(state, RecordingPart.objects.get().pk)
    raw = bytearray(path.read_bytes())
    raw[100] ^= 1
    path.write_bytes(raw)
    page = as_(marek).post(f"/nagranie/{recorded}", {"reason": "reklamacja"}).content.decode()
    assert "plik jest zmieniony" in page
    assert "<audio" not in page


@pytest.mark.django_db(transaction=True)
def test_a_supervisor_erases_when_consent_is_taken_back_later(
    as_: As, marek: Staff, recorded: UUID, state: Path
) -> None:
    path = storage.sealed_path(state, RecordingPart.objects.get().pk)
    answer = as_(marek).post(f"/nagranie/{recorded}/usun", follow=True)
    assert "Nagranie usunięte" in answer.content.decode()
    assert not path.exists()
    assert as_(marek).get(f"/nagranie/{recorded}").status_code == 404
    assert Reading.objects.filter(what="usunięcie nagrania rozmowy", staff=marek).exists()


def test_the_desk_says_recording_in_words_and_asks_the_exchange(
    as_: As, marek: Staff, zofia: Staff, adam: Staff, state: Path
) -> None:
    ident = make_recorded(state, zofia, marek, is_talking=True)
    page = page_of(as_(zofia), "/stanowisko")
    assert "<b>NAGRYWANIE</b>" in page
    assert "Wstrzymaj nagrywanie" in page
    assert "Rozmowy nie nagrywamy" not in page
    path = f"/stanowisko/rozmowa/{ident}/nagrywanie"
    assert as_(zofia).post(path, {"co": "pause"}).status_code == 204
    assert as_(zofia).post(path, {"co": "5"}).status_code == 422, "nobody agrees for the caller"
    assert as_(adam).post(path, {"co": "stop"}).status_code == 422
    assert as_(marek).post(path, {"co": "stop"}).status_code in (403, 422)


def test_switched_off_the_desk_says_that_nobody_records(as_: As, zofia: Staff) -> None:
    at = clock.now()
    ident = contacts.call_arrived(
        engine_call_id="infolinia-1.9",
        channel="phone",
        number="",
        name="",
        language="pl",
        queue_code="general",
        at=at,
        event_key="z",
    )
    contacts.call_answered(conversation_id=ident, adviser_id=zofia.pk, at=at, event_key="y")
    routing.record_presence(staff_id=zofia.pk, state="talking", since=at, idle_since=at, conversation_id=ident)
    page = page_of(as_(zofia), "/stanowisko")
    assert "Rozmowy nie nagrywamy" in page
    assert "Poproś o zgodę" not in page


def test_ratings_stand_with_their_number_and_definition(as_: As, marek: Staff) -> None:
    at = clock.now() - timedelta(hours=1)
    for number, score in enumerate([5, 4, 4, 2, 0, None]):
        ident = UUID(int=number + 1)
        surveys.note_asked(conversation_id=ident, at=at)
        if score is not None:
            surveys.note_score(conversation_id=ident, score=score, at=at)
            surveys.note_score(conversation_id=ident, score=1, at=at)
    page = page_of(as_(marek), "/nadzor/oceny")
    assert "75%" in page
    assert "mało ocen" in page
    assert "1 nie chciało, 1 bez klawisza" in page
    assert "kto sam się rozłączył, nie jest pytany" in page


@pytest.mark.parametrize(("hidden", "seen"), [(True, None), (False, 4)])
def test_the_office_decides_whether_advisers_see_their_ratings(
    recorded: UUID, marek: Staff, zofia: Staff, hidden: bool, seen: int | None
) -> None:
    surveys.decide(is_on=True, is_hidden_from_adviser=hidden, by_id=marek.pk, at=clock.now())
    surveys.note_score(conversation_id=recorded, score=4, at=clock.now())
    assert score_for(zofia, recorded) == seen
    assert score_for(marek, recorded) == 4


def test_a_supervisor_finds_the_talk_behind_a_mark(as_: As, recorded: UUID, marek: Staff, zofia: Staff) -> None:
    assert "Nie ma takich ocen" in page_of(as_(marek), "/nadzor/oceny")
    surveys.note_score(conversation_id=recorded, score=2, at=clock.now())
    erased = UUID(int=7)
    surveys.note_score(conversation_id=erased, score=5, at=clock.now())
    surveys.note_score(conversation_id=UUID(int=8), score=0, at=clock.now())
    everything = page_of(as_(marek), "/nadzor/oceny")
    assert f"/nadzor/rozmowy/{recorded}" in everything and f"/nadzor/rozmowy/{erased}" not in everything
    assert "ocena 2" in everything and "ocena 5" in everything and "ocena 0" not in everything
    assert "ocena 5" not in page_of(as_(marek), "/nadzor/oceny?ocena=2")
    hers = page_of(as_(marek), f"/nadzor/oceny?doradca={zofia.pk}")
    assert "ocena 2" in hers and "ocena 5" not in hers
    assert "ocena 5" in page_of(as_(marek), "/nadzor/oceny?ocena=<b>&doradca=999999")


@pytest.mark.parametrize(("hidden", "sees"), [(True, False), (False, True)], ids=["hidden", "shown"])
def test_an_adviser_sees_the_own_marks_where_the_office_lets_them(
    as_: As, recorded: UUID, marek: Staff, zofia: Staff, adam: Staff, piotr: Staff, hidden: bool, sees: bool
) -> None:
    assert "Urząd nie pokazuje ocen" in page_of(as_(zofia), "/moje-oceny"), "nobody has decided yet"
    surveys.decide(is_on=True, is_hidden_from_adviser=hidden, by_id=marek.pk, at=clock.now())
    surveys.note_score(conversation_id=recorded, score=2, at=clock.now())
    assert ("ocena 2" in page_of(as_(zofia), "/moje-oceny")) is sees
    assert "ocena 2" not in page_of(as_(adam), "/moje-oceny"), "marks of others are not theirs to see"
    assert ("/moje-oceny" in page_of(as_(zofia), "/stanowisko")) is sees
    assert "Nikt jeszcze nie ocenił" in page_of(as_(marek), "/moje-oceny"), "a supervisor answers calls too"
    assert as_(piotr).get("/moje-oceny").status_code == 403
