"""Who may lodge a ponaglenie: told only where the law gives it."""

import json
from pathlib import Path

import pytest

from infolinia.matters.rules.remedies import may_urge

CATALOGUE = Path(__file__).parents[3] / "infolinia/matters/data/clocks.json"

ROWS = [
    ("a decision", "decyzja", True),
    ("a complicated decision", "decyzja-zlozona", True),
    ("an appeal that waits", "odwolanie-rozpatrzenie", True),
    ("a complaint, by art. 237 § 4", "skarga", True),
    ("a certificate", "zaswiadczenie", True),
    ("a motion, which has art. 245 and 246", "wniosek", False),
    ("a petition", "petycja", False),
    ("public information", "informacja-publiczna", False),
    ("data rights", "rodo", False),
    ("a call-back that the helpline promised", "oddzwonienie", False),
]


@pytest.mark.parametrize(("story", "code", "told"), ROWS, ids=[row[0] for row in ROWS])
def test_who_is_told_of_the_ponaglenie(story: str, code: str, told: bool) -> None:
    basis = {clock["code"]: clock["basis"] for clock in json.loads(CATALOGUE.read_text())}[code]
    assert may_urge(basis, is_promise=False) is told


def test_a_promise_is_no_term_of_law_whatever_its_basis_says() -> None:
    assert not may_urge("KPA art. 35 § 3", is_promise=True)
