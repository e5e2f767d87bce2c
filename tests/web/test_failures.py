"""When a request fails, the page says what to do and what was typed stays."""

import pytest
from django.test import Client
from playwright.sync_api import Page, Route

from infolinia.city.models import Staff
from tests.web.browser import Screen, expect, no_violations, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def ask(page: Page) -> None:
    """Ask for a fragment, as any button of a page does."""
    page.evaluate("window.htmx.ajax('GET', '/czesc', {target: 'main', swap: 'none'}).catch(() => {})")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "Odśwież ją"),
        (404, "Tego już nie ma"),
        (429, "Odczekaj chwilę"),
        (500, "Coś się zepsuło po naszej stronie"),
    ],
)
def test_a_refused_fragment_says_what_to_do(screen: Screen, zofia: Staff, status: int, said: str) -> None:
    screen.expect_complaint(str(status))
    screen.expect_complaint("Response Status Error Code")
    screen.sign_in(zofia)
    page = screen.open("/konto/")
    page.route("**/czesc", lambda route: route.fulfill(status=status, body=""))
    ask(page)
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    if status == 403:
        picture(page, "failed-request", full=False)
        no_violations(page)


def test_a_lost_connection_is_told_and_forgotten_when_it_works_again(screen: Screen, zofia: Staff) -> None:
    screen.expect_complaint("ERR_FAILED")
    screen.expect_complaint("htmx:")
    screen.sign_in(zofia)
    page = screen.open("/konto/")
    answers = [lambda route: route.abort(), lambda route: route.fulfill(status=200, body="")]

    def answer(route: Route) -> None:
        answers.pop(0)(route)

    page.route("**/czesc", answer)
    ask(page)
    alert = page.get_by_role("alert").filter(has_text="Brak połączenia")
    expect(alert).to_be_visible()
    ask(page)
    expect(alert).to_be_hidden()


def test_an_outdated_form_is_refused_in_words_and_keeps_what_was_typed(screen: Screen, marek: Staff) -> None:
    screen.expect_complaint("403")
    screen.sign_in(marek)
    page = screen.open("/nadzor/wiadomosc")
    page.locator("textarea[data-draft]").press_sequentially("Awaria systemu dowodów.")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Pokaż na stanowiskach").click()
    expect(page.get_by_role("heading", name="Strona była nieaktualna")).to_be_visible()
    no_violations(page)
    screen.open("/nadzor/wiadomosc")
    expect(page.locator("textarea[data-draft]")).to_have_value("Awaria systemu dowodów.")


def test_a_page_without_a_right_says_whom_to_ask(screen: Screen, piotr: Staff) -> None:
    screen.expect_complaint("403")
    screen.sign_in(piotr)
    page = screen.open("/nadzor")
    expect(page.get_by_text("powiedz o tym kierownikowi")).to_be_visible()
    no_violations(page)


def test_our_own_fault_is_admitted_without_the_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from infolinia.web.public import views

    def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(views, "line_now", fail)
    client.raise_request_exception = False
    answer = client.get("/teraz")
    assert answer.status_code == 500
    assert "Coś się zepsuło po naszej stronie" in answer.content.decode()
