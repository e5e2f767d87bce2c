"""Danger at the desk in a real browser: the alarm is there at once, whatever else the panel is just asking."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.matters.models import Category
from tests.web.browser import Screen, no_violations, picture
from tests.web.desk.conftest import Rings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HURT = {"code": "szkoda", "label": "Czy uszkodziła pojazd?", "kind": "yes_no"}
WHEN = {"code": "kiedy", "label": "Kiedy to się stało?", "kind": "date", "when": {"question": "szkoda", "is": ["yes"]}}


def test_the_alarm_comes_at_once_and_stays_until_the_duty_confirms(
    new_screen: Callable[..., Screen], zofia: Staff, card: str, rings: Rings
) -> None:
    Category.objects.filter(code="dziura-w-jezdni").update(
        danger_phone="+48500000090", danger=True, danger_text="Postaw słupek, jeśli możesz.", questions=[HURT, WHEN]
    )
    rings(zofia).answered()
    screen = new_screen()
    screen.expect_complaint("/sip")  # no exchange runs beside this test
    screen.sign_in(zofia)
    page = screen.open("/stanowisko")
    page.get_by_label("Notatka do pytania 1").fill("Głęboka dziura.")
    page.keyboard.press("F4")
    page.locator("#id_category").select_option("dziura-w-jezdni")
    page.get_by_label("Gdzie", exact=True).fill("ul. Żaglowa 12")
    page.get_by_text("Tak: linia alarmowa").click()  # while the panel still asks about the place
    expect(page.locator("#obietnica")).to_contain_text("dzwoni 112, od razu")
    expect(page.locator("#dzielnica")).to_contain_text("Obłuże")
    page.get_by_role("group", name="Czy uszkodziła pojazd?").get_by_text("tak").click()
    expect(page.get_by_label("Kiedy to się stało?")).to_be_visible()
    no_violations(page, "#zgloszenie")
    page.locator("#id_reply_channel").select_option("none")
    page.get_by_role("button", name="Zarejestruj i podaj numer").click()
    form = page.locator("#zgloszenie .alarm-now")
    expect(form).to_contain_text("Nikt jeszcze nie zadzwonił.")
    no_violations(page, "#zgloszenie")
    picture(page, "desk-danger", docs=True, full=False)
    form.get_by_role("button", name="Nie odebrał").click()
    expect(form).to_contain_text("Dzwoniono 1 raz")
    page.reload()
    form = page.locator("#zagrozenia .alarm-now")
    expect(form).to_contain_text("Dzwoniono 1 raz")
    no_violations(page, "#zagrozenia")
    form.get_by_label("Kto odebrał").fill("dyżurny 7")
    form.get_by_role("button", name="Potwierdził, że jadą").click()
    expect(page.locator("#zagrozenia")).to_contain_text("dyżurny potwierdził, że się tym zajmie")
