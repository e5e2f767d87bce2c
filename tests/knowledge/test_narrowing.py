"""Narrowing a search: facets by subject and unit, filters by them, and phrases in quotes."""

import pytest

from infolinia.city.models import Unit
from infolinia.knowledge.queries import facets, search
from tests.knowledge.conftest import Publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamps(publish: Publish, roads: Unit) -> None:
    """Three cards that speak of lamps: two of the roads, one of them the roads section's; one of the environment."""
    publish("latarnia", "Latarnia nie świeci", subject="transport-i-drogi", unit=roads.code)
    publish("nowa-latarnia", "Wniosek o nową latarnię", subject="transport-i-drogi")
    publish("latarnia-w-parku", "Latarnia w parku", subject="srodowisko-i-zwierzeta", summary="Park jest ciemny nocą.")


def _codes(text: str, **narrowed: str) -> set[str]:
    return {hit.code for hit in search(text, **narrowed)}  # type: ignore[arg-type]


def test_facets_count_all_that_answers_the_most_first(lamps: None, roads: Unit) -> None:
    subjects, units = facets("latarnie ")
    assert [(one.code, one.count) for one in subjects] == [("transport-i-drogi", 2), ("srodowisko-i-zwierzeta", 1)]
    assert [(one.code, one.name, one.count) for one in units] == [(roads.code, roads.name, 1)]
    assert facets("qwertyuiop") == ((), ())


def test_a_subject_and_a_unit_leave_only_their_own_cards(lamps: None, roads: Unit) -> None:
    assert _codes("latarnie ") == {"latarnia", "nowa-latarnia", "latarnia-w-parku"}
    assert _codes("latarnie ", subject="transport-i-drogi") == {"latarnia", "nowa-latarnia"}
    assert _codes("latarnie ", unit=roads.code) == {"latarnia"}
    assert _codes("latarnie ", subject="srodowisko-i-zwierzeta", unit=roads.code) == set()


def test_a_code_of_another_subject_is_not_let_through(lamps: None) -> None:
    assert "latarnia-w-parku" not in _codes("latarnia-w-parku", subject="transport-i-drogi")


@pytest.mark.parametrize("quotes", ['"{}"', "„{}”", "«{}»"])
def test_words_in_quotes_lift_the_card_that_says_them_in_a_row(publish: Publish, quotes: str) -> None:
    publish("kosz", "Kosz w parku i park na wodzie", summary="Kosz uliczny stoi w parku.")
    publish("kosze", "Kosze", sections={"inne": "Miasto opróżnia każdy park wodny kosz."})
    quoted = search(quotes.format("park wodny"), explain=True)
    assert quoted[0].code == "kosze"
    assert "cytat" in [part.how for part in quoted[0].why]
    assert "cytat" not in [part.how for hit in search("park wodny", explain=True) for part in hit.why]
