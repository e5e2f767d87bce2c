"""A consultation that becomes a warm transfer, on two real desks: browsers, exchange, daemon, and tones."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.contacts.models import CallParty, Conversation, Resident
from tests.telephony.callers.phone import Phone
from tests.telephony.conftest import engine_here, line_sounds
from tests.telephony.lines.conftest import lines, quick_asterisk
from tests.web.browser import no_sideways_scroll, no_violations, picture
from tests.web.desk.test_desk_call import (
    ADVISERS_PITCH,
    CALLERS_PITCH,
    NUMBER,
    _answer,
    _both_hear_each_other,
    advisers_voice,
    caller,
    seat,
)

__all__ = ["advisers_voice", "caller", "engine_here", "line_sounds", "lines", "quick_asterisk", "seat"]

pytestmark = [pytest.mark.engine, pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_consultation_becomes_a_warm_transfer_by_keyboard(
    seat: Callable[[Staff], Page], zofia: Staff, adam: Staff, halina: Resident, card: str, caller: Phone
) -> None:
    hers = seat(zofia)
    call = caller.dial(NUMBER, pitch=CALLERS_PITCH)
    _answer(hers, call)
    his = seat(adam)
    hers.keyboard.press("F10")
    expect(hers.get_by_role("dialog", name="Z kim się skonsultować?")).to_be_visible()
    hers.keyboard.type("adam rej")
    expect(hers.get_by_role("button", name="Adam Rejs")).to_be_visible()
    no_violations(hers, "#kogo")
    hers.set_viewport_size({"width": 320, "height": 568})
    no_sideways_scroll(hers)
    expect(hers.get_by_role("button", name="Adam Rejs")).to_be_in_viewport()
    hers.set_viewport_size({"width": 1440, "height": 900})
    picture(hers, "desk-whom", full=False)
    hers.keyboard.press("Enter")
    expect(hers.locator("#ktos-trzeci")).to_contain_text("Adam Rejs")
    expect(hers.locator("#ktos-trzeci")).to_contain_text("Rozmówca słucha muzyki")
    expect(his.locator("#call")).to_contain_text("Zofia Bryza")
    expect(his.locator("[data-ring-alert]")).to_contain_text("Konsultacja: pyta Zofia Bryza")
    picture(his, "desk-asked", full=False)
    his.keyboard.press("Control+Enter")
    expect(hers.get_by_role("button", name="Połącz wszystkich")).to_be_visible()
    assert not call.hears(ADVISERS_PITCH, timeout=1.0)
    assert call.hears_something()
    expect(his.locator("#call")).to_have_attribute("data-kind", "helping")
    no_violations(hers, "#call")
    no_violations(his, "#call")
    picture(hers, "desk-consulting", docs=True, full=False)
    hers.set_viewport_size({"width": 360, "height": 760})
    no_sideways_scroll(hers)
    picture(hers, "desk-consulting-360", full=False)
    hers.set_viewport_size({"width": 1440, "height": 900})
    hers.get_by_role("button", name="Połącz wszystkich").click()
    expect(hers.locator("#ktos-trzeci")).to_contain_text("Rozmawiacie we troje")
    assert call.hears(ADVISERS_PITCH)
    hers.get_by_role("button", name="Połącz ich i wyjdź").click()
    expect(his.locator("#call")).to_have_attribute("data-kind", "talking")
    expect(his.locator("#call")).to_contain_text("Halina Zatoka")
    _both_hear_each_other(his, call)
    expect(hers.locator("#call")).to_contain_text("Rozmowę ma ktoś inny")
    picture(hers, "desk-passed-on", full=False)
    hers.get_by_role("button", name="Gotowe").click()
    expect(hers.locator("#call")).to_have_attribute("data-kind", "ready")
    call.hang_up()
    expect(his.locator("#call")).to_have_attribute("data-kind", "after_call")
    assert Conversation.objects.get().adviser_id == adam.pk
    assert CallParty.objects.get().result == "transferred"


def test_a_lost_network_is_shown_and_the_talk_survives_it(
    seat: Callable[[Staff], Page], zofia: Staff, card: str, caller: Phone
) -> None:
    page = seat(zofia)
    call = caller.dial(NUMBER, pitch=CALLERS_PITCH)
    _answer(page, call)
    _both_hear_each_other(page, call)
    before = page.evaluate("window.infoliniaPhone.connection.localDescription.sdp.match(/ice-ufrag:(\\S+)/)[1]")
    page.context.set_offline(True)
    page.wait_for_selector('body[data-phone="lost"]')
    expect(page.locator("[data-phone-state]")).to_contain_text("nie ma połączenia")
    page.context.set_offline(False)
    page.wait_for_selector('body[data-phone="ready"]')
    _both_hear_each_other(page, call)
    page.evaluate("window.infoliniaPhone.mendNow()")
    page.wait_for_function(
        f"window.infoliniaPhone.connection.localDescription.sdp.match(/ice-ufrag:(\\S+)/)[1] !== '{before}'"
    )
    _both_hear_each_other(page, call)
    call.hang_up()


def test_devices_are_tested_and_remembered(seat: Callable[[Staff], Page], zofia: Staff) -> None:
    page = seat(zofia)
    page.get_by_role("button", name="Mikrofon i głośnik").click()
    box = page.get_by_role("dialog", name="Mikrofon, głośnik i dzwonek")
    expect(box.get_by_role("status")).to_have_text("Słychać Cię.")
    assert page.locator("[data-level]").evaluate("meter => meter.value") > 0
    microphones = box.get_by_label("Mikrofon", exact=True)
    microphones.select_option(index=1)
    kept = page.evaluate(f"localStorage.getItem('infolinia.{zofia.pk}.microphone')")
    assert '"deviceId":{"ideal":' in kept
    assert '"echoCancellation":false' in kept, "what was set before stays"
    bell = box.get_by_label("Głośnik dzwonka")
    bell.select_option(index=1)
    wanted = bell.input_value()
    box.get_by_role("button", name=re.compile("Zagraj.*dzwonka")).click()
    no_violations(page, "#urzadzenia")
    picture(page, "desk-devices", docs=True, full=False)
    box.get_by_role("button", name="Zamknij").click()
    page.reload()
    page.get_by_role("button", name="Mikrofon i głośnik").click()
    expect(page.get_by_label("Głośnik dzwonka")).to_have_value(wanted)
