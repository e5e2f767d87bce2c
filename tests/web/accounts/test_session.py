"""The end of an idle session: a warning, one press to stay, and nothing typed is lost."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from infolinia.city.models import Staff
from infolinia.web import middleware
from tests.web.browser import Screen, expect, no_violations, picture

PASSWORD = "haslo-na-probe-2026"


class Clock:
    """A clock that tests move by hand."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment

    def wait(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Clock:
    moving = Clock(at)
    monkeypatch.setattr(middleware, "now", moving)
    return moving


@pytest.mark.django_db
def test_an_idle_session_ends_on_the_server(client: Client, zofia: Staff, clock: Clock) -> None:
    client.force_login(zofia)
    assert client.get("/konto/").status_code == 200
    clock.wait(minutes=29)
    assert client.get("/konto/").status_code == 200
    clock.wait(minutes=31)
    assert client.get("/konto/").headers["location"].startswith("/konto/login/")


@pytest.mark.django_db
def test_what_the_page_asks_by_itself_does_not_keep_the_session(client: Client, zofia: Staff, clock: Clock) -> None:
    client.force_login(zofia)
    client.get("/konto/")
    for _ in range(4):
        clock.wait(minutes=9)
        answer = client.get("/konto/sesja", headers={"x-passive": "1"})
    assert answer.status_code == 401


@pytest.mark.django_db
def test_a_press_keeps_the_session(client: Client, zofia: Staff, clock: Clock) -> None:
    client.force_login(zofia)
    client.get("/konto/")
    for _ in range(4):
        clock.wait(minutes=20)
        assert client.post("/konto/sesja").json() == {"seconds": 1800}


@pytest.mark.django_db
def test_a_fragment_is_told_that_the_session_is_over(client: Client) -> None:
    answer = client.get("/konto/", headers={"hx-request": "true"})
    assert answer.status_code == 401
    assert answer.headers["hx-trigger"] == "session-ended"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_warns_two_minutes_before_the_end(
    screen: Screen, zofia: Staff, settings: Settings, theme: str
) -> None:
    settings.SESSION_IDLE_SECONDS = 121
    screen.sign_in(zofia)
    page = screen.open("/konto/")
    screen.look(theme)
    dialog = page.get_by_role("dialog", name="Zostać zalogowanym?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Zostań zalogowanym")).to_be_focused()
    picture(page, f"session-warning-{theme}", full=False)
    no_violations(page)
    settings.SESSION_IDLE_SECONDS = 1800
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_when_it_is_over_the_page_says_so_and_leads_back(screen: Screen, zofia: Staff, settings: Settings) -> None:
    screen.expect_complaint("401")
    settings.SESSION_IDLE_SECONDS = 3
    screen.sign_in(zofia)
    page = screen.open("/konto/password/change/")
    expect(page.get_by_text("Sesja się skończyła")).to_be_visible()
    no_violations(page)
    settings.SESSION_IDLE_SECONDS = 1800
    page.get_by_role("link", name="Zaloguj się").click()
    page.get_by_label("Login").fill("doradca")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url("**/konto/password/change/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_typed_before_the_end_come_back_after_signing_in(screen: Screen, marek: Staff) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor/wiadomosc")
    page.locator("textarea[data-draft]").press_sequentially("Awaria systemu dowodów.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Pokaż na stanowiskach").click()
    page.get_by_label("Login").fill("kierownik")
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    expect(page.locator("textarea[data-draft]")).to_have_value("Awaria systemu dowodów.")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_another_person_does_not_get_the_words(screen: Screen, marek: Staff, administrator: Staff) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor/wiadomosc")
    page.locator("textarea[data-draft]").press_sequentially("Awaria systemu dowodów.")
    screen.sign_in(administrator)
    page.reload()
    expect(page.locator("textarea[data-draft]")).to_have_value("")
