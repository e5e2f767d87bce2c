"""Alarms of the line on the supervisor's screens: seen at once, in words that help, closed by a person or by itself."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.telephony import trunks
from infolinia.telephony.models import LineAlarm
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


@pytest.fixture
def marek_at(as_: As, marek: Staff) -> Client:
    """Marek's browser."""
    return as_(marek)


def shown(client: Client, path: str = "/nadzor/alarmy") -> str:
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("trunk_down", "glowny", 'Łącze operatora nie odpowiada: <span class="wrap-any">glowny</span>'),
        ("one_way", "caller", "nie słychać dzwoniącego"),
        ("one_way", "adviser", "nie słychać doradcy"),
        ("limit_near", "per_day:mobile", "w dobę, numery komórkowe"),
        ("limit_reached", "per_day_of_kind:abroad", "w dobę, tego rodzaju, numery za granicą"),
        ("address_shut_out", "203.0.113.9", "203.0.113.9"),
        ("address_shut_out", "<script>alert(1)</script>", "&lt;script&gt;"),
        ("overload", "", "Linia nie mieściła dzwoniących"),
    ],
)
def test_every_alarm_says_whom_it_concerns_and_what_to_do(
    marek_at: Client, kind: str, subject: str, words: str
) -> None:
    assert "Nic nie wymaga uwagi" in shown(marek_at)
    trunks.raise_alarm(kind=kind, subject=subject, at=now())
    page = shown(marek_at)
    assert words in page and "<script>alert" not in page
    assert page.count("<p>") >= 1 and "Sprawdzone, zamknij" in page
    assert "1 alarm linii" in shown(marek_at, "/nadzor")


def test_who_closed_it_stays_and_what_goes_on_comes_back(marek_at: Client, at: datetime) -> None:
    for minute in range(3):
        trunks.raise_alarm(kind="one_way", subject="caller", at=now() - timedelta(minutes=9 - minute))
    assert "3 razy" in shown(marek_at)
    alarm = LineAlarm.objects.get()
    page = marek_at.post(f"/nadzor/alarmy/{alarm.pk}/zamknij", follow=True).content.decode()
    assert "Alarm zamknięty" in page and "zamknięty przez: Marek Latarnik" in page
    assert "był już zamknięty" in marek_at.post(f"/nadzor/alarmy/{alarm.pk}/zamknij", follow=True).content.decode()
    assert "alarm linii" not in shown(marek_at, "/nadzor")
    trunks.raise_alarm(kind="one_way", subject="caller", at=now())
    assert LineAlarm.objects.filter(over_at=None).count() == 1


def test_a_trunk_that_answers_again_ends_its_alarm(marek_at: Client) -> None:
    for state in ("up", "down"):
        trunks.record_trunk(name="glowny", state=state, at=now())
    assert "nie odpowiada" in shown(marek_at)
    trunks.record_trunk(name="glowny", state="up", at=now())
    page = shown(marek_at)
    assert "skończył się sam" in page and "Nic nie wymaga uwagi" in page and "działa" in page


def test_an_adviser_closes_nothing(as_: As, zofia: Staff) -> None:
    trunks.raise_alarm(kind="overload", subject="", at=now())
    assert as_(zofia).post(f"/nadzor/alarmy/{LineAlarm.objects.get().pk}/zamknij").status_code == 403
    assert LineAlarm.objects.filter(over_at=None).exists()
