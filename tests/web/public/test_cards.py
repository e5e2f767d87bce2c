"""Service cards: found by everyday words, read without the adviser's parts, printed, in the reader's language."""

from collections.abc import Callable
from datetime import datetime

import pytest

from infolinia.knowledge import operations as knowledge
from infolinia.matters import operations as matters
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tuesday")]


@pytest.fixture(autouse=True)
def example_cards(db: None, at: datetime) -> None:
    matters.load_catalogue()  # a test with transactions of its own empties what the migrations loaded
    knowledge.load_example_cards(at)


def test_everyday_words_find_the_card(screen: Screen) -> None:
    page = screen.open("/")
    page.get_by_label("Czego szukasz").fill("dziura w jezdni")
    page.get_by_role("button", name="Szukaj").click()
    first = page.locator(".found li").first
    expect(first).to_contain_text("jezdni")
    picture(page, "public-cards-found")
    no_violations(page)
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("jezdni")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_card_has_no_barriers_and_no_adviser_parts(screen: Screen, theme: str) -> None:
    page = screen.open("/karty/dziura-w-jezdni")
    screen.look(theme)
    picture(page, f"public-card-{theme}", docs=theme == "light")
    expect(page.get_by_role("heading", name="O co zapytać")).to_have_count(0)
    no_violations(page)


def test_all_cards_stand_by_subject(screen: Screen) -> None:
    page = screen.open("/karty")
    counts = [int(text.split()[0]) for text in page.locator(".subjects-p .meta").all_inner_texts()]
    assert sum(counts) >= 45
    picture(page, "public-cards")
    no_violations(page)
    page.get_by_role("link", name="Transport i drogi").click()
    assert page.locator(".found li").count() == counts[1]
    picture(page, "public-subject")
    no_violations(page)


def test_a_search_without_hits_says_what_to_do(screen: Screen) -> None:
    page = screen.open("/karty?q=xyzzy-qwertz")
    expect(page.get_by_role("heading", name="Nie mamy karty o: xyzzy-qwertz")).to_be_visible()
    picture(page, "public-cards-none")
    no_violations(page)


def test_typed_markup_is_only_text(screen: Screen) -> None:
    page = screen.open("/karty?q=%3Cimg src=x onerror=alert(1)%3E")
    expect(page.get_by_label("Czego szukasz")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0


def test_a_card_fits_every_window(screen: Screen) -> None:
    for width in (320, 360, 768, 2560):
        screen.page.set_viewport_size({"width": width, "height": 800})
        no_sideways_scroll(screen.open("/karty/dziura-w-jezdni"))


def test_the_first_page_with_cards_looks_as_drawn(screen: Screen) -> None:
    page = screen.open("/")
    picture(page, "public-home", docs=True)
    expect(page.get_by_role("link", name="Wszystkie karty usług")).to_be_visible()


def test_everything_works_without_a_script(new_screen: Callable[..., Screen]) -> None:
    page = new_screen(java_script_enabled=False).open("/karty")
    page.get_by_label("Czego szukasz").fill("dziura w jezdni")
    page.get_by_role("button", name="Szukaj").click()
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("jezdni")
    page.get_by_role("link", name="Łatwy tekst").click()
    expect(page.locator(".easy-p")).to_be_visible()
    page.get_by_role("link", name="Cały tekst").click()
    expect(page.locator(".key-p")).to_be_visible()


@pytest.mark.parametrize(
    "address", ["/karty/zameldowanie?jezyk=en", "/karty/zameldowanie?tekst=latwy", "/karty?q=zzzz"]
)
def test_other_versions_of_a_page_have_no_barriers_either(screen: Screen, address: str) -> None:
    for width in (320, 1440):
        screen.page.set_viewport_size({"width": width, "height": 800})
        page = screen.open(address)
        no_sideways_scroll(page)
        no_violations(page)


def test_a_card_is_walked_by_keyboard(screen: Screen) -> None:
    page = screen.open("/karty/zameldowanie")
    tab_to(page, page.get_by_role("link", name="Łatwy tekst"))
    page.keyboard.press("Enter")
    expect(page.locator(".easy-p")).to_be_visible()
