"""Where each role starts, and which ways stand in its top bar."""

import pytest
from django.test import Client

from infolinia.city.models import Staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "start"),
    [
        ("adviser", "/stanowisko"),
        ("officer", "/skrzynka"),
        ("supervisor", "/nadzor"),
        ("editor", "/wiedza"),
        ("admin", "/admin/"),
    ],
)
def test_each_role_starts_where_its_day_begins(client: Client, zofia: Staff, role: str, start: str) -> None:
    zofia.role = role
    zofia.is_staff = role == "admin"
    zofia.save()
    client.force_login(zofia)
    assert client.get("/start").headers["location"] == start


def test_a_guest_is_asked_to_sign_in_first(client: Client) -> None:
    assert client.get("/start").headers["location"] == "/konto/login/?next=/start"


def test_the_top_bar_marks_the_open_page(client: Client, marek: Staff) -> None:
    client.force_login(marek)
    shown = client.get("/nadzor").content.decode()
    assert '<a href="/nadzor" aria-current="page">Tablica</a>' in shown
    assert shown.count('aria-current="page"') == 1
