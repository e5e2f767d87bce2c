"""The menu and the voices of urgent messages on the supervisor's screen."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from infolinia.city.models import Staff
from infolinia.routing.models import Queue
from infolinia.telephony import jobs, prompts
from infolinia.telephony.models import Announcement, EmergencyMessage, MenuChoice
from infolinia.telephony.prompts import rendering
from infolinia.telephony.provisioning import Engine
from tests.telephony.conftest import engine_here
from tests.web.supervision.test_prompts import sound_file

__all__ = ["engine_here"]

pytestmark = [pytest.mark.django_db]
WORDS = "Na Obłużu nie ma wody do osiemnastej."


@pytest.fixture(autouse=True)
def state(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A line that says nothing by itself."""
    monkeypatch.setattr(rendering, "PROMPTS", {})
    settings.STATE = tmp_path
    Queue.objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})
    return tmp_path


@pytest.fixture
def client(marek: Staff) -> Client:
    """Marek's browser."""
    client = Client()
    client.force_login(marek, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def keep(client: Client, **words: str) -> Any:
    typed = {"key": "1", "text": "Drogi i chodniki", "language": "pl", "queue_code": "general", **words}
    return client.post("/nadzor/linia/menu", typed, follow=True)


def test_a_supervisor_makes_the_menu_that_residents_read(client: Client) -> None:
    assert "Bez menu" in client.get("/nadzor/linia").content.decode()
    keep(client)
    page = keep(client, key="8", text="English", language="en").content.decode()
    assert "English: press eight." in page
    assert "Drogi i chodniki: proszę nacisnąć jeden." in Client().get("/zadzwon").content.decode()
    roads, english = MenuChoice.objects.order_by("key").values_list("pk", flat=True)
    client.post(f"/nadzor/linia/menu/{english}/wyzej")
    assert list(MenuChoice.objects.values_list("key", "text")) == [("1", "English"), ("8", "Drogi i chodniki")]
    client.post(f"/nadzor/linia/menu/{roads}", {"key": "2", "text": "Help", "language": "en", "queue_code": "general"})
    client.post(f"/nadzor/linia/menu/{english}/usun")
    assert list(MenuChoice.objects.values_list("key", "text")) == [("2", "Help")]


def test_what_is_missing_is_said_and_what_is_taken_is_not_offered(client: Client) -> None:
    keep(client)
    assert "Napisz, o czym jest ta pozycja." in keep(client, key="2", text=" ").content.decode()
    assert keep(client, key="1").status_code == 422
    assert '<option value="1"' not in client.get("/nadzor/linia/menu").content.decode()
    assert client.get("/nadzor/linia/menu/0").status_code == 404
    assert client.post(f"/nadzor/linia/menu/{MenuChoice.objects.get().pk}/zjedz").status_code == 404


@pytest.fixture
def flood(db: None) -> EmergencyMessage:
    """A message in two languages."""
    return EmergencyMessage.objects.create(name="woda", text_pl=WORDS, text_en="No water in Obłuże until 6 p.m.")


def heard(state: Path, language: str) -> bytes:
    folder = prompts.sounds_of(state, language)
    return next(folder.glob("emergency-*.wav")).read_bytes()


@pytest.mark.engine
def test_a_message_is_spoken_before_anybody_needs_it_and_in_the_offices_own_voice(
    client: Client, state: Path, flood: EmergencyMessage, engine_here: Engine
) -> None:
    jobs.speak()
    voice = heard(state, "pl")
    voices = f"/nadzor/linia/komunikat/{flood.pk}/glos/"
    assert client.get(f"{voices}pl/dzwiek").content == voice
    page = client.post(f"{voices}pl", {"sound": SimpleUploadedFile("woda.wav", sound_file())}, follow=True)
    assert "własne nagranie" in page.content.decode()
    jobs.speak()
    assert heard(state, "pl") != voice
    assert heard(state, "uk") == heard(state, "pl"), "who hears it in Polish instead hears the same voice"
    assert client.get(f"{voices}uk/dzwiek").status_code == 404, "there are no words to say in Ukrainian"
    assert "własne nagranie" in client.get("/nadzor/linia").content.decode()
    client.post(f"{voices}pl/automat")
    jobs.speak()
    assert heard(state, "pl") == voice


@pytest.mark.engine
def test_other_words_need_another_recording(
    client: Client,
    state: Path,
    flood: EmergencyMessage,
    engine_here: Engine,
    django_capture_on_commit_callbacks: Any,
) -> None:
    voices = f"/nadzor/linia/komunikat/{flood.pk}/glos/"
    for language in ("pl", "en"):
        client.post(f"{voices}{language}", {"sound": SimpleUploadedFile("woda.wav", sound_file())})
    assert len(list((state / "recordings").rglob("*.wav"))) == 2
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            f"/nadzor/linia/komunikat/{flood.pk}",
            {"name": "woda", "text_pl": "Woda już jest.", "text_en": flood.text_en},
        )
    assert [one.language for one in Announcement.objects.all()] == ["en"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/nadzor/linia/komunikat/{flood.pk}/usun")
    assert not Announcement.objects.exists() and not list((state / "recordings").rglob("*.wav"))


def test_a_file_that_is_no_sound_is_refused(client: Client, flood: EmergencyMessage) -> None:
    hostile = SimpleUploadedFile("woda.wav", b"<html>" * 50)
    answer = client.post(f"/nadzor/linia/komunikat/{flood.pk}/glos/pl", {"sound": hostile})
    assert (answer.status_code, "To nie jest nagranie." in answer.content.decode()) == (422, True)
    assert client.post(f"/nadzor/linia/komunikat/{flood.pk}/glos/uk", {"sound": hostile}).status_code == 404


@pytest.mark.parametrize(
    "path", ["menu", "menu/1", "menu/1/usun", "komunikat/1/glos/pl", "komunikat/1/glos/pl/automat"]
)
def test_advisers_do_not_change_what_the_city_says(zofia: Staff, path: str) -> None:
    client = Client()
    client.force_login(zofia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(f"/nadzor/linia/{path}").status_code == 403
