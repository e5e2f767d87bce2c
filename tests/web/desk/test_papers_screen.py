"""„Nie nasze” and a filled form in a real browser: by keyboard, without barriers, also on a narrow screen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff, Unit
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Question, Resident
from infolinia.core.clock import now
from infolinia.knowledge import operations
from infolinia.knowledge.operations import NewVersion
from infolinia.knowledge.rules.map_file import Row
from tests.knowledge.conftest import Publish, publish
from tests.knowledge.pdf import samples
from tests.web.browser import RESULTS, no_sideways_scroll, no_violations, picture, tab_to
from tests.web.desk.conftest import SEARCH, Rings

__all__ = ["publish"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Seat = Callable[..., Page]
START = date(2026, 1, 1)


@pytest.fixture
def whose(lamps: Unit) -> None:
    """Lamps are ours, on an estate its keeper's."""
    Unit.objects.create(
        code="spoldzielnia", name="Zarządca osiedla", kind="outside", valid_from=START, phone="58 000 00 99",
        hours_text="8–15", hand_over_text="Latarnie na osiedlu naprawia jego zarządca.",
    )  # fmt: skip
    there = Row(0, "Latarnie osiedla", "spoldzielnia", START, words=("latarnia",), with_words=("spółdzielnia",))
    operations.keep_line(row=Row(0, "Latarnie", "zdiz-oswietlenie", START, words=("latarnia",)), at=now())
    operations.keep_line(row=there, at=now())


def test_typed_words_lead_to_the_right_body_by_keyboard(whose: None, at_desk: Seat, zofia: Staff, rings: Rings) -> None:
    call = rings(zofia).answered()
    page = at_desk()
    page.get_by_label(SEARCH).press_sequentially("latarnia na osiedlu spółdzielni")
    expect(page.locator("#nie-nasze-wynik")).to_contain_text("Zarządca osiedla")
    page.locator("#nie-nasze-wynik").click()
    expect(page.get_by_role("heading", name="Kto się tym zajmuje")).to_be_visible()
    expect(page.locator(".hand-over")).to_contain_text("Telefon: 58 000 00 99")
    picture(page, "desk-not-ours", full=False)
    no_violations(page)
    page.get_by_label("Ulica i numer").focus()
    tab_to(page, page.get_by_role("button", name="Kopiuj tekst"))
    tab_to(page, page.get_by_role("button", name="Zapisz, że skierowano"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zapisane: skierowano do „Zarządca osiedla”.")).to_be_visible()
    expect(page.get_by_role("radio", name="Skierowano gdzie indziej")).to_be_checked()
    assert Question.objects.get(conversation_id=call.conversation_id).referred_to == "Zarządca osiedla"


def test_a_form_is_filled_for_a_caller_who_is_known_and_agrees(
    at_desk: Seat, zofia: Staff, rings: Rings, halina: Resident, publish: Publish
) -> None:
    new = NewVersion("wniosek", "1", "Wniosek o odpis aktu stanu cywilnego", date(2025, 1, 1))
    form_id = operations.add_form_version(new=new, content=samples.form(), by=None, at=now())
    publish("dowod", "Dowód osobisty", forms=["wniosek"], when=now() - timedelta(days=1))
    call = rings(zofia).answered()
    contacts.identify(conversation_id=call.conversation_id, resident_id=halina.id, by_id=zofia.pk, at=now())
    page = at_desk()
    page.get_by_label(SEARCH).press_sequentially("dowód")
    page.locator('[data-result][href*="karta=dowod"]').click()
    page.locator("#druki-karty > summary").press("Enter")
    page.get_by_role("button", name="Wypełnij danymi mieszkańca").press("Enter")
    expect(page.get_by_label("Imię i nazwisko")).to_have_value("Halina Zatoka")
    picture(page, "desk-fill-form", full=False)
    no_violations(page)
    show = page.get_by_role("button", name="Pokaż, co zostanie wysłane")
    show.press("Enter")
    assert page.get_by_label("Rozmówca zgadza się").evaluate("box => box.matches(':invalid')"), "consent is asked for"
    page.get_by_label("Rozmówca zgadza się").check()
    with page.context.expect_page() as opened:
        show.press("Enter")
    opened.value.wait_for_url(f"**/stanowisko/druk/{form_id}/wypelniony")
    opened.value.screenshot(path=str(RESULTS / "desk-filled-form.png"))


def test_narrow_panels_do_not_scroll_sideways(whose: None, at_desk: Seat, zofia: Staff) -> None:
    page = at_desk(width=360, height=740)
    page.locator("#nie-nasze").click()
    page.get_by_label("O co chodzi").fill("latarnia spółdzielni")
    page.get_by_role("button", name="Sprawdź").click()
    expect(page.locator(".hand-over")).to_be_visible()
    picture(page, "desk-not-ours-360")
    no_sideways_scroll(page)
