"""The cast and the moment that tests share."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.test import TransactionTestCase
from playwright.sync_api import Playwright, sync_playwright

from infolinia.city import changed_days
from infolinia.city.models import Staff, Unit
from infolinia.partners.listening import listeners
from tests.flushing import flush_what_was_written
from tools import messages
from tools.suite import LANES

messages.compile_all()  # Polish counts in three forms, and only the compiled catalogue knows them

TUESDAY = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


REAL_TIME = {"engine_here", "playwright", "product"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run play one lane of the suite alone, beside others: see `tools/suite.py`."""
    parser.addoption("--lane", choices=LANES, help="only the tests of this lane, in a database of its own")


def _lane(item: pytest.Item) -> str:
    """Return the lane of a test: by the slowest thing that it uses."""
    used = set(getattr(item, "fixturenames", ()))
    if "engine_here" in used:
        return "lines" if "tests/telephony/lines" in item.nodeid else "telephones"
    return "screens" if used & REAL_TIME else "rules"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Play the tests with a browser last: its driver keeps an event loop in this thread, no other may run beside it.

    Tests in real time, with telephones or a browser, get a second try: a machine that stands still for some seconds is
    no fault of the product. The summary names each that needed it.
    """
    if lane := config.getoption("--lane"):
        config.hook.pytest_deselected(items=[item for item in items if _lane(item) != lane])
        items[:] = [item for item in items if _lane(item) == lane]
    items.sort(key=lambda item: "playwright" in getattr(item, "fixturenames", ()))
    for item in items:
        if _lane(item) != "rules":
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(pytestconfig: pytest.Config) -> None:
    """Give each lane a database of its own."""
    if lane := pytestconfig.getoption("--lane"):
        for connection in connections.all(initialized_only=False):
            connection.settings_dict["TEST"]["NAME"] = f"test_{connection.settings_dict['NAME']}_{lane}"


@pytest.fixture(scope="session", autouse=True)
def flush_only_what_was_written() -> None:
    """Give committed rows back faster than Django does: see `tests.flushing`."""
    TransactionTestCase._fixture_teardown = flush_what_was_written  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> None:
    """Serve what the build made under its own names, from a folder that the product's own start would have made.

    For the whole run: a page that an earlier test left loading must not bring the other names back.
    """
    Path(str(django_settings.STATIC_ROOT)).mkdir(parents=True, exist_ok=True)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    django_settings.STORAGES = {**django_settings.STORAGES, "staticfiles": plain}


@pytest.fixture(autouse=True)
def nobody_listens() -> None:
    """No program of others wants to hear of anything, and none of an earlier test's does."""
    listeners.know()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The browser's driver, one for the whole run."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(autouse=True)
def statutory_days_off() -> None:
    """Begin with the statutory days off, whatever an earlier test changed in them and took back by its rollback."""
    changed_days.keep({}, seconds=float("inf"))


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
