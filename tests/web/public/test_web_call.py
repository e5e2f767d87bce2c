"""The call from the browser, as far as it goes without the telephone engine; with it: tests of the whole story."""

from collections.abc import Callable

import pytest
from django.test import Client

from infolinia.telephony import operations as telephony
from tests.web.browser import Screen, expect, no_violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]


@pytest.fixture(autouse=True)
def no_waiting_for_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telephony, "PUSH_PATIENCE", 0.0)


def test_an_address_gets_its_phones_and_then_a_reason(client: Client) -> None:
    names = {client.post("/zadzwon/telefon").json()["username"] for _ in range(telephony.GUESTS_PER_HOUR)}
    assert len(names) == telephony.GUESTS_PER_HOUR
    answer = client.post("/zadzwon/telefon")
    assert answer.status_code == 429
    assert "Spróbuj za godzinę" in answer.json()["refusal"]


def test_a_page_of_another_site_gets_no_phone() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/zadzwon/telefon").status_code == 403


@pytest.mark.browser
def test_a_refusal_is_said_and_the_button_is_back(screen: Screen, client: Client) -> None:
    screen.expect_complaint("429")
    for _ in range(telephony.GUESTS_PER_HOUR):
        client.post("/zadzwon/telefon")
    page = screen.open("/zadzwon")
    page.get_by_role("button", name="Zadzwoń").click()
    expect(page.get_by_role("status").filter(has_text="Spróbuj za godzinę")).to_be_visible()
    expect(page.get_by_role("button", name="Zadzwoń")).to_be_focused()
    no_violations(page)


@pytest.mark.browser
def test_without_the_engine_the_page_gives_up_in_words(screen: Screen) -> None:
    screen.expect_complaint("WebSocket")
    screen.page.clock.install()
    page = screen.open("/zadzwon")
    page.get_by_role("button", name="Zadzwoń").click()
    expect(page.get_by_role("button", name="Rozłącz")).to_be_focused()
    no_violations(page)
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("status").filter(has_text="Nie udało się połączyć")).to_be_visible()
    expect(page.get_by_role("button", name="Zadzwoń")).to_be_focused()


@pytest.mark.browser
def test_without_scripts_the_number_stands_there(new_screen: Callable[..., Screen]) -> None:
    page = new_screen(java_script_enabled=False).open("/zadzwon")
    expect(page.get_by_role("main").get_by_role("link", name="58 626 26 26").first).to_be_visible()
    expect(page.get_by_role("button", name="Zadzwoń")).to_have_count(0)
