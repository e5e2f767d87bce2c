"""How a matter may end: what each end needs, and until when a matter of others must be handed over."""

from datetime import date

import pytest

from infolinia.city.rules.calendar import Calendar
from infolinia.matters.models import Result
from infolinia.matters.rules.outcomes import OUTCOMES, handing_over, lacking, wrong_day
from infolinia.matters.rules.phrases import polish


def test_the_table_speaks_of_the_same_ends_as_the_database() -> None:
    assert set(OUTCOMES) == set(Result.values)


@pytest.mark.parametrize(
    ("outcome", "given", "field"),
    [
        ("done", {}, None),
        ("unverified", {}, None),
        ("refused", {}, "basis"),
        ("refused", {"basis": " "}, "basis"),
        ("refused", {"basis": "KPA art. 61a"}, None),
        ("not_ours", {}, "handed_to"),
        ("not_ours", {"handed_to": "Wojewoda"}, None),
        ("cud", {}, "result"),
    ],
)
def test_what_an_end_needs(outcome: str, given: dict[str, str], field: str | None) -> None:
    found = lacking(outcome, given)
    assert (found[0] if found else None) == field


@pytest.mark.parametrize(
    ("kind", "received", "handed_on", "until", "basis", "is_late"),
    [
        ("complaint", date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 1), "KPA art. 231", False),
        ("complaint", date(2026, 11, 24), date(2026, 12, 2), date(2026, 12, 1), "KPA art. 231", True),
        ("motion", date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 1), "KPA art. 243", False),
        # The seventh day is Christmas Eve: the term moves past the holidays (KPA art. 57 § 4).
        ("complaint", date(2026, 12, 17), date(2026, 12, 28), date(2026, 12, 28), "KPA art. 231", False),
        ("intervention", date(2026, 12, 17), date(2026, 12, 29), date(2026, 12, 28), "KPA art. 65 § 1", True),
        (
            "petition",
            date(2026, 11, 24),
            date(2026, 12, 24),
            date(2026, 12, 28),
            "ustawa o petycjach art. 6 ust. 1",
            False,
        ),
    ],
)
def test_until_when_it_is_handed_over(
    kind: str, received: date, handed_on: date, until: date, basis: str, is_late: bool
) -> None:
    found = handing_over(kind, received=received, handed_on=handed_on, calendar=Calendar())
    assert (found.until, found.basis, found.is_late) == (until, basis, is_late)


@pytest.mark.parametrize(
    ("handed_on", "words"),
    [
        (date(2026, 11, 24), None),
        (date(2026, 11, 27), None),
        (date(2026, 11, 28), "jeszcze nie nadszedł"),
        (date(2026, 11, 23), "jeszcze u nas nie było"),
    ],
)
def test_the_day_of_handing_over_lies_between_the_coming_and_today(handed_on: date, words: str | None) -> None:
    found = wrong_day(handed_on, received=date(2026, 11, 24), today=date(2026, 11, 27))
    assert (found is None) if words is None else (found is not None and words in polish(found))
