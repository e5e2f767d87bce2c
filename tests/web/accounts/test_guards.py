"""Second factors of those who see everything, and limits of sign-ins that lock nobody else out."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.web.jobs import forget_sessions

pytestmark = pytest.mark.django_db
PASSWORD = "haslo-na-probe-2026"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Forget the tries of earlier tests."""
    cache.clear()


@pytest.fixture
def strict(settings: Settings) -> None:
    """The rule of production."""
    settings.SECOND_FACTOR_ROLES = ("admin", "supervisor")


def signed_in(person: Staff) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sign_in(login: str, password: str, address: str = "192.0.2.1") -> str:
    """Return what the door answers."""
    answer = Client().post("/konto/login/", {"login": login, "password": password}, REMOTE_ADDR=address)
    return "in" if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("path", ["/start", "/nadzor", "/admin/", "/sprawy", "/nadzor/teraz"])
def test_a_supervisor_without_a_second_factor_gets_no_further(strict: None, marek: Staff, path: str) -> None:
    assert signed_in(marek).get(path).url == "/konto/2fa/"


def test_the_page_that_adds_one_is_open(strict: None, marek: Staff) -> None:
    client = signed_in(marek)
    assert "drugi składnik" in client.get("/nadzor", follow=True).content.decode()
    assert client.get("/konto/2fa/totp/activate/", follow=True).status_code == 200


def test_with_one_the_way_is_free(strict: None, marek: Staff, administrator: Staff) -> None:
    for person, path in ((marek, "/nadzor"), (administrator, "/admin/")):
        Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
        assert signed_in(person).get(path).status_code == 200


def test_others_and_everybody_in_the_demo_are_not_asked(
    settings: Settings, zofia: Staff, piotr: Staff, marek: Staff
) -> None:
    assert settings.SECOND_FACTOR_ROLES == ()
    assert signed_in(marek).get("/nadzor").status_code == 200
    settings.SECOND_FACTOR_ROLES = ("admin", "supervisor")
    assert signed_in(zofia).get("/stanowisko").status_code == 200
    assert signed_in(piotr).get("/start").url == "/skrzynka"


def test_guessing_from_one_address_locks_nobody_out_elsewhere(zofia: Staff) -> None:
    for _ in range(6):
        refused = sign_in("doradca", "nie-to-haslo", "198.51.100.7")
    assert "Za dużo nieudanych prób" in refused
    assert "Za dużo nieudanych prób" in sign_in("doradca", PASSWORD, "198.51.100.7")
    assert sign_in("doradca", PASSWORD, "192.0.2.1") == "in"


def test_one_subscriber_of_an_ipv6_network_is_one(zofia: Staff) -> None:
    for number in range(6):
        refused = sign_in("doradca", "nie-to-haslo", f"2001:db8:1:1::{number + 1}")
    assert "Za dużo nieudanych prób" in refused


def test_the_counts_are_kept_where_every_process_sees_them(zofia: Staff) -> None:
    sign_in("doradca", "nie-to-haslo")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM core_cache WHERE expires > %s", [timezone.now()])
        assert cursor.fetchone()[0] > 0
        cursor.execute("UPDATE core_cache SET expires = now() - interval '1 minute'")
        forget_sessions(0)
        cursor.execute("SELECT count(*) FROM core_cache")
        assert cursor.fetchone()[0] == 0
