"""Search: inflection, diacritics, typing errors, word starts, everyday words, codes, and nothing for nonsense."""

from datetime import date, datetime

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Form, SearchPosting, SearchTerm
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(publish: Publish) -> None:
    """Three cards that share few words."""
    publish(
        "zameldowanie",
        "Zameldowanie na pobyt stały",
        summary="Potrzebny dowód i umowa najmu.",
        phrases=["przeprowadziłem się"],
    )
    publish(
        "odpady", "Odbiór odpadów", summary="Dni odbioru zależą od ulicy.", sections={"inne": "Śmieciarka jeździ rano."}
    )
    publish(
        "dowod",
        "Dowód osobisty",
        summary="Wniosek składasz osobiście.",
        sections={"o-co-zapytac": "Czy znasz hasło kormoran?"},
    )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("zameldowania", "zameldowanie"),
        ("zameldowaniem stałym", "zameldowanie"),
        ("odpadami", "odpady"),
        ("ODBIÓR ODPADÓW", "odpady"),
        ("odbior odpadow", "odpady"),
        ("dowody osobiste", "dowod"),
        ("dowodu osobistego", "dowod"),
        ("zamledowanie", "zameldowanie"),
        ("odbiór odapdów", "odpady"),
        ("dowud osobisty", "dowod"),
        ("zameld", "zameldowanie"),
        ("odbiór odp", "odpady"),
        ("przeprowadzić", "zameldowanie"),
        ("jak ja mogę dostać dowód osobisty proszę pani", "dowod"),
        ("śmieciarka", "odpady"),
        ("umowa najmu", "zameldowanie"),
    ],
)
def test_the_right_card_comes_first(three: None, typed: str, code: str) -> None:
    assert next(hit.code for hit in queries.search(typed)) == code


@pytest.mark.parametrize(
    "typed", ["", " ", "?!", "w", "qwertyuiop", "przepis na szarlotkę", "' OR 1=1 --", "%", "\x00", "😀", "x" * 5000]
)
def test_nonsense_finds_nothing(three: None, typed: str) -> None:
    assert queries.search(typed) == []


def test_a_finished_word_is_not_the_start_of_another(three: None) -> None:
    assert [hit.code for hit in queries.search("osob")] == ["dowod"]
    assert queries.search("osob ") == []


def test_a_cards_code_finds_the_card(three: None) -> None:
    assert queries.search("dowod")[0].code == "dowod"
    assert queries.search("odpady")[0].score > queries.search("odbiór odpadów")[0].score


def test_the_snippet_marks_inflected_words_and_escapes_everything_else(publish: Publish) -> None:
    publish("a", "Rower", summary="Zdanie bez niczego. Rowery <b>stoją</b> przy rowerach & obok.")
    snippet = queries.search("rower")[0].snippet_html
    assert snippet == "<mark>Rowery</mark> &lt;b&gt;stoją&lt;/b&gt; przy <mark>rowerach</mark> &amp; obok."


def test_what_is_meant_for_advisers_shows_only_to_them(three: None) -> None:
    assert "kormoran" in queries.search("hasło kormoran", staff=True)[0].snippet_html
    assert all("kormoran" not in hit.snippet_html for hit in queries.search("hasło kormoran"))


def test_synonyms_lead_to_every_card_that_says_the_office_word(three: None, at: datetime) -> None:
    assert queries.search("papirek") == []
    operations.add_synonym(everyday="papirek", means="dowód osobisty", at=at)
    assert [hit.code for hit in queries.search("papirki")][:1] == ["dowod"]


def test_a_phrase_works_at_once_and_a_removed_one_stops(three: None) -> None:
    operations.add_phrase(card_code="odpady", text="kiedy przyjadą po kubeł")
    assert queries.search("kubły")[0].code == "odpady"
    phrase = next(iter(queries.phrases_of("odpady")))
    operations.remove_phrase(phrase_id=phrase.id)
    assert queries.search("kubły") == []


@pytest.mark.parametrize("words", ["", "i oraz a", "?"])
def test_a_phrase_that_says_nothing_is_refused(three: None, words: str) -> None:
    with pytest.raises(operations.CannotAddPhrase):
        operations.add_phrase(card_code="odpady", text=words)


def test_forms_are_found_in_the_version_valid_today(at: datetime) -> None:
    for version, start, end in (("stara", date(2025, 1, 1), date(2026, 1, 1)), ("nowa", date(2026, 1, 2), None)):
        Form.objects.create(code="wniosek", version=version, title="Wniosek o rower", valid_from=start, valid_to=end)
    operations.index_forms(day=at.date())
    (hit,) = queries.search("wnioski rowerowe o rower")
    assert (hit.kind, hit.code, hit.facts) == ("form", "wniosek", "nowa")
    assert queries.search("rower", kinds=("card",)) == []


def test_every_part_of_a_score_is_explained(three: None) -> None:
    hit = queries.search("dowody osobste", explain=True)[0]
    assert [(part.typed, part.how) for part in hit.why] == [("dowody", "forma"), ("osobste", "pisownia"), ("", "razem")]
    assert sum(part.points for part in hit.why) == pytest.approx(hit.score, abs=0.001)


def test_a_new_edition_replaces_the_words_of_the_old_one(publish: Publish) -> None:
    publish("a", "Kajaki na zatoce")
    publish("a", "Rowery na bulwarze")
    assert queries.search("kajaki") == []
    assert queries.search("rowery")[0].title == "Rowery na bulwarze"
    assert SearchTerm.objects.get(token="zatoka").documents == 0


def test_the_index_changes_only_with_its_transaction(publish: Publish) -> None:
    publish("a", "Kajaki na zatoce")
    with pytest.raises(RuntimeError), transaction.atomic():
        publish("a", "Rowery na bulwarze")
        assert queries.search("rowery")
        raise RuntimeError
    assert queries.search("rowery") == []
    assert queries.search("kajaki")


def test_a_rebuilt_index_is_the_same_as_the_grown_one(three: None, at: datetime) -> None:
    def weights() -> set[tuple[str, str, float]]:
        rows = SearchPosting.objects.values_list("term__token", "document__code", "weight")
        return set(rows)

    grown = weights()
    operations.rebuild_index(day=at.date())
    assert weights() == grown
    counted = dict(SearchTerm.objects.values_list("token", "documents"))
    assert counted["dowod"] == len({code for token, code, _weight in grown if token == "dowod"})


def test_a_search_takes_few_statements_however_many_words(three: None) -> None:
    queries.search("rozgrzewka")
    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.search("zameldowanie na pobyt stały dowód odbiór odpadów rano umowa najmu")
    assert len(few) <= 8


def test_a_single_start_of_a_word_leads_first_to_titles_that_begin_so(publish: Publish) -> None:
    publish("ulga", "Ulga w podatku", phrases=["umorzenie podatku"])
    publish("auta", "Podatek od aut", phrases=["ciężarówka"])
    publish("pismo", "Pismo do urzędu", answer="Pismo podatkowe **złóż** w kancelarii.")
    assert [hit.code for hit in queries.search("podat")][:2] == ["auta", "ulga"]
    assert "nagłówek" in {part.how for part in queries.search("podat", explain=True)[0].why}
