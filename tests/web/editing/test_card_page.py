"""The list, a card's page, its past, and its whole life, without a browser."""

from datetime import date, timedelta

import pytest
from django.test import Client

from infolinia.city.models import Staff, Unit
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge import queries
from infolinia.knowledge.operations import drafts, lifetime
from infolinia.knowledge.queries import editions, workshop
from tests.web.editing.conftest import pothole_card
from tests.web.units.conftest import As

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_ewa(as_: As, ewa: Staff) -> Client:
    """Ewa's browser."""
    return as_(ewa)


@pytest.fixture
def shelf(roads: Unit, lamps: Unit) -> None:
    """Four cards: of two units, one long not looked at, one with an older English text, one withdrawn."""
    at = now()
    late = (city_day(at) - timedelta(days=3)).isoformat()
    cards = (
        pothole_card(review_due=late),
        pothole_card(
            code="latarnia", title="Nie świeci latarnia", unit="zdiz-oswietlenie", phrases=("ciemno na ulicy",)
        ),
        pothole_card(code="zabka", title="Żabka na ścieżce", subject="srodowisko-i-zwierzeta", phrases=()),
        pothole_card(code="stara", title="Stara karta", phrases=()),
    )
    knowledge.publish_edition(
        draft=pothole_card(code="zabka", title="Frog", language="en", phrases=()), by_id=None, at=at - timedelta(days=9)
    )
    for one in cards:
        knowledge.publish_edition(draft=one, by_id=None, at=at - timedelta(days=2))
    lifetime.retire(card_code="stara", by_id=None, at=at, successor="latarnia")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["dziura-w-jezdni", "latarnia", "zabka"]),
        ("?q=zabka+sciezce", ["zabka"]),
        ("?q=ciemno", ["latarnia"]),
        ("?q=latarnie", ["latarnia"]),
        ("?q=stara&stan=retired", ["stara"]),
        ("?temat=srodowisko-i-zwierzeta", ["zabka"]),
        ("?komorka=zdiz-oswietlenie", ["latarnia"]),
        ("?stan=review_late", ["dziura-w-jezdni"]),
        ("?stan=behind", ["zabka"]),
        ("?stan=retired", ["stara"]),
        ("?stan=draft", []),
        ("?brak=en", ["dziura-w-jezdni", "latarnia"]),
        ("?stan=nonsense&temat=x&komorka=y&brak=zz&strona=x", ["dziura-w-jezdni", "latarnia", "zabka"]),
        ("?q=" + "a" * 500, []),
    ],
)
def test_the_list_is_filtered_by_the_address(of_ewa: Client, shelf: None, query: str, found: list[str]) -> None:
    answer = of_ewa.get(f"/wiedza{query}")
    assert [line.card.code for line in answer.context["lines"]] == found
    assert answer.context["total"] == len(found)


def test_a_long_list_has_pages(of_ewa: Client, shelf: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infolinia.web.editing.views.home.PER_PAGE", 2)
    monkeypatch.setattr("infolinia.web.editing.paging.turn.__kwdefaults__", {"size": 2})
    first = of_ewa.get("/wiedza")
    assert (first.context["pager"].pages, len(first.context["lines"])) == (2, 2)
    last = of_ewa.get(f"/wiedza{first.context['pager'].next}")
    assert [line.card.code for line in last.context["lines"]] == ["zabka"]
    assert not last.context["pager"].next


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(
    of_ewa: Client, shelf: None, django_assert_max_num_queries: object
) -> None:
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        of_ewa.get("/wiedza")


def test_a_cards_page_says_who_owns_it_and_what_it_says(of_ewa: Client, shelf: None) -> None:
    page = of_ewa.get("/wiedza/karty/dziura-w-jezdni").content.decode()
    for words in (
        "Utrzymanie Dróg",
        "3 dni po terminie",
        "Wydanie 1, obecne",
        "<strong>3 dni robocze</strong>",
        "dziura",
    ):
        assert words in page


def test_an_older_translation_is_pointed_out(of_ewa: Client, shelf: None) -> None:
    assert "Polski tekst zmienił się po tym tłumaczeniu" in of_ewa.get("/wiedza/karty/zabka?jezyk=en").content.decode()
    assert "Nie ma jeszcze tej wersji" in of_ewa.get("/wiedza/karty/zabka?jezyk=uk").content.decode()


def test_what_did_the_card_say_on_that_day(of_ewa: Client, pothole: str) -> None:
    at = now()
    knowledge.publish_edition(draft=pothole_card(answer="Dziś mówi co innego."), by_id=None, at=at)
    yesterday = city_day(at) - timedelta(days=1)
    page = of_ewa.get(f"/wiedza/karty/{pothole}/dnia", {"dzien": yesterday.isoformat()}).content.decode()
    assert "<strong>3 dni robocze</strong>" in page
    assert "Obowiązywało wydanie 1" in page
    page = of_ewa.get(f"/wiedza/karty/{pothole}/dnia", {"dzien": f"{city_day(at):%d.%m.%Y}"}).content.decode()
    assert "Dziś mówi co innego." in page
    page = of_ewa.get(f"/wiedza/karty/{pothole}/dnia", {"dzien": "2020-01-01"}).content.decode()
    assert "Tego dnia karta nic nie mówiła" in page


@pytest.mark.parametrize("day", ["", "31.02.2026", "wczoraj", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_asked_for_again(of_ewa: Client, pothole: str, day: str) -> None:
    answer = of_ewa.get(f"/wiedza/karty/{pothole}/dnia", {"dzien": day}, follow=True)
    assert "Wpisz dzień, na przykład 12.03.2026." in answer.content.decode()


def test_an_earlier_edition_comes_back_as_a_new_draft(of_ewa: Client, pothole: str) -> None:
    knowledge.publish_edition(draft=pothole_card(answer="Nowsza."), by_id=None, at=now())
    begun = of_ewa.post(f"/wiedza/karty/{pothole}/wydania/1/przywroc", {"jezyk": "pl"})
    page = of_ewa.get(begun["Location"]).content.decode()
    assert "Szkic wydania 3" in page
    assert "tekst wydania 1" in page
    assert "Miasto łata dziurę w **3 dni robocze**." in page
    again = of_ewa.post(f"/wiedza/karty/{pothole}/wydania/1/przywroc", {"jezyk": "pl"}, follow=True)
    assert "ma już szkic w tym języku" in again.content.decode()


def test_two_editions_side_by_side(of_ewa: Client, pothole: str) -> None:
    knowledge.publish_edition(draft=pothole_card(script="Nowy skrypt."), by_id=None, at=now())
    page = of_ewa.get(f"/wiedza/karty/{pothole}/roznice").content.decode()
    assert "Wydanie 1 i wydanie 2" in page
    assert "Do przeczytania na głos" in page
    assert "Bez różnic" in of_ewa.get(f"/wiedza/karty/{pothole}/roznice?od=1&do=1").content.decode()
    assert of_ewa.get(f"/wiedza/karty/{pothole}/roznice?od=1&do=7").status_code == 404


def test_a_new_card_begins_with_a_draft_that_nobody_else_sees(of_ewa: Client, roads: Unit) -> None:
    sent = {"title": "Zgubiony żółw Łukasza", "subject": "srodowisko-i-zwierzeta", "unit": roads.code, "code": ""}
    begun = of_ewa.post("/wiedza/nowa-karta", {**sent, "slowa": ["uciekł mi żółw", "  ", "żółw"]})
    card = workshop.card_settings("zgubiony-zolw-lukasza")
    assert card is not None
    assert (card.title, card.unit_code, card.in_language("pl").edition) == ("Zgubiony żółw Łukasza", roads.code, 0)
    assert [phrase.text for phrase in queries.phrases_of(card.code)] == ["uciekł mi żółw", "żółw"]
    assert queries.card(card.code) is None
    assert "Szkic pierwszego wydania" in of_ewa.get(begun["Location"]).content.decode()


@pytest.mark.parametrize(
    ("what", "sent", "words"),
    [
        ("a code that is taken", {"title": "Druga", "code": "dziura-w-jezdni"}, "Ten kod ma już inna karta."),
        ("a code with signs", {"title": "Druga", "code": "Dziura w drodze"}, "małych liter"),
        ("no title", {"title": "", "code": "druga"}, "Wpisz tytuł."),
        ("a title of signs alone", {"title": "!!!", "code": ""}, "kod"),
    ],
)
def test_a_card_that_cannot_be_made_is_refused_in_words(
    of_ewa: Client, pothole: str, what: str, sent: dict[str, str], words: str
) -> None:
    answer = of_ewa.post("/wiedza/nowa-karta", {"subject": "inne", "unit": "", **sent})
    assert answer.status_code == 422, what
    assert words in answer.content.decode()
    assert workshop.shelf(at=now()).total == 1


def test_the_owner_changes_at_once(of_ewa: Client, pothole: str, lamps: Unit) -> None:
    of_ewa.post(f"/wiedza/karty/{pothole}/dane", {"subject": "inne", "unit": lamps.code, "valid_to": "2027-12-31"})
    card = workshop.card_settings(pothole)
    assert card is not None
    assert (card.unit_code, card.subject_code, card.valid_to) == (lamps.code, "inne", date(2027, 12, 31))
    wrong = of_ewa.post(
        f"/wiedza/karty/{pothole}/dane",
        {"subject": "inne", "unit": lamps.code, "valid_from": "2028-01-01", "valid_to": "2027-12-31"},
    )
    assert wrong.status_code == 422


def test_a_card_is_withdrawn_for_another_and_comes_back(of_ewa: Client, shelf: None) -> None:
    unsure = of_ewa.post("/wiedza/karty/zabka/wycofaj", {"successor": "latarnia"})
    assert (unsure.status_code, "Potwierdź" in unsure.content.decode()) == (422, True)
    circle = of_ewa.post("/wiedza/karty/zabka/wycofaj", {"successor": "zabka", "sure": "on"})
    assert circle.status_code == 422
    page = of_ewa.post("/wiedza/karty/zabka/wycofaj", {"successor": "latarnia", "sure": "on"}, follow=True)
    assert "Zastępuje ją" in page.content.decode()
    page = of_ewa.post("/wiedza/karty/zabka/przywroc", follow=True)
    assert "Karta znów obowiązuje." in page.content.decode()


def test_words_of_residents_are_added_and_taken_away(of_ewa: Client, pothole: str, shelf: None) -> None:
    of_ewa.post(f"/wiedza/karty/{pothole}/slowa", {"slowa": "wyrwa w asfalcie"})
    added = {phrase.text: phrase.id for phrase in queries.phrases_of(pothole)}
    assert "wyrwa w asfalcie" in added
    of_ewa.post("/wiedza/karty/latarnia/slowa", {"usun": added["wyrwa w asfalcie"]})
    assert "wyrwa w asfalcie" in [phrase.text for phrase in queries.phrases_of(pothole)], "it is another card's"
    of_ewa.post(f"/wiedza/karty/{pothole}/slowa", {"usun": added["wyrwa w asfalcie"]})
    assert "wyrwa w asfalcie" not in [phrase.text for phrase in queries.phrases_of(pothole)]


def test_looked_at_and_still_true_moves_the_next_review(of_ewa: Client, shelf: None) -> None:
    of_ewa.post("/wiedza/karty/dziura-w-jezdni/sprawdzone", {"next_due": "2027-09-01", "language": "pl"})
    card = workshop.card_settings("dziura-w-jezdni")
    assert card is not None
    assert card.review_due == date(2027, 9, 1)
    of_ewa.post("/wiedza/karty/latarnia/sprawdzone", {"next_due": "", "language": "pl"})
    card = workshop.card_settings("latarnia")
    assert card is not None
    assert card.review_due == city_day(now()) + timedelta(days=182)


def test_a_draft_overtaken_by_an_edition_asks_before_it_replaces_it(
    of_ewa: Client, ewa: Staff, pothole: str, draft: int
) -> None:
    knowledge.publish_edition(draft=pothole_card(memo="Z pliku."), by_id=None, at=now())
    page = of_ewa.get(f"/wiedza/szkice/{draft}").content.decode()
    assert "Znam te zmiany, mój szkic je zastąpi" in page
    text = editions.draft_text(draft)
    assert text is not None
    of_ewa.post(f"/wiedza/szkice/{draft}/zastap", {"wersja": text.version})
    assert "Znam te zmiany, mój szkic je zastąpi" not in of_ewa.get(f"/wiedza/szkice/{draft}").content.decode()


def test_drafts_of_two_languages_live_side_by_side(of_ewa: Client, ewa: Staff, pothole: str, draft: int) -> None:
    drafts.start_draft(card_code=pothole, by_id=ewa.pk, at=now(), language="en")
    page = of_ewa.get("/wiedza").content.decode()
    assert page.count("Twój szkic") == 2
