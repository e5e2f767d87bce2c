"""Every page of the resident, in both looks, by keyboard, enlarged, and with no script at all."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]

CALLING = ["/zadzwon", "/pisz", "/tlumacz"]
PAGES = ["/", "/sprawdz", "/karty", "/karty?q=dziura", *CALLING, "/twoje-dane", "/dostepnosc", "/nie-ma-takiej"]


def name_of(path: str) -> str:
    return f"public-{path.strip('/').replace('?', '-').replace('=', '-') or 'home'}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_has_barriers(screen: Screen, theme: str) -> None:
    screen.expect_complaint("404")
    screen.open("/")
    screen.look(theme)
    for path in PAGES:
        page = screen.open(path)
        picture(page, f"{name_of(path)}-{theme}")
        no_violations(page)


def test_no_page_is_wider_than_its_window(screen: Screen) -> None:
    screen.expect_complaint("404")
    for path in PAGES:
        page = screen.open(path)
        for width in (320, 360, 768, 1180, 2560):
            page.set_viewport_size({"width": width, "height": 800})
            no_sideways_scroll(page)


def test_enlarged_four_times_nothing_is_lost(new_screen: Callable[..., Screen]) -> None:
    """WCAG 1.4.10: a window of 1280 × 1024 at 400 % is 320 × 256 of the page's pixels."""
    screen = new_screen(width=320, height=256, device_scale_factor=4)
    screen.expect_complaint("404")
    for path in PAGES:
        page = screen.open(path)
        no_sideways_scroll(page)
        expect(page.get_by_role("main")).to_be_visible()


def test_every_page_works_without_scripts(new_screen: Callable[..., Screen]) -> None:
    screen = new_screen(java_script_enabled=False)
    for path in PAGES[:-1]:
        page = screen.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_scripts_the_look_turns_and_stays(new_screen: Callable[..., Screen]) -> None:
    page = new_screen(java_script_enabled=False).open("/twoje-dane")
    page.get_by_role("button", name="Jasny albo ciemny wygląd").click()
    expect(page).to_have_url(f"{page.url.split('/twoje')[0]}/twoje-dane")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.get_by_role("button", name="Jasny albo ciemny wygląd").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")


def test_the_look_stays_after_a_reload(screen: Screen) -> None:
    page = screen.open("/")
    page.get_by_role("button", name="Jasny albo ciemny wygląd").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_the_system_decides_until_the_reader_does(new_screen: Callable[..., Screen]) -> None:
    page = new_screen(color_scheme="dark").open("/")
    assert page.locator("html").get_attribute("data-bs-theme") is None
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 32, 43)"


def test_a_reader_chooses_the_language(screen: Screen) -> None:
    page = screen.open("/")
    expect(page.locator("html")).to_have_attribute("lang", "pl")
    page.get_by_role("button", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "uk")


def test_a_foreign_browser_still_gets_polish(client: Client) -> None:
    """A browser's setting is no choice: the office speaks Polish until the reader asks for another language."""
    answer = client.get("/", headers={"accept-language": "en-US,en"})
    assert answer.headers["content-language"] == "pl"


def test_forced_colours_keep_every_button_in_sight(new_screen: Callable[..., Screen]) -> None:
    page = new_screen(forced_colors="active").open("/")
    picture(page, "public-home-forced-colours")
    width = page.get_by_role("link", name="Zadzwoń przez internet").evaluate("e => getComputedStyle(e).borderTopWidth")
    assert width != "0px"


def test_by_keyboard_the_first_stop_skips_to_the_content(screen: Screen) -> None:
    page = screen.open("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Przejdź do treści")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="58 626 26 26"))


def test_prints_without_the_frame(screen: Screen) -> None:
    page = screen.open("/twoje-dane")
    page.emulate_media(media="print")
    expect(page.get_by_role("contentinfo")).to_be_hidden()
    expect(page.get_by_role("heading", name="Twoje dane")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "uk"])
def test_other_languages_fit_and_have_no_barriers(screen: Screen, language: str) -> None:
    screen.expect_complaint("404")
    screen.page.context.add_cookies([{"name": "django_language", "value": language, "url": screen.server}])
    for path in PAGES:
        screen.page.set_viewport_size({"width": 1440, "height": 900})
        page = screen.open(path)
        expect(page.locator("html")).to_have_attribute("lang", language)
        picture(page, f"{name_of(path)}-{language}")
        no_violations(page)
        page.set_viewport_size({"width": 320, "height": 800})
        no_sideways_scroll(page)
