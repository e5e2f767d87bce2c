"""What a word says about a document."""

from itertools import pairwise

import pytest

from infolinia.knowledge.rules.weights import FIELDS, rarity, saturated

USUAL = {name: int(field.usual_length) for name, field in FIELDS.items()}


def test_a_word_in_the_title_says_more_than_one_in_the_body() -> None:
    order = ["title", "phrases", "lead", "body", "staff"]
    said = [saturated({name: 1}, USUAL) for name in order]
    assert said == sorted(said, reverse=True)
    assert len(set(said)) == len(said)


def test_repeating_a_word_adds_less_and_less_and_never_passes_one() -> None:
    said = [saturated({"body": count}, USUAL) for count in (1, 2, 3, 1000)]
    steps = [later - earlier for earlier, later in pairwise(said[:3])]
    assert steps == sorted(steps, reverse=True)
    assert said[-1] < 1


def test_a_word_of_a_short_title_says_more_than_one_of_a_long_title() -> None:
    assert saturated({"title": 1}, {"title": 2}) > saturated({"title": 1}, {"title": 12})


@pytest.mark.parametrize(("rare", "common"), [(1, 2), (5, 50), (0, 1)])
def test_a_rarer_word_is_worth_more(rare: int, common: int) -> None:
    assert rarity(rare, 100) > rarity(common, 100) > 0
