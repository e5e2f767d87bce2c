"""For what a matter may wait, and when its clock may stand meanwhile."""

from datetime import date

import pytest

from infolinia.matters.models import WaitsFor
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.waits import (
    WAITS,
    basis_of_question,
    basis_of_standing,
    refusal_of_day,
    refusal_of_standing,
)

TODAY = date(2026, 11, 24)
LAW, COMPLAINT, PROMISE = ("KPA art. 35 § 3", False), ("KPA art. 237 § 1", False), ("obietnica miasta", True)


def test_the_table_speaks_of_the_same_waits_as_the_database() -> None:
    assert set(WAITS) == set(WaitsFor.values)


@pytest.mark.parametrize(
    ("kind", "term", "basis"),
    [
        ("unit", LAW, ""),
        ("unit", PROMISE, ""),
        ("contractor", LAW, ""),
        ("contractor", PROMISE, ""),
        ("body", LAW, "KPA art. 35 § 5"),
        ("body", COMPLAINT, ""),
        ("body", PROMISE, "obietnica miasta, nie przepis"),
        ("season", LAW, "KPA art. 35 § 5"),
        ("season", COMPLAINT, ""),
        ("season", PROMISE, "obietnica miasta, nie przepis"),
        ("pogoda", LAW, ""),
    ],
)
def test_by_what_rule_the_clock_stands(kind: str, term: tuple[str, bool], basis: str) -> None:
    assert basis_of_standing(kind, term_basis=term[0], is_promise=term[1]) == basis


@pytest.mark.parametrize(
    ("term", "basis"),
    [
        (LAW, "KPA art. 35 § 5, art. 64 § 2"),
        (PROMISE, "obietnica miasta, nie przepis"),
        (COMPLAINT, ""),
        (("KPA art. 244 § 1", False), ""),
        (("ustawa o dostępie do informacji publicznej, art. 13", False), ""),
        (("RODO art. 12 ust. 3", False), ""),
        (("ustawa o petycjach", False), ""),
    ],
)
def test_by_what_rule_a_question_to_the_resident_stops_the_clock(term: tuple[str, bool], basis: str) -> None:
    assert basis_of_question(term_basis=term[0], is_promise=term[1]) == basis


def test_no_clock_stands_after_its_end() -> None:
    found = refusal_of_standing("body", evidence="Pismo.", term_basis=LAW[0], is_promise=False, is_over=True)
    assert found is not None
    assert (found[0], polish(found[1])) == ("stands", "Termin już minął, więc zegara nie da się zatrzymać.")


@pytest.mark.parametrize(
    ("kind", "term", "evidence", "field", "words"),
    [
        ("unit", PROMISE, "Notatka.", "stands", "urząd załatwia we własnym zakresie"),
        ("contractor", LAW, "Umowa.", "stands", "urząd załatwia we własnym zakresie"),
        ("body", COMPLAINT, "Pismo.", "stands", "(KPA art. 237 § 1)"),
        ("body", LAW, " ", "evidence", "Bez dowodu zegar nie staje"),
        ("body", LAW, "Wystąpienie do RDOŚ z 24.11.2026.", "", ""),
        ("season", PROMISE, "Wiążąca temperatura masy: od 5 stopni.", "", ""),
    ],
)
def test_when_the_clock_may_not_stand(kind: str, term: tuple[str, bool], evidence: str, field: str, words: str) -> None:
    found = refusal_of_standing(kind, evidence=evidence, term_basis=term[0], is_promise=term[1])
    assert (found[0], words in polish(found[1])) == (field, True) if found else field == ""


@pytest.mark.parametrize(
    ("kind", "until", "field"),
    [
        ("unit", None, None),
        ("unit", TODAY, None),
        ("unit", date(2026, 11, 23), "remind_on"),
        ("season", None, "remind_on"),
        ("season", TODAY, "remind_on"),
        ("season", date(2027, 4, 1), None),
        ("season", date(2027, 10, 1), "remind_on"),
        ("pogoda", date(2027, 4, 1), "kind"),
    ],
)
def test_until_when_a_matter_may_wait(kind: str, until: date | None, field: str | None) -> None:
    found = refusal_of_day(kind, until=until, today=TODAY)
    assert (found[0] if found else None) == field
