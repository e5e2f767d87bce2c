"""Warnings, the ladder and calendars in a real browser: no barrier, by keyboard, in both looks, on any width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
IN_THE_GUIDES = {"warnings-supervisor-0-light": "supervision-warnings", "warnings-officer-1-light": "unit-warnings"}
FEEDS = "/skrzynka/zdiz-utrzymanie/kalendarz"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_and_nothing_wider_than_the_window(
    new_screen: NewScreen, marek: Staff, renata: Staff, late: Registered, likely: Registered, theme: str
) -> None:
    matters.chase(matter_id=late.id, text="Kiedy to będzie?", by_id=marek.pk, at=now())
    matters.make_feed(unit_id=renata.unit_id or 0, label="telefon Renaty", by_id=renata.pk, at=now())
    width = 1280 if theme == "light" else 320
    for person, paths in (
        (marek, ("/ostrzezenia", "/ostrzezenia/drabina", "/nadzor/przypomnienia", FEEDS)),
        (renata, ("/ostrzezenia", "/skrzynka/zdiz-utrzymanie", f"/sprawy/{late.id}", "/konto/")),
    ):
        screen = new_screen(width=width)
        screen.sign_in(person)
        screen.open("/ostrzezenia")
        screen.look(theme)
        for path in paths:
            page = screen.open(path)
            no_sideways_scroll(page)
            no_violations(page)
            name = f"warnings-{person.role}-{paths.index(path)}-{theme}"
            picture(page, IN_THE_GUIDES.get(name, name), docs=name in IN_THE_GUIDES)


def test_the_ladder_by_keyboard(screen: Screen, marek: Staff, kinds: None) -> None:
    screen.sign_in(marek)
    page = screen.open("/ostrzezenia/drabina")
    tab_to(page, page.get_by_label("Ile"))
    page.keyboard.type("10")
    tab_to(page, page.get_by_label("Kogo ostrzec"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Dodaj próg"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="10 dni roboczych przed terminem")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Usuń 10 dni roboczych przed terminem"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Próg usunięty.")).to_be_visible()


def test_a_new_warning_comes_to_the_open_page(screen: Screen, piotr: Staff, late: Registered) -> None:
    screen.sign_in(piotr)
    page = screen.open("/ostrzezenia")
    expect(page.get_by_role("link", name="Zapadnięty chodnik")).to_be_visible()
    matters.close(matter_id=late.id, result="done", text="Naprawione.", by_id=piotr.pk, at=now())
    page.evaluate("htmx.trigger('#ostrzezenia', 'live', {})")
    expect(page.get_by_text("Nic nie wymaga Twojej uwagi")).to_be_visible()
