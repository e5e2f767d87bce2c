"""Announcements on the screen: heard, reworded, recorded by people of the office; hostile files are refused."""

import io
import wave
from pathlib import Path
from typing import Any

import numpy
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from infolinia.city.models import Staff
from infolinia.telephony import jobs, prompts
from infolinia.telephony.models import Announcement
from infolinia.telephony.prompts import own, rendering
from infolinia.telephony.provisioning import Engine
from tests.telephony.callers.tones import purity, tone
from tests.telephony.conftest import engine_here

__all__ = ["engine_here"]

pytestmark = [pytest.mark.django_db, pytest.mark.engine]
GREETING = "/nadzor/zapowiedzi/pl/greeting"
WORDS = "Dzień dobry, {city} słucha. Danymi zajmuje się Prezydent Miasta, rozmów nie nagrywamy."


@pytest.fixture(autouse=True)
def state(tmp_path: Path, engine_here: Engine, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A line that says one sentence."""
    monkeypatch.setattr(rendering, "PROMPTS", {"greeting": dict.fromkeys(prompts.LANGUAGES, "Dzień dobry.")})
    settings.STATE = tmp_path
    prompts.render(tmp_path, city="Gdynia", languages=("pl",))
    return tmp_path


@pytest.fixture
def client(marek: Staff) -> Client:
    """Marek's browser."""
    client = Client()
    client.force_login(marek, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def spoken(state: Path) -> bytes:
    return (state / "asterisk/sounds/pl/infolinia/greeting.wav").read_bytes()


def waiting_jobs() -> int:
    return int(ProcrastinateJob.objects.filter(task_name="telephony.speak", status="todo").count())


def sound_file(pitch: float = 500.0, seconds: float = 1.0, level: float = 0.3) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone(pitch, seconds, level).tobytes())
    return made.getvalue()


def upload(client: Client, content: bytes, name: str = "powitanie.wav") -> Any:
    return client.post(f"{GREETING}/nagranie", {"sound": SimpleUploadedFile(name, content)}, follow=True)


def test_every_sentence_is_shown_with_its_words(client: Client) -> None:
    page = client.get("/nadzor/zapowiedzi").content.decode()
    assert "rozmów nie nagrywamy" in page.lower()
    assert "/nadzor/zapowiedzi/pl/wait-to-25" in page
    assert "лінії" in client.get("/nadzor/zapowiedzi/uk").content.decode()


def test_own_words_are_spoken_and_the_usual_ones_come_back(client: Client, state: Path) -> None:
    before, jobs_before = spoken(state), waiting_jobs()
    page = client.post(f"{GREETING}/slowa", {"text": WORDS}, follow=True).content.decode()
    assert "słucha. Danymi zajmuje się" in page
    assert waiting_jobs() == jobs_before + 1
    jobs.speak()
    assert spoken(state) != before
    assert prompts.render(state, city="Gdynia", languages=("pl",)).made == 0, "a start speaks the same words"
    client.post(f"{GREETING}/slowa", {"text": ""})
    assert not Announcement.objects.exists()


def test_a_recording_takes_the_place_of_the_voice_until_it_is_taken_back(
    client: Client, state: Path, marek: Staff
) -> None:
    voice = spoken(state)
    assert "Własne nagranie, wgrał(a) Marek Latarnik" in upload(client, sound_file()).content.decode()
    jobs.speak()
    answer = client.get(f"{GREETING}/dzwiek")
    assert answer["Content-Type"] == "audio/wav"
    with wave.open(io.BytesIO(answer.content)) as file:
        assert file.getframerate() == 8000
        heard = numpy.frombuffer(file.readframes(file.getnframes()), dtype=numpy.int16)
    assert purity(heard[2000:6000], 500.0) > 0.9
    assert (state / "recordings/pl/greeting.wav").stat().st_mode & 0o077 == 0
    client.post(f"{GREETING}/automat")
    jobs.speak()
    assert spoken(state) == voice


HOSTILE = [
    ("a page in a sound's clothes", b"<html><script>alert(1)</script></html>" * 9, "To nie jest nagranie."),
    ("a program", b"\x7fELF" + bytes(400), "To nie jest nagranie."),
    ("a sound that was cut in its head", b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00", "nie da się odczytać"),
    ("a head that lies about everything", b"RIFF\xff\xff\xff\xffWAVE" + b"\xff" * 4000, "nie da się odczytać"),
    ("noise named as MP3", b"ID3" + bytes(range(256)) * 40, "nie da się odczytać"),
    ("silence", sound_file(level=0.0), "nic nie słychać"),
    ("a click", sound_file(seconds=0.05), "prawie nic nie ma"),
    ("three minutes", sound_file(seconds=180), "za długie"),
]


@pytest.mark.parametrize(("content", "said"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_file_that_is_no_fitting_sound_is_refused_and_changes_nothing(
    client: Client, state: Path, content: bytes, said: str
) -> None:
    before = spoken(state)
    answer = upload(client, content)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    jobs.speak()
    assert spoken(state) == before
    assert not Announcement.objects.exists()
    assert not list((state / "recordings").rglob("*.*")) if (state / "recordings").exists() else True


def test_a_file_that_is_too_large_is_not_even_read(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own, "LARGEST", 1000)
    assert "za duży" in upload(client, sound_file()).content.decode()


def test_a_sentence_that_the_line_never_says_has_no_page(client: Client) -> None:
    for path in ("/nadzor/zapowiedzi/pl/nic", "/nadzor/zapowiedzi/de", "/nadzor/zapowiedzi/pl/..%2f..%2fetc"):
        assert client.get(path).status_code == 404


def test_advisers_do_not_change_what_the_city_says(zofia: Staff) -> None:
    client = Client()
    client.force_login(zofia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/nadzor/zapowiedzi").status_code == 403
    assert upload(client, sound_file()).status_code == 403
