"""What a browser test does with a page: sign in, look for barriers, walk by keyboard, take pictures."""

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

from infolinia.city.models import Staff

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
PICTURES = ROOT / "docs" / "pictures"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SPRITE = ROOT / "frontend" / "dist" / "icons.svg"
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Screen:
    """One tab of one person, against one running server. Anything the console complains about is kept."""

    page: Page
    server: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def expect_complaint(self, part: str) -> None:
        """Allow a console error with this text, for example the answer 401 to a session that is over."""
        self.expected.append(part)

    def open(self, path: str) -> Page:
        """Open an address of the product."""
        self.page.goto(f"{self.server}{path}")
        return self.page

    def sign_in(self, person: Staff) -> None:
        """Give the tab this person's session, without the form."""
        give_session(self.page.context, self.server, person)

    def look(self, theme: str) -> None:
        """Switch to the `light` or `dark` look, as the reader's choice."""
        self.page.context.add_cookies([{"name": "infolinia_theme", "value": theme, "url": self.server}])
        self.page.reload()


def give_session(context: BrowserContext, server: str, person: Staff) -> None:
    """Store a session of this person and give its cookie to the browser."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": server}])


def violations(page: Page, within: str | None = None) -> list[dict[str, Any]]:
    """Return what axe finds on the page, or within one element of it."""
    page.wait_for_load_state("load")
    page.evaluate(AXE.read_text())
    found = page.evaluate(f"axe.run({json.dumps(within) if within else 'document'}, {json.dumps(AXE_RULES)})")
    return list(found["violations"])


def no_violations(page: Page, within: str | None = None) -> None:
    """Fail with axe's own words and the elements, when it finds a barrier; an icon that is not there is one too."""
    _no_missing_icons(page)
    found = violations(page, within)
    lines = [
        f"{rule['id']}: {rule['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
    assert not found, f"{page.url}\n" + "\n".join(lines)


def _no_missing_icons(page: Page) -> None:
    used = page.evaluate("[...document.querySelectorAll('use')].map((use) => use.getAttribute('href').split('#')[1])")
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    assert set(used) <= drawn, f"{page.url}: no such icons: {set(used) - drawn}; build the front end again"


def no_sideways_scroll(page: Page) -> None:
    """Fail when the page is wider than its window, naming the widest elements."""
    page.wait_for_load_state("load")
    wide = page.evaluate(
        """() => {
          const limit = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= limit) return [];
          return [...document.body.querySelectorAll('*')]
            .filter((one) => one.getBoundingClientRect().right > limit + 1)
            .slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
        }"""
    )
    assert not wide, f"{page.url} at {page.viewport_size}: {wide}"


def tab_to(page: Page, target: Locator, limit: int = 60) -> None:
    """Press Tab until the target has the focus; fail when it cannot be reached or the focus cannot be seen."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none", f"the focus on {target} cannot be seen"
            return
    raise AssertionError(f"{target} cannot be reached by Tab on {page.url}")


def picture(page: Page, name: str, *, docs: bool = False, full: bool = True) -> Path:
    """Store a picture under test-results/, and under docs/pictures/ when asked by INFOLINIA_PICTURES=1."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.png"
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path, full_page=full, caret="initial")
    if docs and os.environ.get("INFOLINIA_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / path.name).write_bytes(path.read_bytes())
    return path


__all__ = ["Screen", "expect", "give_session", "no_sideways_scroll", "no_violations", "picture", "tab_to", "violations"]
