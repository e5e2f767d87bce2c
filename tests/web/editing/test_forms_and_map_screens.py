"""Screens of forms and of the responsibility map in a browser: no barriers, no sideways scroll, keyboard enough."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff, Street, Unit
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations
from infolinia.knowledge.operations import NewVersion
from infolinia.knowledge.rules.map_file import Row
from tests.knowledge.conftest import publish
from tests.knowledge.pdf import samples
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

__all__ = ["publish"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Wniosek o zaświadczenie o niezaleganiu w podatkach i opłatach dla konstantynopolitańczykowianeczki"


@pytest.fixture
def stocked(roads: Unit, lamps: Unit) -> dict[str, str]:
    """Forms with long names and versions, lines of the map; the addresses of their pages."""
    today = city_day(now())
    first = NewVersion("wniosek", "1.01.2025", LONG, date(2025, 1, 1), unit_id=roads.pk)
    second = NewVersion("wniosek", "2.0", LONG, today - timedelta(days=1), unit_id=roads.pk, note="podpis własnoręczny")
    large = NewVersion("wniosek", "2.0", LONG, today - timedelta(days=1), kind="large_print")
    operations.add_form_version(new=first, content=samples.form(number="1"), by=None, at=now())
    new = operations.add_form_version(new=second, content=samples.form(), by=None, at=now())
    operations.add_form_version(new=large, content=samples.form(is_large=True), by=None, at=now())
    Street.objects.create(name="ul. Zielona")
    Unit.objects.create(
        code="spoldzielnia", name="Zarządca osiedla: spółdzielnia albo wspólnota", kind="outside",
        valid_from=date(2020, 1, 1), phone="58 000 00 99", website="https://osiedle.example.org",
        hours_text="poniedziałek–piątek 8:00–16:00", hand_over_text="Latarnie na osiedlu naprawia jego zarządca.",
    )  # fmt: skip
    start = date(2026, 1, 1)
    operations.keep_line(row=Row(0, "Latarnie przy drogach", "zdiz-oswietlenie", start, words=("latarnia",)), at=now())
    there = Row(0, "Latarnie na osiedlu", "spoldzielnia", start, words=("latarnia",), with_words=("spółdzielnia",))
    line = operations.keep_line(row=there, at=now())
    street = Row(
        0,
        "Dziury",
        "spoldzielnia",
        start,
        words=("dziura",),
        street="Zielona",
        number_from=1,
        number_to=19,
        parity="odd",
    )
    operations.keep_line(row=street, at=now())
    return {
        "druki": "/wiedza/druki",
        "druk": "/wiedza/druki/wniosek",
        "druk-nowy": "/wiedza/druki/wniosek/nowa-wersja",
        "druk-pola": f"/wiedza/druki/wersja/{new}/pola",
        "kto-czym": "/wiedza/kto-czym?slowa=latarnia%20na%20osiedlu%20sp%C3%B3%C5%82dzielni",
        "kto-czym-wpis": f"/wiedza/kto-czym/wpis/{line}",
        "kto-czym-plik": "/wiedza/kto-czym/plik",
        "kto-czym-instytucja": "/wiedza/kto-czym/instytucja/spoldzielnia",
        "mieszkaniec-druki": "/druki",
        "mieszkaniec-druk": "/druki/wniosek",
    }


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barriers(stocked: dict[str, str], screen: Screen, ewa: Staff, theme: str) -> None:
    screen.sign_in(ewa)
    screen.open("/wiedza/druki")
    screen.look(theme)
    for name, path in stocked.items():
        page = screen.open(path)
        picture(page, f"papers-{name}-{theme}")
        no_violations(page)


def test_narrow_pages_do_not_scroll_sideways(
    stocked: dict[str, str], new_screen: Callable[..., Screen], ewa: Staff
) -> None:
    screen = new_screen(width=320, height=640)
    screen.sign_in(ewa)
    for name, path in stocked.items():
        page = screen.open(path)
        picture(page, f"papers-{name}-320")
        no_sideways_scroll(page)


def test_a_file_comes_in_by_keyboard_alone(stocked: dict[str, str], screen: Screen, ewa: Staff) -> None:
    screen.sign_in(ewa)
    page = screen.open("/wiedza/kto-czym/plik")
    text = "sprawa;slowa;kto;od\nSzyldy;szyld;zdiz-utrzymanie;2026-02-01\nZłe;szyldy;nie-ma;2026-02-01\n"
    page.get_by_label("Plik CSV").set_input_files({"name": "mapa.csv", "mimeType": "text/csv", "buffer": text.encode()})
    screen.expect_complaint("422")
    tab_to(page, page.get_by_role("button", name="Pokaż, co się zmieni"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("nie znamy komórki")
    no_violations(page)
    good = text.splitlines(keepends=True)[:2]
    page.get_by_label("Plik CSV").set_input_files(
        {"name": "mapa.csv", "mimeType": "text/csv", "buffer": "".join(good).encode()}
    )
    page.get_by_role("button", name="Pokaż, co się zmieni").press("Enter")
    expect(page.get_by_text("Szyldy")).to_be_visible()
    no_violations(page)
    tab_to(page, page.get_by_role("button", name="Wczytaj wszystko"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wczytano 1 wpis.")).to_be_visible()
