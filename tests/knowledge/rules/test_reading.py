"""A file taken apart into records with their lines."""

import json

import pytest

from infolinia.knowledge.rules.reading import BadFile, records

FILE = """{
  "made": {"by": ["x", 1]},
  "cards": [
    {"code": "a"},

    {"code": "b",
     "title": "B"}, 7
  ],
  "after": true
}
"""


def test_each_record_knows_the_line_it_starts_on() -> None:
    assert [(record.line, record.value) for record in records(FILE)] == [
        (4, {"code": "a"}),
        (6, {"code": "b", "title": "B"}),
        (7, 7),
    ]


def test_an_empty_list_has_no_records() -> None:
    assert records('{"cards": []}') == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("[]", 1),
        ("{}", 1),
        ('{"cards": {}}', 1),
        ('{\n"cards": [\n{"code": "a",}\n]}', 3),
        ('{"cards": [{"code": "a"}]\n', 2),
        ('\n\n"cards"', 3),
        ('{"cards": []} reszta', 1),
    ],
)
def test_a_broken_file_is_refused_with_a_line(text: str, line: int) -> None:
    with pytest.raises(BadFile) as refusal:
        records(text)
    assert refusal.value.line == line


def test_bottomless_nesting_is_refused() -> None:
    with pytest.raises(BadFile):
        records('{"cards": ' + "[" * 100_000)


def test_records_are_what_json_says() -> None:
    cards = [{"code": f"c-{n}", "sections": {"x": '\u2028 ] } \\ " ,'}} for n in range(50)]
    text = json.dumps({"cards": cards}, indent=1)
    assert [record.value for record in records(text)] == cards
