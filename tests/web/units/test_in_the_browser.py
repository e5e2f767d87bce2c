"""Piotr's part of the story in a real browser: by mouse, by keyboard, without scripts, in both looks, on any width."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters import queries
from infolinia.matters.shapes import Registered
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.units.conftest import Register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROADS = "/skrzynka/zdiz-utrzymanie"
NewScreen = Callable[..., Screen]


@pytest.fixture
def busy(register: Register, piotr: Staff) -> Registered:
    """An inbox with something in each list; returns a new matter of it."""
    at = now()
    for days, what in ((15, "Zapadnięty chodnik"), (0, "Studzienka stuka")):
        one = register(subject=what, when=at - timedelta(days=days))
        matters.take(matter_id=one.id, by_id=piotr.pk, at=at)
    asked = register(subject="Brakuje planu", when=at - timedelta(days=3))
    matters.take(matter_id=asked.id, by_id=piotr.pk, at=at - timedelta(days=2))
    matters.ask_resident(matter_id=asked.id, question="Gdzie to jest?", by_id=piotr.pk, at=at - timedelta(days=2))
    return register(subject="Dziura przy przystanku")


def test_piotr_takes_a_matter_and_closes_it(screen: Screen, piotr: Staff, busy: Registered) -> None:
    screen.sign_in(piotr)
    screen.expect_complaint("422")
    page = screen.open("/start")
    expect(page.get_by_role("heading", name="Nowe do przyjęcia")).to_be_visible()
    page.get_by_role("button", name=f"Przyjmij {busy.number}").click()
    expect(page.get_by_text(f"Prowadzisz sprawę {busy.number}.")).to_be_visible()

    page.get_by_role("link", name="Dziura przy przystanku").click()
    expect(page.get_by_role("heading", level=1, name="Dziura przy przystanku")).to_be_visible()
    page.get_by_role("navigation", name="Działania w sprawie").get_by_role("link", name="Zamknij z wynikiem").click()
    page.get_by_role("button", name="Zamknij sprawę").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Wybierz wynik.")

    page.get_by_label("załatwiona", exact=True).check()
    page.get_by_label("Tekst dla mieszkańca").fill("Ubytek uzupełniono dziś rano.")
    page.get_by_role("button", name="Zamknij sprawę").click()
    expect(page.get_by_text("Sprawa zamknięta.")).to_be_visible()
    expect(page.get_by_role("heading", name="Sprawa załatwiona")).to_be_visible()
    assert queries.matter_view(busy.id, now(), staff=piotr).closing_text == "Ubytek uzupełniono dziś rano."


def test_the_same_without_any_script(new_screen: NewScreen, piotr: Staff, busy: Registered) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.expect_complaint("422")
    screen.sign_in(piotr)
    page = screen.open(ROADS)
    page.get_by_role("button", name=f"Przyjmij {busy.number}").click()
    page.get_by_role("link", name="Dziura przy przystanku").click()
    page.get_by_role("link", name="Zamknij z wynikiem").click()
    page.get_by_label("Tekst dla mieszkańca").fill("Naprawiono.")
    page.get_by_role("button", name="Zamknij sprawę").click()
    expect(page.get_by_label("Tekst dla mieszkańca")).to_have_value("Naprawiono.")
    page.get_by_label("załatwiona", exact=True).check()
    page.get_by_role("button", name="Zamknij sprawę").click()
    expect(page.get_by_text("Sprawa zamknięta.")).to_be_visible()


def test_the_same_by_keyboard_alone(screen: Screen, piotr: Staff, busy: Registered) -> None:
    screen.sign_in(piotr)
    page = screen.open(ROADS)
    tab_to(page, page.get_by_role("button", name=f"Przyjmij {busy.number}"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Prowadzisz sprawę")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(busy.number)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("link", name="Dziura przy przystanku"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dziura przy przystanku")
    tab_to(page, page.get_by_label("Odpowiedź dla mieszkańca"))
    page.keyboard.type("Ekipa przyjedzie jutro.")
    tab_to(page, page.get_by_role("button", name="Wyślij odpowiedź"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Odpowiedź zapisana.")).to_be_visible()


def test_what_was_typed_outlives_a_reload(screen: Screen, piotr: Staff, taken: Registered) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{taken.id}")
    page.get_by_label("Odpowiedź dla mieszkańca").type("Zaczęta odpowiedź")
    page.reload()
    expect(page.get_by_label("Odpowiedź dla mieszkańca")).to_have_value("Zaczęta odpowiedź")


def test_a_colleagues_change_appears_and_the_draft_stays(screen: Screen, piotr: Staff, taken: Registered) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{taken.id}")
    page.get_by_label("Odpowiedź dla mieszkańca").fill("Pisana odpowiedź")
    matters.add_note(matter_id=taken.id, text="Ekipa już jedzie.", by_id=piotr.pk, at=now())
    page.evaluate("htmx.trigger('#sprawa', 'live', {})")
    expect(page.get_by_text("Ekipa już jedzie.")).to_be_visible()
    expect(page.get_by_label("Odpowiedź dla mieszkańca")).to_have_value("Pisana odpowiedź")
    expect(page.get_by_label("Odpowiedź dla mieszkańca")).to_be_focused()


def test_a_new_matter_appears_in_the_open_inbox(
    screen: Screen, piotr: Staff, busy: Registered, register: Register
) -> None:
    screen.sign_in(piotr)
    page = screen.open(f"{ROADS}?widok=nowe")
    fresh = register(subject="Znak leży na chodniku")
    page.evaluate("htmx.trigger('#skrzynka', 'live', {})")
    expect(page.get_by_role("link", name="Znak leży na chodniku")).to_be_visible()
    expect(page.get_by_role("button", name=f"Przyjmij {fresh.number}")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_any_page(screen: Screen, piotr: Staff, busy: Registered, theme: str) -> None:
    screen.sign_in(piotr)
    screen.expect_complaint("422")
    paths = (ROADS, f"{ROADS}?widok=zalatwione", f"/sprawy/{busy.id}", f"/sprawy/{busy.id}/metryka", "/sprawy?q=dziura")
    for path in paths:
        page = screen.open(path)
        screen.look(theme)
        no_violations(page)
    for slug in ("zapytaj", "zwroc", "przedluz", "zamknij", "czekaj"):
        page = screen.open(f"/sprawy/{busy.id}?krok={slug}")
        no_violations(page)


@pytest.mark.parametrize("width", [320, 360, 768, 1180, 1440, 2560])
def test_nothing_runs_out_of_the_window(new_screen: NewScreen, piotr: Staff, busy: Registered, width: int) -> None:
    screen = new_screen(width=width)
    screen.sign_in(piotr)
    for path in (ROADS, f"/sprawy/{busy.id}", f"/sprawy/{busy.id}?krok=zwroc", "/sprawy", f"/sprawy/{busy.id}/metryka"):
        no_sideways_scroll(screen.open(path))


def test_at_four_hundred_percent_the_page_reads_in_one_column(
    new_screen: NewScreen, piotr: Staff, busy: Registered
) -> None:
    screen = new_screen(width=320, height=256, device_scale_factor=4)
    screen.sign_in(piotr)
    page = screen.open(f"/sprawy/{busy.id}")
    no_sideways_scroll(page)
    expect(page.get_by_role("button", name="Przyjmij sprawę")).to_be_visible()


def test_pictures_for_the_guides(screen: Screen, piotr: Staff, busy: Registered) -> None:
    screen.sign_in(piotr)
    picture(screen.open(ROADS), "unit-inbox", docs=True)
    path = picture(screen.open(f"/sprawy/{busy.id}"), "unit-matter", docs=True)
    assert path.stat().st_size > 20_000
