"""The list of what is known already, beside the panel in which a matter is registered."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from infolinia.city.models import Staff
from infolinia.matters.models import Follower
from infolinia.matters.shapes import Registered
from tests.web.browser import no_sideways_scroll, no_violations
from tests.web.desk.conftest import Rings
from tests.web.desk.test_alike import known
from tests.web.desk.test_desk_page import _kind

__all__ = ["known"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_known_comes_while_the_place_is_typed_and_the_caller_joins_it(
    at_desk: Callable[..., Page], zofia: Staff, known: Registered, rings: Rings
) -> None:
    page = at_desk()
    rings(zofia).answered()
    _kind(page, "talking")
    page.keyboard.press("F4")
    expect(page.get_by_label("Rodzaj")).to_be_focused()
    page.get_by_label("Rodzaj").select_option("dziura-w-jezdni")
    page.get_by_label("Gdzie", exact=True).fill("Żaglowa 12")
    page.get_by_label("Co się dzieje").fill("Dziura na środku drogi")
    join = page.get_by_role("button", name=re.compile(f"dołącz dzwoniącego {known.number}"))
    expect(join).to_be_visible()
    no_violations(page)
    page.set_viewport_size({"width": 360, "height": 800})
    no_sideways_scroll(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    join.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Numer sprawy")).to_have_text(known.number)
    assert Follower.objects.get().matter_id == known.id
