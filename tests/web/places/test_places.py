"""Addresses for every form, the point of a place, and the register's import by an administrator."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from infolinia.city.importing import import_streets
from infolinia.city.models import AddressPoint, Staff, Street
from infolinia.web.components.places import REQUIRED, PlaceFields
from infolinia.web.places import urls
from tests.web.editing.conftest import ewa

__all__ = ["ewa"]

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
FILE = (
    "ulica;numer;dzielnica;szerokosc;dlugosc\n"
    "ul. Żaglowa;12;Obłuże;54.5400;18.4800\n"
    "ul. Żaglowa;40;Oksywie;54.5450;18.4900\n"
)
OPEN, REFUSED, DOOR, BAD = 200, 403, 302, 400
# Every address of the package, by role: adviser, officer, supervisor, editor, administrator, guest.
EXPECTED = {
    "places:suggest": (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "places:point": (OPEN, OPEN, OPEN, OPEN, OPEN, OPEN),
    "places:near": (BAD, BAD, BAD, BAD, BAD, BAD),
    "places:import": (REFUSED, REFUSED, REFUSED, REFUSED, OPEN, DOOR),
    "places:pattern": (REFUSED, REFUSED, REFUSED, REFUSED, OPEN, DOOR),
}


@pytest.fixture
def register() -> None:
    import_streets(data=FILE.encode(), is_whole=False, at=AT)


@pytest.fixture
def as_admin(client: Client, administrator: Staff) -> Iterator[Client]:
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    yield client


def test_words_kept_with_the_matter_are_in_the_offices_language(register: None) -> None:
    with override("en"):
        form = PlaceFields({"point": "54.5401, 18.4801"})
        assert form.is_valid()
        assert form.place_parts.note == "przy ul. Żaglowa 12"


@pytest.mark.parametrize("name", ["suggest", "point"])
def test_what_no_database_keeps_is_dropped(client: Client, register: None, name: str) -> None:
    answer = client.get(reverse(f"places:{name}"), {"q": "Żaglo\0wa 12"})
    assert answer.status_code == 200
    assert {"suggest": "Żaglowa 12", "point": "54.54"}[name] in answer.content.decode()
    assert client.get(reverse("places:near"), {"punkt": "\0"}).status_code == 400


def test_every_role_at_every_address(
    zofia: Staff, piotr: Staff, marek: Staff, ewa: Staff, administrator: Staff
) -> None:
    assert {f"places:{pattern.name}" for pattern in urls.urlpatterns} == set(EXPECTED)
    for number, person in enumerate((zofia, piotr, marek, ewa, administrator, None)):
        browser = Client()
        if person:
            browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        for name, statuses in EXPECTED.items():
            assert browser.get(reverse(name)).status_code == statuses[number], (name, person)


@pytest.mark.usefixtures("register")
def test_addresses_are_suggested_to_anybody(client: Client) -> None:
    assert 'value="ul. Żaglowa"' in client.get("/miejsca", {"q": "zag"}).content.decode()
    assert 'value="ul. Żaglowa 40"' in client.get("/miejsca", {"q": "Żaglowa 4"}).content.decode()
    assert client.get("/miejsca", {"q": "<script>"}).content.decode().strip() == ""
    assert client.get("/miejsca/adres", {"q": "Żaglowa 40"}).json()["district"] == "Oksywie"
    assert client.get("/miejsca/punkt", {"punkt": "54.5401, 18.4801"}).json()["address"] == "ul. Żaglowa 12"
    assert client.get("/miejsca/punkt", {"punkt": "tam"}).status_code == 400


def _place(**typed: str) -> PlaceFields:
    form = PlaceFields({"place": "", "district": "", "place_note": "", "point": "", **typed})
    form.is_valid()
    return form


@pytest.mark.usefixtures("register")
def test_a_form_takes_spelling_district_and_point_from_the_register() -> None:
    form = _place(place="zaglowa 40 m. 2")
    assert str(form.place_parts) == "ul. Żaglowa 40, Oksywie"
    assert form.place_point == (54.545, 18.49)


@pytest.mark.usefixtures("register")
def test_a_point_without_an_address_says_what_it_is_near() -> None:
    form = _place(point="54,5401 18,4801")
    assert (form.place_parts.street, form.place_parts.district) == ("", "Obłuże")
    assert form.place_parts.note == "przy ul. Żaglowa 12"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("typed", ["52.23, 21.01", "tutaj", "54.5"])
def test_a_point_outside_the_city_and_no_point_are_refused(typed: str) -> None:
    assert "point" in _place(point=typed).errors


@pytest.mark.usefixtures("register")
def test_a_place_nobody_registered_is_taken_as_it_was_said() -> None:
    form = _place(place="skwer za stacją", place_note="obok fontanny")
    assert form.is_valid()
    assert (form.place_parts.street, form.place_point) == ("skwer za stacją", None)


class Needed(PlaceFields):
    """A kind that needs a place."""

    place_need = REQUIRED


@pytest.mark.parametrize(
    ("typed", "enough"),
    [
        ({}, False),
        ({"district": ""}, False),
        ({"place_note": "za stacją"}, False),
        ({"place": "Żaglowa"}, True),
        ({"point": "54.54, 18.48"}, True),
    ],
)
def test_a_kind_with_a_place_asks_for_one(typed: dict[str, str], enough: bool) -> None:
    form = Needed({"place": "", "district": "", "place_note": "", "point": "", **typed})
    assert form.is_valid() is enough


def _upload(client: Client, text: str, **more: str) -> str:
    given = SimpleUploadedFile("ulice.csv", text.encode(), "text/csv")
    return client.post(reverse("places:import"), {"csv": given, **more}).content.decode()


def test_the_screen_shows_the_differences_and_takes_them_on_the_second_press(as_admin: Client) -> None:
    page = _upload(as_admin, FILE)
    assert "Nowe adresy" in page and "ul. Żaglowa 40" in page
    assert not Street.objects.exists()
    kept = page.split('name="plik" value="')[1].split('"')[0]
    assert as_admin.post(reverse("places:import"), {"plik": kept}).status_code == 302
    assert AddressPoint.objects.count() == 2
    assert "niczego nie zmienia" in _upload(as_admin, FILE)


def test_the_screen_tells_what_is_wrong_in_which_line(as_admin: Client) -> None:
    page = _upload(as_admin, FILE + "ul. Kamienna;1;;18.5;54.5\n")
    assert "zamienione miejscami" in page and ">4<" in page
    assert not Street.objects.exists()


def test_a_preview_that_somebody_forged_changes_nothing(as_admin: Client) -> None:
    answer = as_admin.post(reverse("places:import"), {"plik": "podrobione"})
    assert answer.status_code == 422
    assert not Street.objects.exists()


def test_a_map_opens_the_policy_for_its_one_host_and_no_map_for_none(client: Client, settings: Settings) -> None:
    without = client.get("/miejsca").headers["content-security-policy"]
    settings.MAP_STYLE = "https://mapy.example.org/styl.json?klucz=1"
    with_map = client.get("/miejsca").headers["content-security-policy"]
    assert "mapy.example.org" not in without
    assert with_map.count(" https://mapy.example.org") == 2  # pictures and connections
    assert "klucz" not in with_map
    assert "worker-src 'self'" in with_map
