"""A resident leaves a number on the page and is called back: without a script, by the same rules."""

import pytest
from django.test import Client

from infolinia.telephony.models import CallBack, CallBackSettings
from tests.web.browser import Screen, expect, no_violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]


def test_a_number_is_enough(client: Client) -> None:
    answer = client.post("/oddzwonimy", {"number": "500 000 014"})
    assert "Zadzwonimy na numer 500 000 014" in answer.content.decode()
    promised = CallBack.objects.get()
    assert (promised.number, promised.why, promised.email) == ("+48500000014", "web", "")


@pytest.mark.parametrize("number", ["700 000 000", "+44 20 0000 0000", "112", "halina", ""])
def test_other_numbers_are_refused_at_their_field(client: Client, number: str) -> None:
    answer = client.post("/oddzwonimy", {"number": number})
    assert answer.status_code == 200
    assert 'href="#id_number"' in answer.content.decode()
    assert not CallBack.objects.exists()


def test_one_address_may_not_have_the_whole_city_called(client: Client) -> None:
    for last in range(3):
        client.post("/oddzwonimy", {"number": f"50000001{last}"})
    answer = client.post("/oddzwonimy", {"number": "500000019"})
    assert answer.status_code == 429
    assert "Spróbuj za godzinę" in answer.content.decode()
    assert CallBack.objects.count() == 3


def test_a_page_of_another_site_orders_nothing() -> None:
    assert Client(enforce_csrf_checks=True).post("/oddzwonimy", {"number": "500000014"}).status_code == 403


def test_an_office_that_offers_none_says_so(client: Client) -> None:
    CallBackSettings.objects.create(on_web=False)
    assert "nie można teraz zamówić" in client.get("/oddzwonimy").content.decode()
    client.post("/oddzwonimy", {"number": "500000014"})
    assert not CallBack.objects.exists()


@pytest.mark.browser
def test_it_is_ordered_by_keyboard_and_every_step_can_be_read_by_everybody(screen: Screen) -> None:
    page = screen.open("/")
    page.get_by_role("link", name="Zamów rozmowę").click()
    expect(page.get_by_role("heading", level=1, name="Oddzwonimy do Ciebie")).to_be_visible()
    no_violations(page)
    page.get_by_label("Numer telefonu").fill("700000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Popraw 1 pole")
    no_violations(page)
    page.get_by_label("Numer telefonu").fill("500 000 014")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Zadzwonimy na numer 500 000 014")).to_be_visible()
    no_violations(page)
