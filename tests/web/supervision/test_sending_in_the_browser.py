"""The screen of sending in a real browser: full and empty, narrow and dark, by keyboard, without barriers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.correspondence import carriers, operations
from infolinia.correspondence.models import Message
from infolinia.correspondence.shapes import Outgoing
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NewScreen = Callable[..., Screen]
PATH = "/nadzor/wysylka"
LONG = "Zażółcenie-gęślej-jaźni-" * 6


@pytest.fixture
def trouble() -> None:
    """A bad night: a server away, a mailbox that is no more, a doubt, a letter that came back, others that wait."""
    at = now() - timedelta(hours=3)
    told = {
        "INF-2026-48213: przyjęliśmy zgłoszenie": {"status": "failed", "error": "550 nie ma takiej skrzynki"},
        "INF-2026-48100: odpowiedź": {"status": "failed", "is_uncertain": True, "error": "Program przerwał."},
        LONG: {"status": "bounced", "sent_at": at, "error": LONG},
        "INF-2026-47990: nowy termin": {"status": "queued"},
    }
    for number, (subject, row) in enumerate(told.items()):
        to = f"osoba{number}@example.org"
        ident = operations.queue(Outgoing("email", to, subject, "Dzień dobry,\n\nto treść.", f"k{number}"), at=at)
        Message.objects.filter(pk=ident).update(**row)
    operations.queue(Outgoing("sms", "500000014", "", "Dowód czeka na odbiór.", "k-sms"), at=at)
    carriers.failed("email", "SMTPServerDisconnected: Connection unexpectedly closed", at)


@pytest.mark.parametrize("look", ["wide", "narrow", "dark"])
def test_a_bad_night_is_readable_everywhere(new_screen: NewScreen, marek: Staff, trouble: None, look: str) -> None:
    more = {"width": 320} if look == "narrow" else {"color_scheme": "dark"} if look == "dark" else {}
    screen = new_screen(**more)
    screen.sign_in(marek)
    page = screen.open(PATH)
    expect(page.get_by_text("nie wiadomo, czy wyszła")).to_be_visible()
    no_violations(page)
    no_sideways_scroll(page)
    picture(page, "wysylka" if look == "wide" else f"wysylka-{look}", docs=look == "wide")


def test_a_quiet_night_says_what_would_be_here(new_screen: NewScreen, marek: Staff) -> None:
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open(PATH)
    expect(page.get_by_text("Wszystko wychodzi")).to_be_visible()
    no_violations(page)
    picture(page, "wysylka-pusta")


def test_by_keyboard_alone_and_followed_live(new_screen: NewScreen, marek: Staff, trouble: None) -> None:
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open(PATH)
    again = page.get_by_role("button", name="Wyślij ponownie INF-2026-48213: przyjęliśmy zgłoszenie")
    tab_to(page, again, limit=90)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Wiadomość wychodzi ponownie.")).to_be_visible()
    expect(again).to_have_count(0)
    carriers.worked("email", now())
    page.evaluate("htmx.trigger('#wysylka', 'live', {})")
    expect(page.get_by_role("heading", name="Nie działa")).to_have_count(0)


def test_a_form_in_hand_is_not_replaced_and_what_changed_comes_afterwards(
    new_screen: NewScreen, marek: Staff, trouble: None
) -> None:
    screen = new_screen()
    screen.sign_in(marek)
    page = screen.open(PATH)
    page.get_by_text("Na inny adres").first.click()
    field = page.get_by_label("Nowy adres").first
    field.fill("halina@")
    carriers.worked("email", now())
    with page.expect_response("**" + PATH):
        page.evaluate("htmx.trigger('#wysylka', 'live', {})")
    expect(field).to_have_value("halina@")
    expect(page.get_by_role("heading", name="Nie działa")).to_be_visible()
    field.blur()
    page.get_by_text("Na inny adres").first.click()
    page.get_by_role("heading", name="Wysyłka").click()
    expect(page.get_by_role("heading", name="Nie działa")).to_have_count(0)
