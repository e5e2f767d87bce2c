"""Residents' forms: the list, one form, and a file whose address is good for ever."""

import hashlib
from datetime import date, timedelta

import pytest
from django.test import Client

from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations
from infolinia.knowledge.operations import NewVersion
from tests.knowledge.conftest import Publish, publish
from tests.knowledge.pdf import samples

__all__ = ["publish"]

OLD, NEW = samples.form(number="1"), samples.form(number="2")


@pytest.fixture
def versions(db: None) -> None:
    """A form whose second version began yesterday, with a large print; and one that has ended."""
    yesterday = city_day(now()) - timedelta(days=1)
    first = NewVersion(code="wniosek", version="1.01.2025", title="Wniosek na próbę", valid_from=date(2025, 1, 1))
    second = NewVersion(code="wniosek", version="2.0", title="Wniosek na próbę", valid_from=yesterday)
    large = NewVersion("wniosek", "2.0", "Wniosek na próbę", valid_from=yesterday, kind="large_print")
    over = NewVersion("dawny", "1", "Dawny druk", valid_from=date(2025, 1, 1), valid_to=date(2025, 2, 1))
    for new, content in ((first, OLD), (second, NEW), (large, samples.form(is_large=True)), (over, OLD)):
        operations.add_form_version(new=new, content=content, by=None, at=now())


def address(content: bytes, code: str = "wniosek") -> str:
    return f"/druki/{code}/{hashlib.sha256(content).hexdigest()}.pdf"


def test_the_list_shows_what_is_valid_today(client: Client, versions: None) -> None:
    page = client.get("/druki").content.decode()
    assert "Wniosek na próbę" in page
    assert "Wersja 2.0" in page
    assert "jest duży druk" in page
    assert "Dawny druk" not in page
    assert "Nie ma takiego druku" in client.get("/druki?q=kosmos").content.decode()
    assert "Wniosek na próbę" in client.get("/druki?q=PROBE").content.decode()


def test_a_form_shows_its_versions_dates_and_cards(client: Client, versions: None, publish: Publish) -> None:
    publish("dowod", "Dowód osobisty", forms=["wniosek"], when=now() - timedelta(days=1))
    page = client.get("/druki/wniosek").content.decode()
    assert page.index("wersja 2.0") < page.index("Dawne wersje") < page.index("wersja 1.01.2025")
    assert "duży druk" in page
    assert "Obowiązuje od 1.01.2025 do" in page
    assert "Dowód osobisty" in page
    assert address(NEW) in page
    assert "Żadna wersja tego druku dziś nie obowiązuje" in client.get("/druki/dawny").content.decode()
    assert client.get("/druki/nie-ma").status_code == 404


@pytest.mark.parametrize("content", [OLD, NEW])
def test_every_version_stays_at_its_address(client: Client, versions: None, content: bytes) -> None:
    answer = client.get(address(content))
    assert (answer.status_code, answer.content) == (200, content)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('attachment; filename="wniosek-pl-')
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "immutable" in answer["Cache-Control"]
    assert client.get(address(content), headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        address(OLD, "inny"),
        f"/druki/wniosek/{'0' * 64}.pdf",
        "/druki/wniosek/krotki.pdf",
        f"/druki/wniosek/{'x' * 64}.pdf",
    ],
)
def test_other_addresses_are_no_files(client: Client, versions: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_nothing_yet_is_said_so(client: Client, db: None) -> None:
    assert "Nie ma jeszcze druków" in client.get("/druki").content.decode()
