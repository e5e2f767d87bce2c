"""Text from outside, numbers people say, and sorting as Polish does."""

import pytest

from infolinia.core.numbers import CODE_ALPHABET, clean_code, clean_matter_number, matter_number, new_code
from infolinia.core.phones import normalise, readable
from infolinia.core.text import fold, one_line, sort_key


def test_polish_letters_sort_after_their_plain_ones() -> None:
    words = ["żaba", "zebra", "ćma", "cyrk", "łódź", "lody", "Ąse", "as"]
    assert sorted(words, key=sort_key) == ["as", "Ąse", "cyrk", "ćma", "lody", "łódź", "zebra", "żaba"]


@pytest.mark.parametrize(("text", "plain"), [("Żółć", "zolc"), ("ŁÓDŹ", "lodz"), ("dowód", "dowod"), ("Їжак", "іжак")])
def test_folding_takes_diacritics_away(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("hostile", "line"),
    [
        ("a\r\nb", "a b"),
        ("\u202eabc", "abc"),
        ("\x00\x07x", "x"),
        ("  Jan   Zatoka ", "Jan Zatoka"),
        ("é" * 9, "é" * 5),
    ],
)
def test_hostile_text_becomes_one_visible_line(hostile: str, line: str) -> None:
    assert one_line(hostile, max(len(line), 1)) == line


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("INF-2026-48213", "INF-2026-48213"),
        (" inf-2026-48213 ", "INF-2026-48213"),
        ("2026-48213", "INF-2026-48213"),
        ("inf 2026/48213", "INF-2026-48213"),
        ("", ""),
    ],
)
def test_a_matter_number_is_read_forgivingly(typed: str, stored: str) -> None:
    assert clean_matter_number(typed) == stored


def test_a_matter_number_is_said_in_three_parts() -> None:
    assert matter_number(2026, 213) == "INF-2026-00213"


def test_codes_have_six_clear_letters_and_do_not_repeat() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) > 1990
    assert all(len(code) == 6 and set(code) <= set(CODE_ALPHABET) for code in codes)
    assert clean_code(" ac-d 347 ") == "ACD347"


@pytest.mark.parametrize(
    ("raw", "stored", "shown"),
    [
        ("500 000 014", "+48500000014", "500 000 014"),
        ("+48500000014", "+48500000014", "500 000 014"),
        ("0048 58 626 26 26", "+48586262626", "58 626 26 26"),
        ("12", "", "-"),
        ("anonymous", "", "-"),
    ],
)
def test_telephone_numbers_have_one_stored_form(raw: str, stored: str, shown: str) -> None:
    assert normalise(raw) == stored
    assert not stored or readable(stored) == shown
