"""Sheets filled in by hand after an outage, in a real browser: no barrier, nothing out of the window."""

import pytest
from playwright.sync_api import expect

from infolinia.city.models import Staff
from tests.web.browser import Screen, no_sideways_scroll, no_violations, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_form_for_a_sheet_has_no_barrier_and_fits(screen: Screen, zofia: Staff, card: str) -> None:
    screen.sign_in(zofia)
    page = screen.open("/stanowisko/z-papieru")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    no_violations(page)
    picture(page, "desk-paper", docs=True)
    page.set_viewport_size({"width": 320, "height": 700})
    no_sideways_scroll(page)
