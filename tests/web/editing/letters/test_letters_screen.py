"""Templates in a real browser: the preview follows the typing, by keyboard, without barriers, also narrow and dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.correspondence.operations import templates
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_text_is_written_seen_and_handed_over(new_screen: Callable[..., Screen], ewa: Staff, marek: Staff) -> None:
    screen = new_screen()
    screen.sign_in(ewa)
    page = screen.open("/wiedza/szablony")
    no_violations(page)
    picture(page, "editor-letters", docs=True, full=False)
    page.get_by_role("link", name=re.compile("SMS.*Przypomnienie")).click()
    no_violations(page)
    page.get_by_role("button", name="Zmień tekst").press("Enter")
    box = page.get_by_label("Treść")
    box.fill("{miasto}: przypominamy: {o cz}")
    expect(page.locator("#podglad-szablonu")).to_contain_text("Może chodziło o {o czym}?")
    box.fill("{miasto}: przypominamy: {o czym}{jeśli kiedy}, {kiedy:w}{koniec}. Zmiana? {telefon}")
    expect(page.locator("#podglad-szablonu .sms-x")).to_contain_text("wizyta w sprawie dowodu osobistego, w piątek")
    no_violations(page)
    picture(page, "editor-letter-draft", docs=True, full=False)
    box.focus()
    tab_to(page, page.get_by_role("button", name="Zapisz i oddaj do sprawdzenia"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Czeka na drugą osobę")).to_be_visible()
    other = new_screen()
    other.sign_in(marek)
    review = other.open(page.url.removeprefix(screen.server))
    expect(review.get_by_role("heading", name="Co się zmienia")).to_be_visible()
    no_violations(review)
    picture(review, "editor-letter-review", docs=True, full=False)
    review.get_by_role("button", name="Zatwierdź").press("Enter")
    expect(review.get_by_text("Obowiązuje wydanie 1.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_it_holds_on_narrow_and_dark_screens(
    new_screen: Callable[..., Screen], ewa: Staff, at: object, width: int, theme: str
) -> None:
    ident = templates.start_edition(purpose="registered", channel="email", language="pl", by_id=ewa.pk, at=at)  # type: ignore[arg-type]
    screen = new_screen(width=width)
    screen.sign_in(ewa)
    screen.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    for path in ("/wiedza/szablony", "/wiedza/szablony/registered/email/pl", f"/wiedza/szablony/szkice/{ident}"):
        page: Page = screen.open(path)
        no_sideways_scroll(page)
        no_violations(page)
    picture(page, f"editor-letter-draft-{width}-{theme}")
