"""What the first page says about the line: open or not, until when, who waits."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.queries import Opening
from infolinia.city.rules.calendar import Calendar
from infolinia.core import heartbeat
from infolinia.routing.queries import Waiting
from infolinia.routing.rules.waits import Pace, estimate
from infolinia.web.public import words

TUESDAY = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
CLOSING = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def closed_until(moment: datetime | None) -> Opening:
    return Opening(is_open=False, closes_at=None, opens_at=moment, reason="")


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        (Opening(True, CLOSING, None, ""), "Czynne do 18:00"),
        (Opening(True, None, None, ""), "Czynne teraz"),
        (closed_until(TUESDAY + timedelta(hours=2)), "Otwieramy dziś o 12:42"),
        (closed_until(datetime(2026, 11, 25, 6, 0, tzinfo=UTC)), "Otwieramy jutro o 7:00"),
        (closed_until(datetime(2026, 11, 27, 6, 0, tzinfo=UTC)), "Otwieramy w piątek o 7:00"),
        (closed_until(datetime(2026, 12, 28, 6, 0, tzinfo=UTC)), "Otwieramy 28 grudnia o 7:00"),
        (closed_until(None), "Nieczynne"),
    ],
)
def test_opening_in_words(opening: Opening, said: str) -> None:
    assert words.opening_words(opening, TUESDAY) == said


@pytest.mark.parametrize(
    ("waiting", "said"),
    [
        (None, "Teraz nie wiemy"),
        (Waiting(0, None), "Nikt nie czeka"),
        (Waiting(1, TUESDAY - timedelta(seconds=40)), "Czeka 1 osoba, najdłużej niecałą minutę"),
        (Waiting(3, TUESDAY - timedelta(minutes=2, seconds=5)), "Czekają 3 osoby, najdłużej 2 minuty"),
        (Waiting(12, TUESDAY - timedelta(minutes=11)), "Czeka 12 osób, najdłużej 11 minut"),
    ],
)
def test_waiting_in_words(waiting: Waiting | None, said: str) -> None:
    assert words.waiting_words(waiting, TUESDAY) == said


@pytest.mark.parametrize(
    ("ahead", "advisers", "said"),
    [
        (0, 3, "Czeka się od 1 do 3 minut"),
        (4, 2, "Czeka się od 5 do 15 minut"),
        (90, 1, "Możesz czekać ponad godzinę"),
        (2, 0, "Teraz żaden doradca nie może odebrać"),
    ],
)
def test_the_wait_is_a_range_never_under_a_minute(ahead: int, advisers: int, said: str) -> None:
    pace = Pace(handling=timedelta(minutes=4), patience=timedelta(hours=1))
    assert words.wait_words(estimate(ahead=ahead, advisers=advisers, pace=pace)) == said


def test_days_with_the_same_hours_stand_together() -> None:
    lines = [(row.days, row.hours) for row in words.hours_lines(Calendar())]
    assert lines == [("poniedziałek–piątek", "7:00–18:00"), ("sobota", "8:00–14:00")]


@pytest.mark.django_db
@pytest.mark.usefixtures("tuesday", "office_hours")
def test_the_page_says_until_when(client: Client, settings: Settings) -> None:
    settings.LINE_ALWAYS_OPEN = False
    shown = client.get("/").content.decode()
    assert "Czynne do 18:00" in shown
    assert "poniedziałek–piątek 7:00–18:00" in shown


@pytest.mark.django_db
@pytest.mark.usefixtures("tuesday")
def test_a_silent_daemon_is_admitted_and_a_living_one_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "read", lambda part: None)
    assert "Teraz nie wiemy" in client.get("/teraz").content.decode()
    monkeypatch.setattr(heartbeat, "read", lambda part: heartbeat.Beat(part, 0.1, "up"))
    assert "Nikt nie czeka" in client.get("/teraz").content.decode()
