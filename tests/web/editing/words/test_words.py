"""„Słowa”: what leads to cards, seen and corrected; each press counts in the next search."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client

from infolinia.city.models import Staff
from infolinia.core.clock import city_day, now
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Association, Card, Phrase, RejectedSynonym, SearchEntry, Synonym, ThesaurusPair
from infolinia.knowledge.operations.shipped import take_shipped_words
from tests.web.units.conftest import As

PAGES = ("", "/synonimy", "/skojarzenia", "/tezaurus", "/dlaczego?q=dziura")
PRESSES = (
    "/dodaj", "/usun", "/synonimy/dodaj", "/synonimy/usun", "/synonimy/przywroc", "/skojarzenia/decyzja",
    "/tezaurus/decyzja",
)  # fmt: skip
HOLE = "dziura-w-jezdni"


@pytest.fixture
def ewas(ewa: Staff, as_: As) -> Client:
    """Ewa's browser."""
    return as_(ewa)


def _text(client: Client, path: str = "", **query: str) -> str:
    answer = client.get(f"/wiedza/slowa{path}", query or None)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def _press(client: Client, path: str, **sent: object) -> str:
    """Press; return the page that follows."""
    answer = client.post(f"/wiedza/slowa{path}", sent, follow=True)
    assert answer.status_code == 200, path
    return unescape(answer.content.decode())


def _found(text: str) -> list[str]:
    return [hit.code for hit in queries.search(text)]


def _ways(text: str) -> list[str]:
    """Return how the words of the text met the best card."""
    return [part.how for hit in queries.search(text, limit=1, explain=True) for part in hit.why]


def test_phrases_are_filtered_by_their_text_and_by_their_card(pothole: str, ewas: Client) -> None:
    operations.add_phrase(card_code=pothole, text="wyrwa na rondzie")
    assert "„wyrwa na rondzie”" in _text(ewas) and "Dziura w jezdni" in _text(ewas)
    assert "„wyrwa na rondzie”" in _text(ewas, q="WYRWA") and "„dziura”" not in _text(ewas, q="wyrwa")
    assert "„wyrwa na rondzie”" in _text(ewas, q="w jezdni"), "by the title"
    assert "Żadne słowa tu nie pasują" in _text(ewas, q="lodowisko")


def test_a_phrase_is_added_to_the_chosen_card_and_removed(pothole: str, ewas: Client) -> None:
    assert _found("kraterek") == []
    assert "prowadzą teraz" in _press(ewas, "/dodaj", slowa="kraterek", karta=f"Dziura w jezdni [{pothole}]")
    assert _found("kraterek") == [pothole]
    _press(ewas, "/usun", ktore=Phrase.objects.get(text="kraterek").pk)
    assert _found("kraterek") == []


@pytest.mark.parametrize(
    ("words", "card", "said"),
    [
        ("kraterek", "", "Wybierz kartę"),
        ("kraterek", "nie-ma", "Nie ma karty"),
        ("i lub", HOLE, "które coś znaczą"),
        ("", HOLE, "które coś znaczą"),
    ],
)
def test_a_phrase_that_leads_nowhere_is_refused_in_words(
    pothole: str, ewas: Client, words: str, card: str, said: str
) -> None:
    assert said in _press(ewas, "/dodaj", slowa=words, karta=card)
    assert Phrase.objects.count() == 1


def test_an_own_synonym_works_at_once_and_is_gone_when_removed(pothole: str, ewas: Client) -> None:
    _press(ewas, "/synonimy/dodaj", potoczne="kraterek", znaczy="dziura")
    assert _found("kraterek") == [pothole]
    assert "redaktor" in _text(ewas, "/synonimy", q="kraterek")
    _press(ewas, "/synonimy/usun", ktore=Synonym.objects.get(everyday="kraterek").pk)
    assert _found("kraterek") == []
    assert not RejectedSynonym.objects.exists()


def test_a_synonym_of_the_file_is_put_aside_for_good_and_taken_back(pothole: str, ewas: Client) -> None:
    take_shipped_words()
    pair = Synonym.objects.filter(origin="import").first()
    assert pair is not None
    words = {"everyday": pair.everyday, "means": pair.means}
    assert "Odłożone" in _press(ewas, "/synonimy/usun", ktore=pair.pk)
    take_shipped_words()
    assert not Synonym.objects.filter(**words).exists(), "the file brought it back"
    _press(ewas, "/synonimy/przywroc", ktore=RejectedSynonym.objects.get(**words).pk)
    assert Synonym.objects.get(**words).origin == "import"
    assert not RejectedSynonym.objects.exists()


def test_a_synonym_put_aside_and_written_anew_is_not_put_aside_any_more(pothole: str, ewa: Staff, ewas: Client) -> None:
    RejectedSynonym.objects.create(everyday="kraterek", means="dziura", by=ewa, at=now())
    _press(ewas, "/synonimy/dodaj", potoczne="kraterek", znaczy="dziura")
    assert _found("kraterek") == [HOLE]
    assert not RejectedSynonym.objects.exists()


def test_what_searches_taught_is_shown_with_its_evidence_and_decided(pothole: str, ewas: Client) -> None:
    taught = _taught("kwakwa brumbrum", led=4, typed=5)
    at = now() - timedelta(days=400)
    SearchEntry.objects.create(at=at, channel="desk", text=taught.words, hits=0, is_settled=True, answered_code=pothole)
    page = _text(ewas, "/skojarzenia")
    assert "odpowiedziała 4 na 5" in page and "działa słabo już teraz" in page
    assert f"ostatnio {city_day(at).day}" in re.sub(r"\s+", " ", page)
    _press(ewas, "/skojarzenia/decyzja", ktore=taught.pk, co="przyjmij")
    assert _found(taught.words) == [pothole]
    assert "Ewa Molo" in _text(ewas, "/skojarzenia")
    _press(ewas, "/skojarzenia/decyzja", ktore=taught.pk, co="odrzuc")
    assert _found(taught.words) == []
    _press(ewas, "/skojarzenia/decyzja", ktore=taught.pk, co="cofnij")
    taught.refresh_from_db()
    assert (taught.state, taught.decided_by, taught.decided_at) == ("offered", None, None)


def test_what_waits_comes_first_and_too_little_evidence_is_said(pothole: str, ewas: Client) -> None:
    _taught("pierwsze przyjęte", led=90, typed=90, state="accepted")
    _taught("drugie czeka", led=1, typed=9)
    page = _text(ewas, "/skojarzenia")
    assert page.index("drugie czeka") < page.index("pierwsze przyjęte")
    assert "za mało, żeby działało" in page
    assert "1 czeka na decyzję" in page


def test_a_pair_of_the_thesaurus_is_put_aside_and_taken_back(pothole: str, ewas: Client) -> None:
    pair = ThesaurusPair.objects.create(word="wyrwa", means="dziura")
    assert "tezaurus" in _ways("wyrwa w jezdni")
    assert "odłożona" in _press(ewas, "/tezaurus/decyzja", ktore=pair.pk, co="odloz")
    assert "tezaurus" not in _ways("wyrwa w jezdni")
    _press(ewas, "/tezaurus/decyzja", ktore=pair.pk, co="przywroc")
    assert "tezaurus" in _ways("wyrwa w jezdni")


def test_a_press_that_no_button_makes_is_refused_and_changes_nothing(pothole: str, ewas: Client) -> None:
    taught = _taught("wertepy na trasie", led=4, typed=5, state="accepted")
    pair = ThesaurusPair.objects.create(word="wyrwa", means="dziura", is_rejected=True)
    for path, row in (("/skojarzenia/decyzja", taught.pk), ("/tezaurus/decyzja", pair.pk)):
        for what in ("", "usun", "odlozyc"):
            assert "Nic się nie zmieniło" in _press(ewas, path, ktore=row, co=what)
    taught.refresh_from_db()
    pair.refresh_from_db()
    assert (taught.state, pair.is_rejected) == ("accepted", True)


def test_every_part_of_a_score_is_told_in_words(pothole: str, ewas: Client) -> None:
    page = _text(ewas, "/dlaczego", q="dziury xyzzy w jezdni")
    assert "to słowo albo jego odmiana" in page and "tego słowa tu nie ma" in page
    shown = [float(number.replace(",", ".")) for number in re.findall(r'class="nb">(-?[\d,]+)</td>', page)]
    (total,) = (float(number.replace(",", ".")) for number in re.findall(r"([\d,]+) pkt", page))
    assert sum(shown) == pytest.approx(total, abs=0.02)
    assert "zawsze pierwszy" in _text(ewas, "/dlaczego", q=pothole)
    assert "Nic nie znaleziono" in _text(ewas, "/dlaczego", q="qwertyuiop")


def test_long_lists_are_paged_and_keep_their_filter(pothole: str, ewas: Client) -> None:
    Synonym.objects.bulk_create(Synonym(everyday=f"słówko{n:03}", means="dziura") for n in range(60))
    first, second = _text(ewas, "/synonimy", q="słówko"), _text(ewas, "/synonimy", q="słówko", strona="2")
    assert "słówko049" in first and "słówko050" not in first and "strona=2" in first
    assert "słówko050" in second and "strona 2 z 2" in second


def test_a_press_returns_to_the_page_it_came_from(pothole: str, ewas: Client) -> None:
    answer = ewas.post("/wiedza/slowa/usun", {"ktore": "1", "wroc": "/wiedza/slowa?q=a&strona=2"})
    assert answer["Location"] == "/wiedza/slowa?q=a&strona=2"
    answer = ewas.post("/wiedza/slowa/usun", {"ktore": "nonsens", "wroc": "//example.org/wiedza/"})
    assert answer["Location"] == "/wiedza/slowa"


@pytest.mark.parametrize("path", PRESSES)
def test_what_is_gone_or_nonsense_changes_nothing(pothole: str, ewas: Client, path: str) -> None:
    for number in ("999999999", "9" * 30, "-1", "\0"):
        assert ewas.post(f"/wiedza/slowa{path}", {"ktore": number, "slowa": "\0", "karta": "\0"}).status_code == 302


def test_empty_lists_say_what_will_appear(db: None, ewas: Client) -> None:
    for path, title in [
        ("", "Nie ma jeszcze słów"),
        ("/synonimy", "Nie ma jeszcze synonimów"),
        ("/skojarzenia", "jeszcze niczego się nie nauczyło"),
        ("/tezaurus", "Nie wczytano tezaurusa"),
        ("/dlaczego", "Wpisz słowa"),
    ]:
        assert title in _text(ewas, path)


@pytest.mark.parametrize(
    ("who", "reads"), [("editor", 200), ("supervisor", 200), ("admin", 200), ("adviser", 403), ("officer", 403)]
)
def test_editors_change_supervisors_and_administrators_read(
    pothole: str,
    ewa: Staff,
    marek: Staff,
    administrator: Staff,
    zofia: Staff,
    piotr: Staff,
    as_: As,
    who: str,
    reads: int,
) -> None:
    people = {"editor": ewa, "supervisor": marek, "admin": administrator, "adviser": zofia, "officer": piotr}
    client = as_(people[who])
    ThesaurusPair.objects.create(word="wyrwa", means="dziura")
    for path in PAGES:
        answer = client.get(f"/wiedza/slowa{path}")
        assert answer.status_code == reads, path
        if reads == 200 and who != "editor":
            assert 'action="/wiedza/' not in answer.content.decode(), path
    for path in PRESSES:
        assert client.post(f"/wiedza/slowa{path}").status_code == (302 if who == "editor" else 403), path
        assert client.get(f"/wiedza/slowa{path}").status_code == 405
    assert Client().get("/wiedza/slowa").status_code == 302


def _taught(words: str, *, led: int, typed: int, state: str = "offered") -> Association:
    card = Card.objects.get(code=HOLE)
    return Association.objects.create(words=words, card=card, led=led, typed=typed, state=state)
