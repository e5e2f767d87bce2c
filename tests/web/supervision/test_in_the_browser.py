"""Marek's board in a real browser: it follows the day, keeps what is open, and has no barriers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.matters import operations as matters
from infolinia.matters.shapes import Registered
from infolinia.routing import operations as routing
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.units.conftest import Register

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
PATHS = (
    "/nadzor",
    "/nadzor/rozmowy",
    "/nadzor/wglady",
    "/nadzor/przypomnienia",
    "/nadzor/wiadomosc",
    "/skrzynka",
    "/skrzynka/zdiz-utrzymanie",
)


def arrive(key: str, waited: int) -> None:
    """A call that waits."""
    at = now() - timedelta(seconds=waited)
    ident = contacts.call_arrived(
        engine_call_id=key,
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="ogolna",
        at=at,
        event_key=f"{key}-a",
    )
    contacts.call_queued(conversation_id=ident, at=at, event_key=f"{key}-q")


def answered(key: str, adviser: Staff, minutes_ago: int, waited: int) -> None:
    """A call that was answered and ended."""
    at = now() - timedelta(minutes=minutes_ago)
    ident = contacts.call_arrived(
        engine_call_id=key,
        channel="phone",
        number="500000014",
        name="",
        language="pl",
        queue_code="ogolna",
        at=at,
        event_key=f"{key}-a",
    )
    contacts.call_queued(conversation_id=ident, at=at, event_key=f"{key}-q")
    took = at + timedelta(seconds=waited)
    contacts.call_offered(conversation_id=ident, adviser_id=adviser.pk, at=took, event_key=f"{key}-o")
    contacts.call_answered(conversation_id=ident, adviser_id=adviser.pk, at=took, event_key=f"{key}-w")
    contacts.call_ended(conversation_id=ident, at=took + timedelta(seconds=50), by="caller", event_key=f"{key}-e")


@pytest.fixture
def day(zofia: Staff, adam: Staff, register: Register, piotr: Staff, marek: Staff) -> Registered:
    """A day with calls, people and deadlines; returns a late matter."""
    for number in range(12):
        answered(f"d{number}", zofia, minutes_ago=2 + 3 * number, waited=4 if number % 3 else 40)
    routing.set_state(staff_id=zofia.pk, state="ready", reason="", at=now() - timedelta(minutes=3))
    routing.set_state(staff_id=adam.pk, state="break", reason="obiad", at=now() - timedelta(minutes=6))
    late = register(subject="Wykop niezasypany", when=now() - timedelta(days=14))
    register("latarnia")
    matters.chase(matter_id=late.id, text="Kiedy będzie gotowe?", by_id=marek.pk, at=now())
    return late


def test_marek_sees_the_day_and_what_is_late(screen: Screen, marek: Staff, day: Registered) -> None:
    screen.sign_in(marek)
    page = screen.open("/start")
    expect(page.get_by_role("heading", level=1)).to_contain_text(",")
    expect(page.get_by_role("table").filter(has_text="Zofia Bryza")).to_contain_text("gotowy")
    expect(page.get_by_text("1 sprawa po terminie")).to_be_visible()
    page.get_by_role("link", name="Przypomnij komórce Utrzymanie Dróg").click()
    page.get_by_role("button", name="Wyślij przypomnienie").click()
    expect(page.get_by_text("Przypomniano o 1 sprawie.")).to_be_visible()


def test_a_caller_who_starts_to_wait_appears_and_open_tables_stay_open(
    screen: Screen, marek: Staff, day: Registered
) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    page.locator("#tabela-ruch > summary").click()
    arrive("fresh", 75)
    page.evaluate("htmx.trigger('#teraz', 'live', {}); htmx.trigger('#dzien', 'live', {})")
    expect(page.get_by_text("1 osoba czeka")).to_be_visible()
    expect(page.locator("#tabela-ruch")).to_have_attribute("open", "")
    expect(page.get_by_role("columnheader", name="Porzucone wcześniej")).to_be_visible()


def test_the_clock_of_who_waits_runs_on_between_readings(screen: Screen, marek: Staff, day: Registered) -> None:
    arrive("waiting", 58)
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    clock = page.locator(".kpi-now [data-since]")
    first = clock.inner_text()
    page.wait_for_function("first => document.querySelector('.kpi-now [data-since]').textContent !== first", arg=first)


def test_every_chart_has_its_table_and_a_sentence(screen: Screen, marek: Staff, day: Registered) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    for name in ("Odebrane rozmowy co pół godziny", "Poziom obsługi co pół godziny"):
        expect(page.get_by_role("img", name=name)).to_be_visible()
    assert page.locator(".chart details table").count() == 2


def test_the_board_by_keyboard_alone(screen: Screen, marek: Staff, day: Registered) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    tab_to(page, page.get_by_role("link", name="Przypomnij komórce Utrzymanie Dróg"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Wyślij przypomnienie"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Przypomniano o 1 sprawie.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_on_any_page(screen: Screen, marek: Staff, day: Registered, piotr: Staff, theme: str) -> None:
    arrive("waiting", 90)
    screen.sign_in(marek)
    for path in (*PATHS, f"/nadzor/przypomnij/{piotr.unit_id}"):
        page = screen.open(path)
        screen.look(theme)
        no_violations(page)
    page = screen.open("/nadzor/rozmowy")
    page.locator("tbody a").first.click()
    expect(page.get_by_role("heading", name="Przebieg")).to_be_visible()
    no_violations(page)


@pytest.mark.parametrize("width", [320, 360, 768, 1180, 1440, 2560])
def test_nothing_runs_out_of_the_window(
    new_screen: NewScreen, marek: Staff, day: Registered, piotr: Staff, width: int
) -> None:
    arrive("waiting", 90)
    screen = new_screen(width=width)
    screen.sign_in(marek)
    for path in (*PATHS, f"/nadzor/przypomnij/{piotr.unit_id}"):
        no_sideways_scroll(screen.open(path))


def test_on_a_telephone_the_tables_restack_and_say_what_each_number_is(
    new_screen: NewScreen, marek: Staff, day: Registered
) -> None:
    screen = new_screen(width=360)
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    cell = page.locator('.adv-units td[data-l="po terminie"]').first
    assert "po terminie" in cell.evaluate("cell => getComputedStyle(cell, '::before').content")


def test_the_board_without_any_script(new_screen: NewScreen, marek: Staff, day: Registered) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(marek)
    page = screen.open("/nadzor")
    page.get_by_role("link", name="Przypomnij komórce Utrzymanie Dróg").click()
    page.get_by_role("button", name="Wyślij przypomnienie").click()
    expect(page.get_by_text("Przypomniano o 1 sprawie.")).to_be_visible()


def test_pictures_for_the_guides(screen: Screen, marek: Staff, day: Registered) -> None:
    screen.sign_in(marek)
    path = picture(screen.open("/nadzor"), "supervision", docs=True)
    assert path.stat().st_size > 20_000
