"""The office's own words on the line: changed in the administration, spoken by the worker, kept for the next start."""

from pathlib import Path

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from infolinia.city.models import Staff
from infolinia.telephony import jobs, prompts, queries
from infolinia.telephony.models import Announcement
from infolinia.telephony.prompts import rendering
from infolinia.telephony.provisioning import Engine
from tests.telephony.conftest import engine_here

__all__ = ["engine_here"]

WORDS = "Dzień dobry, {city} słucha. Danymi zajmuje się Prezydent Miasta, rozmów nie nagrywamy."


@pytest.mark.django_db
@pytest.mark.engine
def test_words_changed_by_the_administrator_are_spoken_and_outlive_a_restart(
    administrator: Staff,
    tmp_path: Path,
    engine_here: Engine,
    settings: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rendering, "PROMPTS", {"greeting": dict.fromkeys(prompts.LANGUAGES, "Dzień dobry.")})
    monkeypatch.setattr(settings, "STATE", tmp_path)
    assert prompts.render(tmp_path, city="Gdynia").made == 3
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(
        "/admin/telephony/announcement/add/", {"code": "greeting", "language": "pl", "text": WORDS}, follow=True
    )
    assert answer.status_code == 200
    assert Announcement.objects.get().text == WORDS
    before = (tmp_path / "asterisk/sounds/pl/infolinia/greeting.wav").read_bytes()
    assert ProcrastinateJob.objects.filter(task_name="telephony.speak", status="todo").count() == 1
    jobs.speak()
    assert (tmp_path / "asterisk/sounds/pl/infolinia/greeting.wav").read_bytes() != before
    assert prompts.render(tmp_path, city="Gdynia").made == 0, "a start speaks the same words"


def test_without_words_of_its_own_the_line_says_the_usual_ones(db: None, tmp_path: Path) -> None:
    assert queries.own_words() == {}
    assert prompts.kept_texts(tmp_path) == {}
    assert "nie nagrywamy" in queries.usual_words("greeting", "pl")


def test_every_announcement_of_the_administration_is_one_that_the_line_says() -> None:
    assert set(Announcement.Code.values) < set(prompts.PROMPTS)
    assert jobs.speak.name == "telephony.speak"
