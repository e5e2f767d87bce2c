"""Parts of text messages: counted as the network counts them."""

import pytest

from infolinia.correspondence.rules.segments import GSM, PORTUGUESE, TURKISH, counted


@pytest.mark.parametrize("table", [GSM, PORTUGUESE, TURKISH])
def test_each_table_has_its_128_places(table: str) -> None:
    assert len(table) == len(set(table)) == 128
    assert table.index("\x1b") == 0x1B
    assert table.index("A") == 0x41
    assert table.index("z") == 0x7A


@pytest.mark.parametrize(
    ("text", "alphabet", "segments", "left"),
    [
        ("", "gsm7", 1, 160),
        ("Dowod czeka", "gsm7", 1, 149),
        ("a" * 160, "gsm7", 1, 0),
        ("a" * 161, "gsm7", 2, 153 - 8),
        ("a" * 306, "gsm7", 2, 0),
        ("a" * 307, "gsm7", 3, 152),
        ("€" * 80, "gsm7", 1, 0),
        ("€" * 81, "gsm7", 2, 153 - 10),  # 76 euros in the first part: the 77th would be cut in two
        ("a" * 152 + "€" + "a" * 7, "gsm7", 2, 153 - 9),
        ("ą", "ucs2", 1, 69),
        ("ż" * 70, "ucs2", 1, 0),
        ("ż" * 71, "ucs2", 2, 67 - 4),
        ("ż" * 134, "ucs2", 2, 0),
        ("😀" * 35, "ucs2", 1, 0),
        ("😀" * 36, "ucs2", 2, 67 - 6),  # 33 in the first part: a pair is never cut
        ("Київ", "ucs2", 1, 66),
        ("a\x1bb", "ucs2", 1, 67),
    ],
)
def test_what_a_text_takes(text: str, alphabet: str, segments: int, left: int) -> None:
    found = counted(text)
    assert (found.alphabet, found.segments, found.left) == (alphabet, segments, left)


@pytest.mark.parametrize(
    ("text", "tables", "alphabet", "segments", "left"),
    [
        ("o" * 100 + "ó", (), "ucs2", 2, 67 - 34),
        ("o" * 100 + "ó", ("es",), "gsm7-es", 1, 155 - 102),
        ("o" * 100 + "ó", ("es", "pt"), "gsm7-pt", 1, 152 - 101),
        ("ó" * 100, ("es", "pt"), "gsm7-pt", 1, 52),
        ("ó" * 80, ("es",), "ucs2", 2, 67 - 13),
        ("ó" * 140, ("es",), "gsm7-es", 2, 149 - 132),  # 74 in the first part
        ("o" * 60 + "żó", ("es", "pt", "tr"), "ucs2", 1, 8),
        ("ğ" * 152, ("tr",), "gsm7-tr", 1, 0),
        ("ğ" * 153, ("tr",), "gsm7-tr", 2, 146 - 7),
        ("a" * 160, ("tr",), "gsm7", 1, 0),
        ("ó", ("es",), "ucs2", 1, 69),  # as cheap in the alphabet that every telephone has
    ],
)
def test_national_tables_where_the_gateway_uses_them(
    text: str, tables: tuple[str, ...], alphabet: str, segments: int, left: int
) -> None:
    found = counted(text, tables=tables)
    assert (found.alphabet, found.segments, found.left) == (alphabet, segments, left)


def test_the_letters_that_cost_are_named_once() -> None:
    assert counted("zażółć gęślą jaźń, zażółć").foreign == "żółćęśąźń"
