"""A real browser for the tests of screens, and settings that let pages be served without collecting files first."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.chromium import Chromium
from tests.web.browser import Screen

# Playwright keeps an event loop in this thread; the tests' own database calls beside it are synchronous and meant.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Live signals come from a process of its own, which most tests do not start: a stream that is open and says nothing.
QUIET_SIGNALS = """
  window.EventSource = class extends EventTarget {
    constructor() {
      super();
      setTimeout(() => this.dispatchEvent(new Event("ready")));
      this.beats = setInterval(() => this.dispatchEvent(new Event("beat")), 1000);
    }
    close() { clearInterval(this.beats); }
  };
"""


@pytest.fixture(autouse=True)
def no_live_signals(settings: Settings) -> None:
    """Let pages ask their own server for live signals, as behind a city's one address."""
    settings.LIVE_URL = ""


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Chromium]:
    """Chromium, as the machine has it."""
    started = Chromium(playwright, "--font-render-hinting=none")
    yield started
    started.close()


@pytest.fixture
def new_screen(browser: Chromium, live_server: LiveServer) -> Iterator[Callable[..., Screen]]:
    """Open tabs of separate people: `new_screen(width=360, java_script_enabled=False, …)`.

    With `live` the page looks for the process of live signals, which such a test starts itself.
    """
    screens: list[Screen] = []

    def start(*, width: int = 1440, height: int = 900, live: bool = False, **options: Any) -> Screen:
        options = {"locale": "pl-PL", "timezone_id": "Europe/Warsaw", "reduced_motion": "reduce", **options}
        context = browser.window(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(10_000)
        if not live:
            context.add_init_script(QUIET_SIGNALS)
        screen = Screen(context.new_page(), live_server.url)
        screens.append(screen)
        return screen

    yield start
    for screen in screens:
        browser.close(screen.page.context)
    complaints = [complaint for screen in screens for complaint in screen.complaints]
    assert not complaints, "the browser's console: " + "\n".join(complaints)


@pytest.fixture
def screen(new_screen: Callable[..., Screen]) -> Screen:
    """One tab, 1440 × 900, in Polish."""
    return new_screen()
