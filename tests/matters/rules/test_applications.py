"""A call is never an application: of which kinds the adviser is reminded of it."""

import json
from pathlib import Path

import pytest

from infolinia.matters.rules.applications import needs_writing

DATA = Path(__file__).parents[3] / "infolinia/matters/data"

ROWS = [
    ("a complaint", "skarga", True),
    ("a motion", "wniosek", True),
    ("a petition", "petycja", True),
    ("a certificate of residence", "zaswiadczenie-meldunkowe", True),
    ("a licence to sell alcohol", "zezwolenie-na-alkohol", True),
    ("a parking complaint", "parkowanie", True),
    ("a hole in the road: a promise of the city", "dziura-w-jezdni", False),
    ("noise: an intervention that shares the term of motions", "halas", False),
    ("thanks", "podziekowanie", False),
    ("public information, asked for in any way", "informacja-publiczna", False),
    ("data rights, asked for in any way", "dane-osobowe", False),
    ("lack of access, told in any way", "dostepnosc", False),
    ("a call-back", "oddzwonienie", False),
]


@pytest.mark.parametrize(("story", "code", "reminded"), ROWS, ids=[row[0] for row in ROWS])
def test_the_adviser_is_reminded_where_a_call_begins_nothing(story: str, code: str, reminded: bool) -> None:
    basis = {clock["code"]: clock["basis"] for clock in json.loads((DATA / "clocks.json").read_text())}
    category = next(one for one in json.loads((DATA / "categories.json").read_text()) if one["code"] == code)
    is_promise = bool(category.get("promise"))
    found = needs_writing(basis.get(category.get("clock", ""), ""), kind=category["kind"], is_promise=is_promise)
    assert found is reminded
