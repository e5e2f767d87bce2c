"""Kinds of matter in a real browser: no barrier in either look, nothing out of the window, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.matters.models import Category
from tests.matters.conftest import kinds
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

__all__ = ["kinds"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASKED = [
    {"code": "iskrzy", "label": "Czy wystają przewody albo coś iskrzy?", "kind": "yes_no", "required": True},
    {"code": "gdzie", "label": "W którym miejscu słupa?", "when": {"question": "iskrzy", "is": ["yes"]}},
    {"code": "ile", "label": "Ile latarni nie świeci?", "kind": "choice", "choices": ["jedna", "kilka", "cała ulica"]},
]


@pytest.fixture
def lamp(kinds: None) -> str:
    """A kind with questions, a duty and a ready answer."""
    Category.objects.filter(code="latarnia").update(
        questions=ASKED,
        danger=True,
        danger_text="Nie dotykaj słupa.",
        danger_phone="+48500000090",
        is_public=True,
        answer_texts=[{"name": "Naprawiona", "text": "Latarnia już świeci."}],
    )
    return "latarnia"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_and_nothing_out_of_the_window(screen: Screen, ewa: Staff, lamp: str, theme: str) -> None:
    screen.sign_in(ewa)
    for name, address in (("kinds", "/wiedza/rodzaje"), ("kind", f"/wiedza/rodzaje/{lamp}")):
        page = screen.open(address)
        screen.look(theme)
        no_violations(page)
        picture(page, f"editing-{name}-{theme}", docs=theme == "light", full=name == "kinds")
        page.set_viewport_size({"width": 320, "height": 700})
        no_sideways_scroll(page)
        picture(page, f"editing-{name}-320-{theme}")
        page.set_viewport_size({"width": 1440, "height": 900})


def test_a_question_is_added_and_tried_by_keyboard_alone(
    new_screen: Callable[..., Screen], ewa: Staff, lamp: str
) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(ewa)
    page = screen.open(f"/wiedza/rodzaje/{lamp}")
    page.get_by_role("button", name="Dodaj pytanie").press("Enter")
    label = page.locator("#id_p-3-label")
    label.focus()
    page.keyboard.type("Od kiedy?")
    page.get_by_role("button", name="Zapisz", exact=True).last.press("Enter")
    expect(page.get_by_text("Zmiana dotyczy nowych spraw; te, które już biegną")).to_be_visible()
    page = screen.open(f"/wiedza/rodzaje/{lamp}/pytania")
    expect(page.get_by_label("Od kiedy?")).to_be_visible()
    expect(page.get_by_label("W którym miejscu słupa?")).to_have_count(0)
    page.get_by_label("tak").check()
    page.get_by_role("button", name="Co dalej?").press("Enter")
    expect(page.get_by_label("W którym miejscu słupa?")).to_be_visible()


def test_a_resident_reports_by_keyboard_and_no_barrier_stands_in_the_way(screen: Screen, lamp: str) -> None:
    page = screen.open("/zglos")
    no_violations(page)
    page.get_by_role("link", name="Nie świeci latarnia").press("Enter")
    no_violations(page)
    picture(page, "public-report", docs=True)
    page.set_viewport_size({"width": 320, "height": 700})
    no_sideways_scroll(page)
    picture(page, "public-report-320")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("group", name="Czy wystają przewody").get_by_label("nie").press("Space")
    page.get_by_label("Gdzie", exact=True).fill("Żaglowa 12")
    page.get_by_label("Co się dzieje").fill("Nie świeci od tygodnia.")
    send = page.get_by_role("button", name="Dalej: zdjęcia i odpowiedź")
    tab_to(page, send)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("zdjęcia i odpowiedź")
    no_violations(page)
    page.get_by_label("Nie potrzebuję odpowiedzi").press("Space")
    page.get_by_role("button", name="Wyślij zgłoszenie").press("Enter")
    expect(page.get_by_text("Numer sprawy")).to_be_visible()
    no_violations(page)
    picture(page, "public-reported")
