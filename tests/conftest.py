"""The cast and the moment that tests share."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Playwright, sync_playwright

from infolinia.city.models import Staff, Unit
from tools import messages

messages.compile_all()  # Polish counts in three forms, and only the compiled catalogue knows them

TUESDAY = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


REAL_TIME = {"engine_here", "playwright", "product"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play the tests with a browser last: its driver keeps an event loop in this thread, no other may run beside it.

    Tests in real time, with telephones or a browser, get a second try: a machine that stands still for some seconds is
    no fault of the product. The summary names each that needed it.
    """
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))
    for item in items:
        if REAL_TIME & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Serve what the build made under its own names, from a folder that the product's own start would have made.

    For the whole run: a page that an earlier test left loading must not bring the other names back.
    """
    Path(str(django_settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The browser's driver, one for the whole run."""
    with sync_playwright() as started:
        yield started


@pytest.fixture
def at() -> datetime:
    """A working moment: Tuesday 24 November 2026, 10:42 in the city."""
    return TUESDAY


def _person(login: str, name: str, role: str, unit: Unit | None = None) -> Staff:
    admin = role == "admin"
    person = Staff(
        username=login, display_name=name, role=role, unit=unit, speaks=["pl"], is_staff=admin, is_superuser=admin
    )
    person.set_password("haslo-na-probe-2026")
    person.save()
    return person


@pytest.fixture
def roads(db: None) -> Unit:
    """The section that mends roads."""
    unit, _ = Unit.objects.get_or_create(
        code="zdiz-utrzymanie",
        defaults={
            "name": "ZDiZ: Utrzymanie Dróg i Obiektów Inżynierskich",
            "short_name": "Utrzymanie Dróg",
            "valid_from": date(2020, 1, 1),
        },
    )
    return unit


@pytest.fixture
def lamps(db: None) -> Unit:
    """Another section, which must not see the roads' matters."""
    unit, _ = Unit.objects.get_or_create(
        code="zdiz-oswietlenie",
        defaults={"name": "ZDiZ: Oświetlenie", "short_name": "Oświetlenie", "valid_from": date(2020, 1, 1)},
    )
    return unit


@pytest.fixture
def zofia(db: None) -> Staff:
    """Zofia, an adviser."""
    return _person("doradca", "Zofia Bryza", "adviser")


@pytest.fixture
def adam(db: None) -> Staff:
    """Adam, another adviser."""
    return _person("doradca2", "Adam Rejs", "adviser")


@pytest.fixture
def marek(db: None) -> Staff:
    """Marek, the supervisor."""
    return _person("kierownik", "Marek Latarnik", "supervisor")


@pytest.fixture
def piotr(roads: Unit) -> Staff:
    """Piotr, an officer of the roads section."""
    return _person("referent", "Piotr Kotwica", "officer", roads)


@pytest.fixture
def outsider(lamps: Unit) -> Staff:
    """An officer of another unit."""
    return _person("obcy", "Olga Wydma", "officer", lamps)


@pytest.fixture
def administrator(db: None) -> Staff:
    """The administrator."""
    return _person("admin", "Adam Ministrator", "admin")
