"""A transcript is made of what was typed, letter by letter, corrections included."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from infolinia.contacts.rules.transcript import Change, clean, lines

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


@dataclass
class Typing:
    """Changes of one conversation, as sides type them."""

    def __post_init__(self) -> None:
        self.changes: list[Change] = []

    def of(self, side: str, line: int, position: int, text: str, *, removed: int = 0, ends: bool = False) -> "Typing":
        self.changes.append(Change(side, len(self.changes), line, position, removed, text, ends, AT))
        return self

    def read(self) -> list[tuple[str, str]]:
        return [(line.side, line.text) for line in lines(self.changes)]


@pytest.mark.parametrize(
    ("story", "reads"),
    [
        (Typing().of("resident", 0, 0, "Dz").of("resident", 0, 2, "ień"), [("resident", "Dzień")]),
        (Typing().of("resident", 0, 0, "domm").of("resident", 0, 3, "", removed=1), [("resident", "dom")]),
        (Typing().of("resident", 0, 0, "kod").of("resident", 0, 0, "mój "), [("resident", "mój kod")]),
        (Typing().of("resident", 0, 0, "👍🏽").of("resident", 0, 2, "!"), [("resident", "👍🏽!")]),
        (Typing().of("resident", 0, 0, "ab").of("resident", 0, 99, "c", removed=99), [("resident", "abc")]),
        (
            Typing().of("adviser", 0, 0, "Słucham", ends=True).of("resident", 0, 0, "Де?").of("adviser", 0, 0, "X"),
            [("adviser", "Słucham"), ("resident", "Де?")],
        ),
        (
            Typing().of("resident", 0, 0, "a").of("adviser", 0, 0, "b").of("resident", 0, 1, "c"),
            [("resident", "ac"), ("adviser", "b")],
        ),
    ],
    ids=[
        "letters follow one another",
        "a letter is taken back",
        "a word is put in front",
        "an emoji counts as its code points",
        "a change beyond the end is bent to fit",
        "a finished line stays",
        "both sides write at once, each in their own line",
    ],
)
def test_what_was_typed_reads_so(story: Typing, reads: list[tuple[str, str]]) -> None:
    assert story.read() == reads


def test_a_line_is_finished_once_it_was_sent() -> None:
    first, second = lines(Typing().of("resident", 0, 0, "a", ends=True).of("resident", 1, 0, "b").changes)
    assert (first.is_finished, second.is_finished) == (True, False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zażółć gęślą jaźń, Їжак, ’", "Zażółć gęślą jaźń, Їжак, ’"),
        ("a\nb", "a\nb"),
        ("\x00\x1b[31m", "��[31m"),
        ("a\u202eb\u200bc", "a�b�c"),
        ("\ud800", "�"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_hostile_letters_are_replaced_one_by_one(text: str, kept: str) -> None:
    assert clean(text) == kept
    assert len(clean(text)) == len(text)
