"""What each person of the story does on their own screen, by the names that a screen reader says."""

import re

from playwright.sync_api import BrowserContext, expect

from tests.story.product import PASSWORD, RunningProduct

STATES = re.compile("Gotowy|Przerwa|Dzwoni|W rozmowie|Po rozmowie|Poza pracą")


class Person:
    """Somebody signed in, with one tab."""

    def __init__(self, product: RunningProduct, context: BrowserContext, login: str) -> None:
        self.product, self.page, self.complaints = product, context.new_page(), list[str]()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{product.url}/start")
        self.page.get_by_label("Login").fill(login)
        self.page.get_by_label("Hasło", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Zaloguj się").click()
        self.page.wait_for_url(lambda url: "login" not in url)


class Adviser(Person):
    """At the desk, with the browser as the telephone."""

    @property
    def state(self) -> str:
        """What the state button says, without its clock."""
        found = STATES.search(self.page.get_by_role("banner").get_by_role("button", name=STATES).inner_text())
        return found[0] if found else ""

    def expect_state(self, state: str, timeout: float = 10.0) -> None:
        """Wait until the state button names this state."""
        button = self.page.get_by_role("banner").get_by_role("button", name=re.compile(state))
        expect(button).to_be_visible(timeout=timeout * 1000)

    def choose(self, state: str) -> None:
        """Change my own state from the menu."""
        self.page.get_by_role("banner").get_by_role("button", name=STATES).click()
        self.page.get_by_role("menuitem", name=state).first.click()
        self.expect_state(state)

    def phone_is_ready(self) -> None:
        """Wait until the browser's telephone is known to the exchange."""
        expect(self.page.get_by_text("Telefon gotowy")).to_be_visible(timeout=20_000)

    def answer(self) -> None:
        """Press Odbierz and wait until the call is here."""
        self.page.get_by_role("button", name="Odbierz").click()
        self.expect_state("W rozmowie")

    def finish(self) -> None:
        """Give the open conversation its outcome, end it, and take a break."""
        if self.state in ("W rozmowie", "Dzwoni"):
            self.expect_state("Po rozmowie|Gotowy|Przerwa", timeout=30)
        if self.state == "Po rozmowie":
            for label in self.page.get_by_role("radiogroup", name="Wynik").get_by_text("Odpowiedziano").all():
                label.click()
            self.page.get_by_role("button", name="Zakończ rozmowę").click()
            self.expect_state("Gotowy")
        self.choose("Przerwa")
