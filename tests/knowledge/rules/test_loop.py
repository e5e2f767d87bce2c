"""The pure decisions of the loop: runs of typing, masking, audiences, seasons."""

from datetime import date

import pytest

from infolinia.knowledge.rules import masking, season
from infolinia.knowledge.rules.audience import Audience, Reader, is_for
from infolinia.knowledge.rules.runs import Step, Typed, step


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (None, "dow", Step.NEW),
        (Typed("dow", 1, False), "dowód", Step.LONGER),
        (Typed("dowód", 1, False), "dow", Step.DELETING),
        (Typed("dowdo", 2, False), "dowód os", Step.LONGER),
        (Typed("dowód", 1, False), "prawko", Step.NEW),
        (Typed("dowód", 30, False), "dowód osobisty", Step.NEW),
        (Typed("dowód", 1, True), "dowód osobisty", Step.NEW),
        (Typed("Dowód", 1, False), "dowód", Step.LONGER),
        (Typed("do", 1, False), "dy", Step.NEW),
    ],
)
def test_keys_of_one_search_are_kept_once(before: Typed | None, now: str, expected: Step) -> None:
    assert step(before, now) is expected


WORDS = {
    "jan": {masking.NAME},
    "kowalski": {masking.SURNAME, masking.ADJECTIVE},
    "halina": {masking.NAME},
    "zatoka": {masking.SURNAME, masking.COMMON, masking.PLACE},
    "lis": {masking.SURNAME, masking.COMMON},
    "maja": {masking.NAME, masking.COMMON},
    "orłowo": {masking.PLACE},
    "dowód": {masking.COMMON},
    "karta": {masking.COMMON},
    "mieszkańca": {masking.COMMON},
}


def _labels(word: str) -> frozenset[str]:
    return frozenset(WORDS.get(word.lower(), set()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("dowód osobisty", "dowód osobisty"),
        ("44051401359", "…"),
        ("pesel 44051401359", "pesel …"),
        ("tel. 500 000 014 oddzwonić", "tel. … oddzwonić"),
        ("sprawa INF-2026-48213", "sprawa INF-…"),
        ("dowód ABC 1234", "dowód …"),
        ("ala@example.org nie działa", "… nie działa"),
        ("800 plus na 2 dzieci", "800 plus na 2 dzieci"),
        ("Jan Kowalski dowód", "… dowód"),
        ("jan kowalski", "…"),
        ("kowalski jan", "…"),
        ("halina", "…"),
        ("halina zatoka meldunek", "… meldunek"),
        ("jan lis", "…"),
        ("lis w ogrodzie", "lis w ogrodzie"),
        ("do 3 maja", "do 3 maja"),
        ("karta mieszkańca", "karta mieszkańca"),
        ("śmieci Orłowo", "śmieci Orłowo"),
        ("meldunek Shevchenko", "meldunek …"),
        ("PIT ZUS", "PIT ZUS"),
    ],
)
def test_numbers_addresses_and_names_are_hidden(typed: str, kept: str) -> None:
    assert masking.mask(typed, _labels) == kept


@pytest.mark.parametrize(
    ("text", "says"), [("…", False), ("… …", False), ("do", False), ("PIT", True), ("… dowód", True)]
)
def test_what_is_left_must_say_something(text: str, says: bool) -> None:
    assert masking.says_something(text) is says


ADVISER = Reader("adviser", ("pl",), ())


@pytest.mark.parametrize(
    ("audience", "reader", "expected"),
    [
        (Audience(), ADVISER, True),
        (Audience(), Reader("supervisor"), False),
        (Audience(roles=("supervisor",)), Reader("supervisor"), True),
        (Audience(roles=("supervisor",)), ADVISER, False),
        (Audience(languages=("uk",)), ADVISER, False),
        (Audience(languages=("uk", "en")), Reader("adviser", ("pl", "uk")), True),
        (Audience(subjects=("podatki-i-oplaty",)), ADVISER, True),
        (Audience(subjects=("podatki-i-oplaty",)), Reader("adviser", subjects=("odpady-i-woda",)), False),
        (Audience(subjects=("podatki-i-oplaty",)), Reader("adviser", subjects=("podatki-i-oplaty", "inne")), True),
        (Audience(languages=("uk",), subjects=("inne",)), Reader("adviser", ("uk",), ("edukacja",)), False),
    ],
)
def test_news_reaches_those_it_is_for(audience: Audience, reader: Reader, expected: bool) -> None:
    assert is_for(audience, reader) is expected


def test_the_same_weeks_of_last_year_begin_on_a_monday_and_are_five() -> None:
    first, last = season.same_weeks_last_year(date(2026, 11, 24))
    assert (first, last) == (date(2025, 11, 10), date(2025, 12, 14))
    assert (first.weekday(), (last - first).days + 1) == (0, 35)


@pytest.mark.parametrize(
    ("in_season", "in_year", "year_days", "expected"),
    [
        ({"podatek": 70}, {"podatek": 364}, 364, {"podatek": 2.0}),
        ({"podatek": 35}, {"podatek": 364}, 364, {}),
        ({"podatek": 52}, {"podatek": 364}, 364, {}),
        ({"podatek": 53}, {"podatek": 364}, 364, {"podatek": 1.5}),
        ({"rzadkie": 4}, {"rzadkie": 4}, 364, {}),
        ({"podatek": 70}, {"podatek": 70}, 120, {}),
        ({"a": 105, "b": 70}, {"a": 364, "b": 364}, 364, {"a": 3.0, "b": 2.0}),
    ],
)
def test_a_season_is_clearly_more_than_the_years_mean(
    in_season: dict[str, int], in_year: dict[str, int], year_days: int, expected: dict[str, float]
) -> None:
    assert season.risen(in_season, 35, in_year, year_days) == expected
