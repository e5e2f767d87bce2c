"""Finding an answer with a resident on the line: results that answer, narrowing, languages, and no answer at all."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from playwright.sync_api import Page

from infolinia.city.models import Staff, Unit
from infolinia.contacts.models import Question, Resident
from infolinia.core import clock
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge.models import SearchEntry, ShiftNews
from infolinia.knowledge.rules.drafts import draft
from infolinia.matters import operations as matters
from tests.web.browser import expect, no_sideways_scroll, no_violations, picture
from tests.web.desk.conftest import SEARCH, Rings

pytestmark = pytest.mark.django_db
Seat = Callable[..., Page]


@pytest.fixture
def cards(roads: Unit, lamps: Unit) -> None:
    """Two cards about bins of two subjects and units, one of them in three languages with easy text and a film."""
    before = clock.now() - timedelta(days=1)

    def publish(code: str, title: str, **fields: object) -> None:
        knowledge.publish_edition(draft=draft({"code": code, "title": title, **fields}), by_id=None, at=before)

    publish(
        "nowy-pojemnik",
        "Nowy pojemnik na odpady",
        unit=roads.code,
        subject="odpady-i-woda",
        summary="Jak dostać pojemnik na odpady.",
        answer="Pojemnik przywiozą w **3 dni**.",
        fees=[{"what": "", "amount": "17"}],
        term="3 dni robocze",
        sections={"gdzie": "Rynek 1, pokój 2."},
        script="„Zamówię pojemnik.”",
        memo="Sprawdź umowę.",
        questions=["Ile litrów?"],
        easy="Dostaniesz pojemnik.",
        sign_video="https://example.org/pjm",
        instructions="Zapisz litry.",
        sources=["https://example.org/zrodlo"],
    )
    publish(
        "nowy-pojemnik", "New bin", language="en", unit=roads.code, summary="A bin.", script="“I will order a bin.”"
    )
    publish(
        "pojemnik-lampa",
        "Pojemnik zasłania lampę",
        unit=lamps.code,
        subject="transport-i-drogi",
        summary="Pojemnik stoi pod lampą.",
    )


def found(client: Client, query: str, **more: str) -> str:
    return client.get("/stanowisko/szukaj", {"q": query, **more}).content.decode()


def options(html: str) -> list[str]:
    return [re.sub("<[^>]+>", "", title) for title in re.findall(r"data-result[^>]*><b>(.*?)</b>", html)]


@pytest.mark.usefixtures("cards")
class TestResults:
    def test_a_result_tells_fee_term_and_place_and_the_sentence(self, desk_of: Client) -> None:
        html = found(desk_of, "nowy pojemnik")
        first = html.split('role="option"')[1]
        for part in ("17 zł", "3 dni robocze", "Rynek 1", "<mark>"):
            assert part in first

    def test_the_list_is_narrowed_by_subject_and_unit_and_still_counts_all(self, desk_of: Client) -> None:
        html = found(desk_of, "pojemnik")
        assert len(options(html)) == 2
        assert 'value="odpady-i-woda">Odpady i woda (1)' in html
        narrowed = found(desk_of, "pojemnik", temat="odpady-i-woda")
        assert options(narrowed) == ["Nowy pojemnik na odpady"]
        assert 'value="odpady-i-woda" selected' in narrowed
        assert 'value="transport-i-drogi">Transport i drogi (1)' in narrowed
        assert options(found(desk_of, "pojemnik", komorka="zdiz-oswietlenie")) == ["Pojemnik zasłania lampę"]

    def test_nothing_left_after_narrowing_says_so_and_can_be_undone(self, desk_of: Client) -> None:
        html = found(desk_of, "pojemnik", temat="edukacja", komorka="nie-ma")
        assert "Nic w tym temacie i w tej komórce" in html
        assert "Wszystkie tematy" in html

    @pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "'; drop table x; --", "%00", "ą" * 5000, "   "])
    def test_hostile_text_is_only_text(self, desk_of: Client, typed: str) -> None:
        response = desk_of.get("/stanowisko/szukaj", {"q": typed, "temat": typed, "komorka": typed})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()

    def test_the_log_of_searches_hears_of_it_after_the_answer(self, desk_of: Client, zofia: Staff) -> None:
        found(desk_of, "pojemnik")
        entry = SearchEntry.objects.get()
        assert (entry.text, entry.hits, entry.staff_id) == ("pojemnik", 2, zofia.pk)
        desk_of.get("/stanowisko/karta/nowy-pojemnik")
        entry.refresh_from_db()
        assert entry.opened_code == "nowy-pojemnik"


@pytest.mark.usefixtures("cards")
class TestCard:
    def test_another_language_is_shown_and_marked_as_such(self, desk_of: Client) -> None:
        html = desk_of.get("/stanowisko/karta/nowy-pojemnik?jezyk=en").content.decode()
        assert "“I will order a bin.”" in html
        assert re.search(r'<h2[^>]* lang="en">New bin</h2>', html)
        assert re.search(r'data-card-language="uk"[^>]*aria-disabled="true"', html)

    def test_a_missing_language_falls_back_to_polish_and_says_so(self, desk_of: Client) -> None:
        html = desk_of.get("/stanowisko/karta/nowy-pojemnik?jezyk=uk").content.decode()
        assert "Tej karty nie ma po ukraińsku" in html
        assert "Zamówię pojemnik" in html

    def test_the_edition_and_language_used_are_kept_with_the_question(
        self, desk_of: Client, zofia: Staff, rings: Rings
    ) -> None:
        call = rings(zofia).answered()
        question = Question.objects.get()
        shown = {"rozmowa": str(call.conversation_id), "pytanie": str(question.pk)}
        html = desk_of.post("/stanowisko/karta/nowy-pojemnik", {**shown, "jezyk": "en"}).content.decode()
        question.refresh_from_db()
        assert (question.card_code, question.card_edition, question.card_language) == ("nowy-pojemnik", 1, "en")
        assert "wydanie 1" in html

    def test_everything_an_adviser_needs_is_on_the_card(self, desk_of: Client) -> None:
        html = desk_of.get("/stanowisko/karta/nowy-pojemnik").content.decode()
        for part in (
            "Sprawdź umowę.",
            "Ile litrów?",
            "Zapisz litry.",
            "Dostaniesz pojemnik.",
            'href="https://example.org/pjm" target="_blank" rel="noopener noreferrer"',
            "?sekcja=gdzie",
        ):
            assert part in html

    def test_a_withdrawn_card_says_so_and_leads_on(self, desk_of: Client) -> None:
        knowledge.retire(card_code="pojemnik-lampa", by_id=None, at=clock.now(), successor="nowy-pojemnik")
        html = desk_of.get("/stanowisko/karta/pojemnik-lampa").content.decode()
        assert "Ta karta nie obowiązuje." in html
        assert 'hx-post="/stanowisko/karta/nowy-pojemnik"' in html

    def test_the_desk_opens_with_the_card_of_its_address(self, desk_of: Client) -> None:
        assert 'data-card-open="nowy-pojemnik"' in desk_of.get("/stanowisko?karta=nowy-pojemnik").content.decode()
        assert "Żadna karta nie jest otwarta" in desk_of.get("/stanowisko?karta=nie-ma").content.decode()


class TestNoAnswer:
    def test_a_missing_card_goes_to_the_editors_list(self, desk_of: Client, zofia: Staff) -> None:
        assert "Zapisz: nie ma karty" in found(desk_of, "xyzzy qwertz")
        form = desk_of.get("/stanowisko/nie-ma-karty?q=xyzzy").content.decode()
        assert 'value="xyzzy"' in form
        desk_of.post("/stanowisko/nie-ma-karty", {"text": "xyzzy", "note": "Pytają po burzy."})
        entry = SearchEntry.objects.get(text="xyzzy")
        assert (entry.hits, entry.note, entry.staff_id) == (0, "Pytają po burzy.", zofia.pk)

    def test_the_supervisor_sees_the_question_for_two_hours(self, desk_of: Client) -> None:
        desk_of.post("/stanowisko/zapytaj", {"text": "stragan na plaży", "note": ""})
        news = ShiftNews.objects.get()
        assert news.title == "Zofia Bryza pyta: stragan na plaży"
        assert news.roles == ["supervisor"]
        assert news.valid_to is not None
        assert news.valid_to - news.valid_from == timedelta(hours=2)

    @pytest.mark.parametrize("path", ["/stanowisko/nie-ma-karty", "/stanowisko/zapytaj"])
    def test_an_empty_word_is_refused_with_the_reason(self, desk_of: Client, path: str) -> None:
        response = desk_of.post(path, {"text": " "})
        assert response.status_code == 422
        assert "Wpisz kilka słów" in response.content.decode()

    @pytest.mark.parametrize("path", ["/stanowisko/nie-ma-karty", "/stanowisko/zapytaj"])
    def test_only_those_who_answer_may(self, client: Client, piotr: Staff, path: str) -> None:
        assert client.get(path).status_code == 302
        client.force_login(piotr)
        assert client.get(path).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_everyday_words_find_the_card_in_a_call_as_the_guide_shows(
    at_desk: Seat, zofia: Staff, halina: Resident, rings: Rings
) -> None:
    matters.load_catalogue()  # a test with transactions of its own empties what the migrations loaded
    knowledge.load_example_cards(clock.now())
    page = at_desk()
    rings(zofia).answered()
    expect(page.get_by_role("heading", name="Rozmowa: 1 pytanie")).to_be_visible()
    page.keyboard.press("Control+K")
    page.keyboard.type("nie swieci latarnia")
    page.keyboard.press("Enter")
    expect(page.locator("#karta-t")).to_contain_text("Oświetlenie ulic")
    page.keyboard.press("Control+K")
    picture(page, "desk-finding", docs=True, full=False)
    no_violations(page)
    page.keyboard.type("xyzzy qwertz")
    expect(page.get_by_text("Nic takiego nie mamy")).to_be_visible()
    no_violations(page)
    page.get_by_role("button", name="Zapytaj kierownika").press("Enter")
    expect(page.get_by_label(re.compile("Co trzeba wiedzieć"))).to_be_focused()
    picture(page, "desk-no-answer", docs=True, full=False)
    no_violations(page)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cards")
class TestByKeyboard:
    def test_arrows_enter_and_escape_without_leaving_the_box(self, at_desk: Seat) -> None:
        page = at_desk()
        box = page.get_by_role("combobox", name=SEARCH)
        page.keyboard.press("Control+K")
        page.keyboard.type("pojemnik")
        page.wait_for_selector('[data-found="pojemnik"]')
        page.keyboard.press("ArrowDown")
        first = page.locator("[data-result]").first
        expect(first).to_have_attribute("aria-selected", "true")
        expect(box).to_be_focused()
        expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-result]").nth(1)).to_have_attribute("aria-selected", "true")
        no_violations(page)
        page.keyboard.press("Escape")
        expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
        expect(box).to_have_value("pojemnik")
        page.keyboard.press("Enter")
        expect(page.locator("#karta-t")).to_be_focused()

    def test_enter_pressed_before_the_results_opens_the_first_when_they_come(self, at_desk: Seat) -> None:
        page = at_desk()
        page.keyboard.press("Control+K")
        page.keyboard.type("nowy pojemnik")
        page.keyboard.press("Enter")
        expect(page.locator("#karta-t")).to_have_text("Nowy pojemnik na odpady")

    def test_narrowing_is_a_shortcut_away_and_keeps_the_place(self, at_desk: Seat) -> None:
        page = at_desk()
        page.keyboard.press("Control+K")
        page.keyboard.type("pojemnik")
        page.wait_for_selector('[data-found="pojemnik"]')
        page.keyboard.press("Control+,")
        subject = page.get_by_label("Temat", exact=True)
        expect(subject).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator("[data-result]")).to_have_count(1)
        expect(page.get_by_label("Temat", exact=True)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("combobox", name=SEARCH)).to_be_focused()

    def test_languages_of_the_card_by_keyboard(self, at_desk: Seat) -> None:
        page = at_desk()
        page.keyboard.press("Control+K")
        page.keyboard.type("nowy pojemnik")
        page.keyboard.press("Enter")
        expect(page.locator("#karta-t")).to_be_focused()
        page.get_by_role("button", name="English").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#karta-t")).to_have_text("New bin")
        expect(page.get_by_role("button", name="English")).to_be_focused()
        no_violations(page)

    @pytest.mark.parametrize("width", [320, 860, 1181])
    def test_a_long_answer_fits_every_window(self, at_desk: Seat, width: int) -> None:
        page = at_desk(width=width)
        page.get_by_role("combobox", name=SEARCH).fill("pojemnik")
        page.wait_for_selector('[data-found="pojemnik"]')
        page.locator("[data-result]").first.click()
        expect(page.locator("#karta-t")).to_be_visible()
        no_sideways_scroll(page)
        picture(page, f"desk-card-{width}")
