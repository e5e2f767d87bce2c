"""What keeps the desk and the cards up to date: news first, errors in cards, their answers, instructions."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from playwright.sync_api import Page

from infolinia.city.models import Staff
from infolinia.contacts import operations as contacts
from infolinia.contacts.models import Question
from infolinia.core import clock
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge import queries
from infolinia.knowledge.models import CardErrorReport, CardOpening, NewsRead, SearchEntry
from tests.web.browser import expect, no_sideways_scroll, no_violations, picture
from tests.web.desk.conftest import SEARCH, Rings

pytestmark = pytest.mark.django_db
Seat = Callable[..., Page]


@pytest.fixture
def news(marek: Staff) -> list[int]:
    """An important piece of news and a plain one."""
    at = clock.now()
    return [
        knowledge.post_news(title="Awaria dowodów", text="Nie **umawiaj**.", by=marek.pk, at=at, important=True),
        knowledge.post_news(title="Nowe godziny", text="", by=marek.pk, at=at - timedelta(hours=1)),
    ]


def test_a_quiet_desk_begins_its_right_column_with_the_news(news: list[int], desk_of: Client) -> None:
    page = desk_of.get("/stanowisko").content.decode()
    side = page[page.index('id="side"') :]
    assert side.index("Awaria dowodów") < side.index("Nowe godziny") < side.index("Sprawy w toku")
    assert "Wieści: 2 nowe, 1 ważna" in side
    assert page.count('id="wiadomosci"') == 1


def test_during_a_call_news_stays_below_and_only_a_line_says_it(
    news: list[int], card: str, desk_of: Client, zofia: Staff, rings: Rings
) -> None:
    rings(zofia).answered()
    page = desk_of.get("/stanowisko").content.decode()
    side = page[page.index('id="side"') :]
    assert side.index("Wieści: 2 nowe, 1 ważna") < side.index("Sprawy w toku") < side.index("Awaria dowodów")


def test_reading_marks_it_and_says_what_is_left(news: list[int], desk_of: Client, zofia: Staff) -> None:
    answer = desk_of.post(f"/stanowisko/wiadomosc/{news[0]}").content.decode()
    assert "Wieści: 1 nowa" in answer and 'hx-swap-oob="true"' in answer
    assert list(NewsRead.objects.values_list("news_id", "staff_id")) == [(news[0], zofia.pk)]
    desk_of.post(f"/stanowisko/wiadomosc/{news[1]}")
    assert "wszystko przeczytane" in desk_of.get("/stanowisko/wiadomosci").content.decode()


def test_news_for_others_is_neither_shown_nor_marked(marek: Staff, desk_of: Client) -> None:
    other = knowledge.post_news(title="Po ukraińsku", text="", by=marek.pk, at=clock.now(), languages=["uk"])
    assert "Po ukraińsku" not in desk_of.get("/stanowisko/wiadomosci").content.decode()
    assert desk_of.post(f"/stanowisko/wiadomosc/{other}").status_code == 404


def test_the_answer_to_a_report_is_a_quiet_notice_until_it_is_read(
    card: str, desk_of: Client, zofia: Staff, adam: Staff, marek: Staff
) -> None:
    report = knowledge.report_error(card_code=card, section="kto", text="Inne godziny.", by=zofia.pk, at=clock.now())
    knowledge.reply_to_report(report_id=report, is_mended=False, reply="Są dobre.", by=marek.pk, at=clock.now())
    page = desk_of.get("/stanowisko/wiadomosci").content.decode()
    assert "Odpowiedź na Twój błąd w karcie" in page and "Są dobre." in page
    other = Client()
    other.force_login(adam)
    assert "Są dobre." not in other.get("/stanowisko/wiadomosci").content.decode()
    other.post(f"/stanowisko/odpowiedz/{report}")
    assert "Są dobre." in desk_of.get("/stanowisko/wiadomosci").content.decode()
    assert "Są dobre." not in desk_of.post(f"/stanowisko/odpowiedz/{report}").content.decode()


def test_the_form_opens_with_the_section_chosen(card: str, desk_of: Client) -> None:
    form = desk_of.get(f"/stanowisko/karta/{card}/blad?sekcja=kto&jezyk=pl").content.decode()
    assert re.search(r'<option value="kto" selected>', form)
    sent = desk_of.post(f"/stanowisko/karta/{card}/blad?sekcja=kto", {"section": "kto", "text": ""})
    assert sent.status_code == 422
    assert desk_of.post(f"/stanowisko/karta/{card}/blad", {"section": "nie-ma", "text": "x"}).status_code == 422
    assert not CardErrorReport.objects.exists()


def test_a_card_opened_in_a_call_is_kept_with_the_search_before_it(
    card: str, desk_of: Client, zofia: Staff, rings: Rings
) -> None:
    call = rings(zofia).answered()
    question = question_of(call.conversation_id, zofia)
    shown = {"rozmowa": str(call.conversation_id), "pytanie": str(question)}
    for typed in ("dziu", "dziura"):
        desk_of.get("/stanowisko/szukaj", {"q": typed, **shown})
    desk_of.post(f"/stanowisko/karta/{card}", shown)
    entry, opening = SearchEntry.objects.get(), CardOpening.objects.get()
    assert (entry.text, entry.opened_code, entry.question_id) == ("dziura", card, question)
    assert (opening.code, opening.question_id, opening.search_id) == (card, question, entry.pk)


def question_of(conversation_id: UUID, person: Staff) -> int:
    """Return the first question of a conversation, opened where there is none."""
    found = Question.objects.filter(conversation_id=conversation_id).values_list("id", flat=True).first()
    return found or contacts.add_question(conversation_id=conversation_id, by_id=person.pk, at=clock.now())


def test_instructions_stand_beside_the_card_and_open_in_its_place(
    card: str, desk_of: Client, marek: Staff, adam: Staff
) -> None:
    ident = knowledge.write_instruction(
        title="Zagrożenie życia", text="Podaj **112**.", card_codes=[card], by=marek.pk, at=clock.now()
    )
    assert "Zagrożenie życia" not in desk_of.get(f"/stanowisko/karta/{card}").content.decode()
    assert desk_of.get(f"/stanowisko/instrukcja/{ident}").status_code == 404
    knowledge.approve_instruction(instruction_id=ident, by=adam.pk, at=clock.now())
    page = desk_of.get(f"/stanowisko/karta/{card}").content.decode()
    assert "Zagrożenie życia" in page and "<strong>112</strong>" in page
    assert "Dziura w jezdni" in desk_of.get(f"/stanowisko/instrukcja/{ident}").content.decode()


def test_before_typing_stands_what_is_asked_most(card: str, desk_of: Client, zofia: Staff, rings: Rings) -> None:
    assert "Dziś najczęściej" not in desk_of.get("/stanowisko/szukaj").content.decode()
    call = rings(zofia).answered()
    question = question_of(call.conversation_id, zofia)
    shown = {"rozmowa": str(call.conversation_id), "pytanie": str(question)}
    desk_of.post(f"/stanowisko/karta/{card}", shown)
    knowledge.count_card_uses(at=clock.now())
    page = desk_of.get("/stanowisko/szukaj").content.decode()
    assert "Dziś najczęściej" in page and "Dziura w jezdni" in page
    assert [link.code for link in queries.popular(3)] == [card]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestByKeyboard:
    def test_an_error_in_a_section_is_a_few_keys_and_the_call_stays(
        self, card: str, at_desk: Seat, zofia: Staff, rings: Rings
    ) -> None:
        rings(zofia).answered()
        page = at_desk()
        page.locator("#notatka").fill("Dzwoni z Żaglowej.")
        page.get_by_role("combobox", name=SEARCH).fill("dziura")
        page.wait_for_selector('[data-found="dziura"]')
        page.locator("[data-result]").first.click()
        page.locator('[data-section="kto"] summary').focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Control+;")
        text = page.get_by_label("Co jest nie tak")
        expect(text).to_be_focused()
        expect(page.get_by_label("Której części to dotyczy")).to_have_value("kto")
        page.keyboard.type("Zimą jest inaczej.")
        no_violations(page, "#karta")
        picture(page, "desk-card-error", docs=True, full=False)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("#blad-w-karcie .notice-line")).to_be_focused()
        report = CardErrorReport.objects.get()
        assert (report.section, report.text) == ("kto", "Zimą jest inaczej.")
        expect(page.locator("#notatka")).to_have_value("Dzwoni z Żaglowej.")

    def test_news_comes_by_itself_and_is_read_by_keyboard(self, card: str, at_desk: Seat, marek: Staff) -> None:
        page = at_desk()
        knowledge.post_news(title="Awaria dowodów", text="Nie umawiaj.", by=marek.pk, at=clock.now(), important=True)
        news = page.locator("#wiadomosci")
        expect(news.get_by_text("Awaria dowodów", exact=True)).to_be_visible()
        expect(page.locator("#wiesci-linia")).to_contain_text("1 ważna")
        no_violations(page)
        picture(page, "desk-news", docs=True, full=False)
        news.get_by_role("button", name="Przeczytane").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#wiesci-linia")).to_contain_text("wszystko przeczytane")

    @pytest.mark.parametrize("width", [320, 1180])
    def test_the_news_fits_every_window(self, card: str, at_desk: Seat, marek: Staff, width: int) -> None:
        long = "Konstantynopolitańczykiewiczówna" * 4
        knowledge.post_news(title=f"Awaria {long}", text=long, by=marek.pk, at=clock.now(), important=True)
        page = at_desk(width=width)
        expect(page.locator("#wiesci-waskie")).to_contain_text("1 ważna")
        expect(page.locator("#wiesci-waskie")).to_be_visible()
        no_sideways_scroll(page)
        page.wait_for_load_state("networkidle")  # the desk's first look at itself must not come after the press
        page.locator("#wiesci-waskie a").click()
        page.locator("#wiadomosci").get_by_role("button", name="Przeczytane").click()
        expect(page.locator("#wiesci-waskie")).to_be_hidden()
