"""Reasons for which a unit sends a matter away."""

import pytest

from infolinia.matters.rules.returning import REASONS, lacking, teaches


@pytest.mark.parametrize(
    ("code", "words", "field"),
    [
        ("", "Nie nasza ulica.", None),
        ("not_our_task", "", None),
        ("too_little", " ", "reason"),
        ("too_little", "Nie wiadomo, przy którym domu.", None),
        ("other", "", "reason"),
        ("bo_nie", "Bo nie.", "reason_code"),
    ],
)
def test_what_a_reason_needs(code: str, words: str, field: str | None) -> None:
    found = lacking(code, words)
    assert (found[0] if found else None) == field


def test_only_a_wrong_way_teaches_the_rules_of_routing() -> None:
    assert {code for code in REASONS if teaches(code)} == {"not_our_task", "not_our_place", "only_question"}
    assert not teaches("") and not teaches("bo_nie")
