"""A call from the desk to a resident: browser, exchange, daemon, the operator's trunk, and tones."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.contacts.models import Conversation
from tests.telephony.callers.operator import Operator
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import lines
from tests.telephony.lines.test_calling_from_the_desk import operator, quick_asterisk, rings, trunk_port
from tests.telephony.running import until
from tests.web.browser import no_violations, picture
from tests.web.desk.test_desk_call import ADVISERS_PITCH, advisers_voice, seat

__all__ = ["advisers_voice", "engine_here", "line_sounds", "lines", "operator", "quick_asterisk", "seat", "trunk_port"]

pytestmark = [pytest.mark.engine, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_call_out_asks_for_a_reason_and_its_result_is_written_down(
    seat: Callable[[Staff], Page], zofia: Staff, operator: Operator
) -> None:
    page = seat(zofia)
    page.keyboard.press("F6")
    box = page.get_by_role("dialog", name="Zadzwoń")
    expect(box).to_be_visible()
    page.keyboard.type("700 123 456")
    page.keyboard.press("Tab")
    page.keyboard.type("Brakuje numeru działki")
    page.keyboard.press("Enter")
    expect(box.get_by_role("alert")).to_contain_text("podwyższonej opłacie")
    no_violations(page, "#zadzwon")
    picture(page, "desk-call-out", docs=True, full=False)
    page.get_by_label("Numer", exact=True).fill("500 000 014")
    page.keyboard.press("Enter")
    expect(page.locator("#call")).to_have_attribute("data-kind", "dialling")
    expect(page.locator("#call")).to_contain_text("Brakuje numeru działki")
    bell = rings(operator)
    picture(page, "desk-dialling", full=False)
    bell.answer()
    expect(page.locator("#call")).to_have_attribute("data-kind", "talking")
    assert bell.hears(ADVISERS_PITCH)
    page.get_by_role("button", name="Klawiatura").click()
    page.get_by_role("button", name="5", exact=True).click()
    page.keyboard.press("7")
    expect(page.locator("[data-tones]")).to_have_text("57")
    assert until(lambda: bell.media.keys == "57"), f"the other side got the keys {bell.media.keys!r}"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Wycisz").click()
    assert not bell.hears(ADVISERS_PITCH, timeout=1.5), "a closed microphone is silent"
    page.locator("#wycisz").click()
    assert bell.hears(ADVISERS_PITCH)
    page.get_by_role("button", name="Rozłącz").click()
    bell.wait("ended")
    expect(page.locator("#call")).to_have_attribute("data-kind", "after_call")
    page.get_by_role("button", name="zły numer").click()
    expect(page.get_by_role("button", name="zły numer")).to_have_attribute("aria-pressed", "true")
    no_violations(page, "#call")
    picture(page, "desk-attempt", full=False)
    page.get_by_role("button", name="Zakończ rozmowę").click()
    expect(page.locator("#call")).to_have_attribute("data-kind", "ready")
    found = Conversation.objects.get()
    assert (found.direction, found.attempt, found.reason) == ("outbound", "wrong_number", "Brakuje numeru działki")
