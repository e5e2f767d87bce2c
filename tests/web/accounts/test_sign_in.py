"""Signing in: by hand, by keyboard alone, with wrong passwords, and with a second factor."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page

from infolinia.city.models import Staff
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "haslo-na-probe-2026"
ACCOUNT_PAGES = [
    "/konto/",
    "/konto/password/change/",
    "/konto/2fa/",
    "/konto/2fa/webauthn/",
    "/konto/sessions/",
    "/konto/logout/",
]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Forget the tries of earlier tests."""
    from django.core.cache import cache

    cache.clear()


def fill_and_send(page: Page, login: str, password: str) -> None:
    page.get_by_label("Login").fill(login)
    page.get_by_label("Hasło").fill(password)
    page.get_by_role("button", name="Zaloguj się").click()


def current_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, max(yield_hotp_counters_from_time())))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_door_has_no_barriers(screen: Screen, theme: str) -> None:
    page = screen.open("/konto/login/")
    screen.look(theme)
    picture(page, f"sign-in-{theme}", docs=True)
    no_violations(page)
    fill_and_send(page, "doradca", "zle")
    picture(page, f"sign-in-refused-{theme}")
    no_violations(page)


def test_each_role_starts_where_its_day_begins(screen: Screen, administrator: Staff) -> None:
    page = screen.open("/konto/login/")
    fill_and_send(page, "admin", PASSWORD)
    page.wait_for_url("**/admin/")


def test_signing_in_by_keyboard_alone(screen: Screen, piotr: Staff) -> None:
    page = screen.open("/konto/login/?next=/konto/")
    expect(page.get_by_label("Login")).to_be_focused()
    page.keyboard.type("referent")
    tab_to(page, page.get_by_label("Hasło"), limit=1)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/")
    tab_to(page, page.locator(".menu > summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Wyloguj się"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/login/")
    expect(page.get_by_text("Wylogowano.")).to_be_visible()


def test_a_wrong_password_keeps_the_login_and_says_what_to_do(screen: Screen, zofia: Staff) -> None:
    page = screen.open("/konto/login/")
    fill_and_send(page, "doradca", "nie-to-haslo")
    expect(page.get_by_label("Login")).to_have_value("doradca")
    expect(page.get_by_label("Hasło")).to_have_value("")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Login albo hasło się nie zgadza")
    expect(summary).to_be_focused()


def test_an_unknown_login_gets_the_same_answer(screen: Screen, zofia: Staff) -> None:
    page = screen.open("/konto/login/")
    fill_and_send(page, "nikt", "nie-to-haslo")
    unknown = page.get_by_role("alert").inner_text()
    fill_and_send(page, "doradca", "nie-to-haslo")
    assert page.get_by_role("alert").inner_text() == unknown


def test_guessing_is_stopped(screen: Screen, zofia: Staff) -> None:
    page = screen.open("/konto/login/")
    for _ in range(6):
        fill_and_send(page, "doradca", "nie-to-haslo")
    expect(page.get_by_role("alert")).to_contain_text("Za dużo nieudanych prób")
    fill_and_send(page, "doradca", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text("Za dużo nieudanych prób")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_account_has_no_barriers(screen: Screen, zofia: Staff, theme: str) -> None:
    screen.sign_in(zofia)
    screen.open("/konto/")
    screen.look(theme)
    for path in ACCOUNT_PAGES:
        page = screen.open(path)
        picture(page, f"account{path.replace('/', '-').rstrip('-')}-{theme}")
        no_violations(page)


def test_the_account_fits_narrow_windows(screen: Screen, zofia: Staff) -> None:
    screen.sign_in(zofia)
    for path in ["/konto/login/", *ACCOUNT_PAGES]:
        page = screen.open(path)
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 800})
            no_sideways_scroll(page)


def confirm_password(page: Page) -> None:
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Potwierdź").click()


def test_a_phone_application_becomes_the_second_step(screen: Screen, zofia: Staff) -> None:
    page = screen.open("/konto/login/?next=/konto/2fa/")
    fill_and_send(page, "doradca", PASSWORD)
    page.get_by_role("link", name="Dodaj aplikację").click()
    no_violations(page)
    confirm_password(page)
    secret = page.locator(".secret").inner_text()
    no_violations(page)
    page.get_by_label("Kod z aplikacji").fill("000000")
    page.get_by_role("button", name="Włącz").click()
    expect(page.get_by_role("alert")).to_contain_text("Ten kod nie pasuje")
    page.get_by_label("Kod z aplikacji").fill(current_code(secret))
    page.get_by_role("button", name="Włącz").click()
    expect(page.locator(".codes li")).to_have_count(10)
    spare = page.locator(".codes li").first.inner_text()
    picture(page, "account-recovery-codes")
    no_violations(page)

    page.context.clear_cookies()
    page = screen.open("/konto/login/?next=/konto/")
    fill_and_send(page, "doradca", PASSWORD)
    expect(page.get_by_role("heading", name="Drugi krok")).to_be_visible()
    picture(page, "sign-in-second-step")
    no_violations(page)
    page.get_by_label("Kod").fill(spare)
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url("**/konto/")


def test_the_secret_of_the_application_lies_encrypted(screen: Screen, zofia: Staff) -> None:
    from allauth.mfa.models import Authenticator

    page = screen.open("/konto/login/?next=/konto/2fa/totp/activate/")
    fill_and_send(page, "doradca", PASSWORD)
    confirm_password(page)
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Kod z aplikacji").fill(current_code(secret))
    page.get_by_role("button", name="Włącz").click()
    expect(page.locator(".codes li")).to_have_count(10)
    stored: dict[str, Any] = Authenticator.objects.get(user=zofia, type="totp").data
    assert secret not in str(stored)


def test_a_security_key_becomes_the_second_step(screen: Screen, zofia: Staff) -> None:
    devtools = screen.page.context.new_cdp_session(screen.page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "automaticPresenceSimulation": True, "isUserVerified": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "hasUserVerification": True}})
    page = screen.open("/konto/login/?next=/konto/2fa/webauthn/add/")
    fill_and_send(page, "doradca", PASSWORD)
    confirm_password(page)
    page.get_by_label("Nazwa klucza").fill("czarny")
    no_violations(page)
    page.get_by_role("button", name="Dodaj klucz").click()
    page.wait_for_url("**/recovery-codes/")
    page = screen.open("/konto/2fa/webauthn/")
    expect(page.get_by_role("listitem").filter(has_text="czarny")).to_be_visible()
    no_violations(page)

    page.context.clear_cookies()
    page = screen.open("/konto/login/?next=/konto/")
    fill_and_send(page, "doradca", PASSWORD)
    page.get_by_role("button", name="Użyj klucza").click()
    page.wait_for_url("**/konto/")


def test_other_devices_can_be_signed_out(new_screen: Any, zofia: Staff) -> None:
    here, there = new_screen(), new_screen()
    for screen in (there, here):
        fill_and_send(screen.open("/konto/login/?next=/konto/sessions/"), "doradca", PASSWORD)
        expect(screen.page.get_by_role("heading", name="Zalogowane urządzenia")).to_be_visible()
    here.page.get_by_role("button", name="Wyloguj pozostałe").click()
    expect(here.page.get_by_text("Pozostałe urządzenia są wylogowane.")).to_be_visible()
    there.page.reload()
    expect(there.page.get_by_label("Login")).to_be_visible()


def test_a_new_password_replaces_the_old_one(screen: Screen, zofia: Staff) -> None:
    page = screen.open("/konto/login/?next=/konto/password/change/")
    fill_and_send(page, "doradca", PASSWORD)
    page.get_by_label("Obecne hasło").fill(PASSWORD)
    page.get_by_label("Nowe hasło", exact=True).fill("krótkie")
    page.get_by_label("Nowe hasło jeszcze raz").fill("krótkie")
    page.get_by_role("button", name="Zmień hasło").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Obecne hasło").fill(PASSWORD)
    page.get_by_label("Nowe hasło", exact=True).fill("zielona łódka na molo")
    page.get_by_label("Nowe hasło jeszcze raz").fill("zielona łódka na molo")
    page.get_by_role("button", name="Zmień hasło").click()
    expect(page.get_by_text("Hasło zmienione.")).to_be_visible()
    zofia.refresh_from_db()
    assert zofia.check_password("zielona łódka na molo")
