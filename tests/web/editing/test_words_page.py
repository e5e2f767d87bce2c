"""„Słowa” in a browser: no barriers, no sideways scroll, in light and dark; without scripts and by keyboard."""

import re
from collections.abc import Callable

import pytest

from infolinia.city.models import Staff
from infolinia.core.clock import now
from infolinia.knowledge import queries
from infolinia.knowledge.models import Association, Card, RejectedSynonym, Synonym, ThesaurusPair
from tests.web.browser import Screen, expect, no_sideways_scroll, no_violations, picture, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Konstantynopolitańczykiewiczówna"
PAGES = ("", "/synonimy", "/skojarzenia", "/tezaurus", "/dlaczego?q=dziury+w+jezdni")


@pytest.fixture
def lists(pothole: str, ewa: Staff) -> str:
    """Something on every list, also an endless word; the card's code."""
    card = Card.objects.get(code=pothole)
    card.phrases.create(text=LONG * 3)
    Synonym.objects.create(everyday=LONG, means=LONG)
    RejectedSynonym.objects.create(everyday=LONG, means="dziura", by=ewa, at=now())
    Association.objects.create(words="wyrwa na rondzie", card=card, led=4, typed=5)
    Association.objects.create(
        words=LONG, card=card, led=1, typed=1, state="rejected", decided_by=ewa, decided_at=now()
    )
    ThesaurusPair.objects.create(word=LONG, means="dziura")
    ThesaurusPair.objects.create(word="wyrwa", means="dziura", is_rejected=True)
    return pothole


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 360)])
def test_no_barriers_and_no_sideways_scroll(
    lists: str, new_screen: Callable[..., Screen], ewa: Staff, theme: str, width: int
) -> None:
    screen = new_screen(width=width)
    screen.sign_in(ewa)
    page = screen.open("/wiedza/slowa")
    screen.look(theme)
    for path in PAGES:
        screen.open(f"/wiedza/slowa{path}")
        no_violations(page)
        no_sideways_scroll(page)
        picture(page, f"editing-words{path.partition('?')[0].replace('/', '-')}-{theme}-{width}")


def test_an_association_is_accepted_by_keyboard_without_scripts(
    lists: str, new_screen: Callable[..., Screen], ewa: Staff
) -> None:
    screen = new_screen(java_script_enabled=False)
    screen.sign_in(ewa)
    page = screen.open("/wiedza/slowa/skojarzenia")
    expect(page.get_by_role("link", name="Słowa", exact=True)).to_have_attribute("aria-current", "page")
    tab_to(page, page.get_by_role("button", name=re.compile("Przyjmij.*wyrwa na rondzie")))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Przyjęto: te słowa prowadzą do karty.")).to_be_visible()
    assert [hit.code for hit in queries.search("wyrwa na rondzie")] == [lists]


def test_the_guides_pictures_show_what_search_learned_and_why_a_card_comes_first(
    pothole: str, new_screen: Callable[..., Screen], ewa: Staff
) -> None:
    card = Card.objects.get(code=pothole)
    for words, led, typed, state in (
        ("wyrwa na rondzie", 6, 7, "offered"),
        ("wpadłem kołem", 2, 9, "offered"),
        ("zapadnięty asfalt", 11, 12, "accepted"),
    ):
        decided = {"decided_by": ewa, "decided_at": now()} if state == "accepted" else {}
        Association.objects.create(words=words, card=card, led=led, typed=typed, state=state, **decided)
    ThesaurusPair.objects.create(word="wyrwa", means="dziura")
    screen = new_screen(width=1280)
    screen.sign_in(ewa)
    page = screen.open("/wiedza/slowa/skojarzenia")
    shown = page.get_by_role("rowheader").all_inner_texts()
    assert shown == ["„wyrwa na rondzie”", "„wpadłem kołem”", "„zapadnięty asfalt”"], "what waits comes first"
    picture(page, "editing-words-learned", docs=True)
    page = screen.open("/wiedza/slowa/dlaczego?q=wyrwa+w+jezdni")
    expect(page.get_by_text("tezaurus", exact=True)).to_be_visible()
    picture(page, "editing-words-why", docs=True)
