"""A browser that hangs costs one test its window, never the whole run."""

import pytest
from playwright.sync_api import Playwright

from tests.chromium import Chromium

pytestmark = pytest.mark.browser


def test_a_browser_that_hangs_is_replaced(playwright: Playwright) -> None:
    browser = Chromium(playwright, patience=1.0)
    window = browser.window()
    window.new_page()
    for process in browser.processes:
        process.suspend()
    browser.close(window)
    page = browser.window().new_page()
    page.set_content("<h1>Działa</h1>")
    assert page.get_by_role("heading").inner_text() == "Działa"
    browser.close()
