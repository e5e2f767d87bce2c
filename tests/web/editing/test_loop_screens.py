"""The screens of the loop in a browser: no barriers, no sideways scroll, in light and dark; the keyboard is enough."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.links.probe import Answer
from infolinia.knowledge.models import SourceLink
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Konstantynopolitańczykiewiczówna" * 3


IN_THE_GUIDES = {"editing-todo", "editing-report", "editing-searched", "editing-news-one"}
Fill = Callable[[str], dict[str, str]]


@pytest.fixture
def fill(pothole: str, ewa: Staff, jan: Staff, zofia: Staff, adam: Staff, marek: Staff) -> Fill:
    """Put something on every list, with this endless word in it; gives the address of each screen by its picture."""

    def filled(word: str) -> dict[str, str]:
        return _fill(word, pothole, ewa, zofia, adam)

    return filled


@pytest.fixture
def pages(fill: Fill) -> dict[str, str]:
    """Something on every list, in words that occur."""
    return fill("")


def _fill(word: str, pothole: str, ewa: Staff, zofia: Staff, adam: Staff) -> dict[str, str]:
    at = now()
    report = operations.report_error(
        card_code=pothole, section="kto", text=f"Zimą trwa to dłużej. {word}", by=zofia.pk, at=at
    )
    news = operations.post_news(
        title=f"Awaria dowodów {word}", text="Nie **umawiaj** odbiorów.", by=ewa.pk, at=at, important=True
    )
    operations.mark_news_read(news_id=news, staff_id=adam.pk, at=at)
    operations.edit_news(news_id=news, title=f"Awaria dowodów {word}", text="Od 12:00 **umawiaj**.", by=ewa.pk, at=at)
    howto = operations.write_instruction(
        title="Rozmowa z tłumaczem", text="1. Zapytaj o język.", card_codes=[pothole], by=ewa.pk, at=at
    )
    for number, text in enumerate(["hulajnoga", "hulajnogi", "hulajnoga", "lodowisko", word or "drony nad plażą"]):
        operations.log_search(text=text, hits=[], at=at - timedelta(minutes=number), channel="public")
    operations.skip_words(text="lodowisko", by=ewa.pk, at=at)
    link = SourceLink.objects.create(url=f"https://example.org/{word.lower()}")
    operations.note_answer(link_id=link.pk, answer=Answer("dead", "404"), at=at)
    return {
        "editing-todo": "/wiedza/do-zrobienia",
        "editing-report": f"/wiedza/bledy/{report}",
        "editing-links": "/wiedza/odnosniki",
        "editing-searched": "/wiedza/szukane",
        "editing-searched-cards": "/wiedza/szukane/karty",
        "editing-searched-top": "/wiedza/szukane/pytania",
        "editing-searched-decided": "/wiedza/szukane/decyzje",
        "editing-news": "/wiedza/wiesci",
        "editing-news-one": f"/wiedza/wiesci/{news}",
        "editing-news-new": "/wiedza/wiesci/nowa",
        "editing-instructions": "/wiedza/instrukcje",
        "editing-instruction": f"/wiedza/instrukcje/{howto}",
        "editing-instruction-new": "/wiedza/instrukcje/nowa",
    }


@pytest.mark.parametrize(("width", "look"), [(1280, "light"), (320, "dark")])
def test_no_barriers_and_no_sideways_scroll(
    fill: Fill, new_screen: Callable[..., Screen], jan: Staff, width: int, look: str
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(jan)
    screen.open("/wiedza")
    screen.look(look)
    for name, path in fill(LONG if width < 400 else "").items():
        page = screen.open(path)
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, f"{name}-{width}", docs=width == 1280 and name in IN_THE_GUIDES)


def test_the_supervisors_news_has_no_barriers(pages: dict[str, str], screen: Screen, marek: Staff) -> None:
    screen.sign_in(marek)
    page = screen.open("/nadzor/wiadomosc")
    page.locator("details.more > summary").click()
    expect(page.get_by_text("nie czytała").first).to_be_visible()
    no_violations(page)
    picture(page, "supervision-news", docs=True)


def test_words_are_added_to_a_card_by_keyboard_alone(pages: dict[str, str], screen: Screen, ewa: Staff) -> None:
    screen.sign_in(ewa)
    page = screen.open(pages["editing-searched"])
    line = page.locator(".searched > li").filter(has_text="hulajnoga")
    tab_to(page, line.locator("summary"), limit=80)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("dziura-w-jezdni")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Słowa „hulajnoga” prowadzą teraz do karty.")).to_be_visible()
    expect(page.locator(".searched > li").filter(has_text="hulajnoga")).to_have_count(0)
    assert queries.search("hulajnoga ")[0].code == "dziura-w-jezdni"


def test_without_scripts_a_report_is_answered(
    pages: dict[str, str], new_screen: Callable[..., Screen], piotr: Staff, zofia: Staff
) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(piotr)
    page = screen.open(pages["editing-report"])
    page.get_by_label("Karta jest dobra").check()
    page.get_by_label("Treść").fill("Tak jest przez cały rok.")
    page.get_by_role("button", name="Odpowiedz").click()
    expect(page.get_by_text("Doradca zobaczy odpowiedź na stanowisku.")).to_be_visible()
    assert [answer.reply for answer in queries.answers_for(zofia.pk, now())] == ["Tak jest przez cały rok."]
