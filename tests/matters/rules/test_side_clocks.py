"""What else must be done by when: read as checked data, dated as the code of procedure counts."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from infolinia.city.rules.calendar import Calendar
from infolinia.matters.rules import side_clocks
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.side_clocks import BadSideTerms, dates, nearest, read, write

DATA = Path(__file__).resolve().parents[3] / "infolinia" / "matters" / "data"
CITY = Calendar()


def _line(**changed: Any) -> dict[str, Any]:
    plain = {"code": "przekaz", "name": "Przekaż", "term": "7 days", "counts_from": "start", "when": "always"}
    return {**plain, "who": "unit", "basis": "KPA art. 231", "confirmed": True, **changed}


FELLING = read(
    [_line(code="ogledziny", term="21 days"), _line(code="sprzeciw", term="14 days", counts_from="ogledziny")]
)


@pytest.mark.parametrize(
    ("what", "line", "due"),
    [
        ("seven days from the start", _line(), date(2026, 12, 17)),
        ("thirty days that end on a Saturday move on", _line(term="30 days"), date(2027, 1, 11)),
        ("a month that ends on a Sunday moves on", _line(term="1 month"), date(2027, 1, 11)),
        ("a fortnight ends on Christmas Eve and moves past the feast", _line(term="14 days"), date(2026, 12, 28)),
        ("working days", _line(term="3 working days"), date(2026, 12, 15)),
        ("the very end of the term", _line(term="", counts_from="end", when="late"), date(2026, 12, 30)),
        ("thirty days after the end of the term", _line(term="30 days", counts_from="end"), date(2027, 1, 29)),
    ],
)
def test_dates(what: str, line: dict[str, Any], due: date) -> None:
    [found] = dates(read([line]), start=date(2026, 12, 10), end=date(2026, 12, 30), calendar=CITY)
    assert found.due_on == due, what


def test_what_counts_from_another_waits_until_that_one_is_done() -> None:
    begin = {"start": date(2026, 11, 2), "end": date(2026, 11, 23), "calendar": CITY}
    inspection, objection = dates(FELLING, **begin)  # type: ignore[arg-type]
    assert (inspection.due_on, objection.due_on) == (date(2026, 11, 23), None)
    assert nearest((inspection, objection)) == date(2026, 11, 23)
    done = {"ogledziny": (date(2026, 11, 10), "done")}
    inspection, objection = dates(FELLING, **begin, done=done)  # type: ignore[arg-type]
    assert objection.due_on == date(2026, 11, 24)
    assert nearest((inspection, objection)) == date(2026, 11, 24)


def test_what_was_not_needed_starts_nothing() -> None:
    done = {"ogledziny": (date(2026, 11, 10), "not_needed")}
    found = dates(FELLING, start=date(2026, 11, 2), end=date(2026, 11, 23), calendar=CITY, done=done)
    assert [one.due_on for one in found] == [date(2026, 11, 23), None]
    assert nearest(found) is None


@pytest.mark.parametrize(
    ("line", "is_watched", "why"),
    [
        (_line(), True, "the unit always has to"),
        (_line(counts_from="end", term=""), True, "and at the end as well"),
        (_line(when="not_ours"), False, "most complaints are ours: another body is only a possibility"),
        (_line(when="late"), False, "the notice of a new end is watched itself"),
        (_line(who="resident"), False, "what a resident may do"),
        (_line(who="body"), False, "what a higher body has to do"),
    ],
)
def test_only_what_the_unit_surely_owes_is_watched(line: dict[str, Any], is_watched: bool, why: str) -> None:
    found = dates(read([line]), start=date(2026, 12, 10), end=date(2026, 12, 30), calendar=CITY)
    assert (nearest(found) is not None) is is_watched, why


@pytest.mark.parametrize(
    ("lines", "number", "field", "words"),
    [
        ([_line(name=" ")], 1, "name", "co trzeba zrobić"),
        ([_line(), _line()], 2, "code", "inny kod"),
        ([_line(code="start")], 1, "code", "inny kod"),
        ([_line(counts_from="sprzeciw")], 1, "counts_from", "od czego liczyć"),
        ([_line(counts_from="pozniej"), _line(code="pozniej")], 1, "counts_from", "od czego liczyć"),
        ([_line(when="czasem")], 1, "when", "kiedy to obowiązuje"),
        ([_line(who="nikt")], 1, "who", "kto ma to zrobić"),
        ([_line(basis="")], 1, "basis", "Wpisz przepis"),
        ([_line(term="")], 1, "term", "do końca terminu"),
        ([_line(term="wkrótce")], 1, "term", "nie rozumiem terminu"),
        ([_line(term="24 service hours")], 1, "term", "w dniach, tygodniach albo miesiącach"),
        ([_line(inne=1)], 1, "", "nie da się odczytać"),
        ("nie lista", 0, "", "najwyżej 12"),
        ([_line(code=f"k{one}") for one in range(13)], 0, "", "najwyżej 12"),
    ],
)
def test_what_makes_no_sense_is_named_by_its_line_and_input(lines: Any, number: int, field: str, words: str) -> None:
    with pytest.raises(BadSideTerms) as refused:
        read(lines)
    assert (refused.value.number, refused.value.field) == (number, field)
    assert words in polish(refused.value.phrase)


def test_the_starter_catalogue_is_whole_and_read_back_as_it_is() -> None:
    stored = json.loads((DATA / "side_terms.json").read_text(encoding="utf-8"))
    codes = {row["code"] for row in json.loads((DATA / "clocks.json").read_text(encoding="utf-8"))}
    assert set(stored) <= codes
    for code, lines in stored.items():
        assert write(read(lines)) == lines, code
    assert {side_clocks.NOT_OURS, side_clocks.LATE, side_clocks.ALWAYS} == {
        line["when"] for lines in stored.values() for line in lines
    }
