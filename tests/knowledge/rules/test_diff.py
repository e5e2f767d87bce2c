"""The difference of two texts: what it shows, what it never loses, and what a hostile text costs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infolinia.knowledge.rules.diff import Row, rows


def told(row: Row) -> tuple[str, str, str]:
    """A row as text, its changed words in brackets."""
    left, right = (
        "".join(f"[{span.text}]" if span.is_changed else span.text for span in side) for side in (row.left, row.right)
    )
    return row.kind, left, right


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Opłata 17 zł.", "Opłata 17 zł.", [("same", "Opłata 17 zł.", "Opłata 17 zł.")]),
        ("Opłata 17 zł.", "Opłata 21 zł.", [("changed", "Opłata [17 ]zł.", "Opłata [21 ]zł.")]),
        ("", "Nowe.", [("added", "", "[Nowe.]")]),
        ("Stare.", "", [("removed", "[Stare.]", "")]),
        ("a\n\nb", "a\nb\nc", [("same", "a", "a"), ("same", "b", "b"), ("added", "", "[c]")]),
        ("a\nb\nc", "a\nc", [("same", "a", "a"), ("removed", "[b]", ""), ("same", "c", "c")]),
    ],
)
def test_lines_and_words(left: str, right: str, expected: list[tuple[str, str, str]]) -> None:
    assert [told(row) for row in rows(left, right)] == expected


def side(found: tuple[Row, ...], name: str) -> list[str]:
    return [text for row in found if (text := "".join(span.text for span in getattr(row, name)))]


TEXTS = st.text(st.sampled_from("abc ,.\n"), max_size=60)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_whole_from_the_difference(left: str, right: str) -> None:
    found = rows(left, right)
    for name, text in (("left", left), ("right", right)):
        assert side(found, name) == [line.strip() for line in text.splitlines() if line.strip()]


@given(TEXTS)
def test_a_text_never_differs_from_itself(text: str) -> None:
    assert {row.kind for row in rows(text, text)} <= {"same"}


@pytest.mark.parametrize(
    ("left", "right"),
    [("a\n" * 10_000, "b\n" * 10_000), ("a\n" * 900 + "c", "b\na\n" * 550), ("a " * 10_000, "b a " * 5_000)],
)
def test_a_hostile_text_costs_less_than_a_second(left: str, right: str) -> None:
    started = time.process_time()
    assert rows(left, right)
    assert time.process_time() - started < 1
