"""Cards from files: all or nothing, and out again the same."""

import json
from datetime import datetime
from typing import Any

import pytest

from infolinia.city.models import Unit
from infolinia.knowledge import operations, queries
from infolinia.knowledge.models import Card
from infolinia.knowledge.shapes import Imported

pytestmark = pytest.mark.django_db


def take(at: datetime, *cards: Any) -> Imported:
    data = json.dumps({"cards": cards}, ensure_ascii=False, indent=0).encode()
    return operations.import_cards(data=data, by_id=None, at=at)


def test_new_changed_and_unchanged_cards_are_told_apart(at: datetime) -> None:
    first, second = {"code": "a", "title": "A"}, {"code": "b", "title": "B", "sections": {"kto": "Każdy."}}
    assert take(at, first, second) == Imported(added=("a", "b"), changed=(), unchanged=())
    again = take(at, {**first, "title": "A nowe"}, second, {"code": "c", "title": "C"})
    assert again == Imported(added=("c",), changed=("a",), unchanged=("b",))
    view = queries.card("a")
    assert view is not None and (view.title, view.edition) == ("A nowe", 2)


def test_bad_records_are_listed_by_line_and_nothing_is_taken(at: datetime) -> None:
    lines = ['{"cards": [', '{"code": "dobra", "title": "Dobra"},', '{"code": "zla"},', "7,"]
    data = "\n".join([*lines, '{"code": "obca", "title": "X", "unit": "mars"}]}']).encode()
    with pytest.raises(operations.CannotImport) as refusal:
        operations.import_cards(data=data, by_id=None, at=at)
    assert [(fault.line, fault.code) for fault in refusal.value.bad] == [(3, "zla"), (4, ""), (5, "obca")]
    assert not Card.objects.exists()
    assert queries.search("dobra") == []


def test_a_code_twice_in_a_file_is_a_fault_of_both(at: datetime) -> None:
    with pytest.raises(operations.CannotImport) as refusal:
        take(at, {"code": "a", "title": "A"}, {"code": "a", "title": "B"})
    assert len(refusal.value.bad) == 2


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"PK\x03\x04", b"<html>", b'{"cards": [', b'{"cards": [{"code"'])
def test_what_is_no_file_of_cards_is_refused_with_a_line(data: bytes, at: datetime) -> None:
    with pytest.raises(operations.CannotImport) as refusal:
        operations.import_cards(data=data, by_id=None, at=at)
    assert refusal.value.bad[0].line >= 1


def test_a_huge_file_is_refused_before_it_is_read(at: datetime) -> None:
    with pytest.raises(operations.CannotImport, match="za duży"):
        operations.import_cards(data=b" " * 30_000_001, by_id=None, at=at)


def test_hostile_texts_are_shown_as_text(at: datetime) -> None:
    take(
        at,
        {
            "code": "a",
            "title": "<script>x</script> rower",
            "answer": "<img src=x onerror=y> rower",
            "sections": {"<i>": "<b>"},
        },
    )
    view = queries.card("a")
    assert view is not None and "<img" not in view.answer_html and "<b>" not in view.sections[0].html
    assert "<img" not in queries.search("rower")[0].snippet_html


def test_what_goes_out_comes_back_the_same(at: datetime, lamps: Unit) -> None:
    full = {
        "code": "latarnia", "title": "Latarnia", "unit": "zdiz-oswietlenie", "subject": "transport-i-drogi",
        "summary": "S.", "answer": "O.", "danger": "Z.", "script": "„T.”", "memo": "M.",
        "questions": ["Gdzie?"], "channels": ["telefonicznie"],
        "sections": {"kto": "K.", "obca": {"text": "T.", "heading": "H."}},
        "fees": [{"what": "x", "amount": "1.50", "valid_from": "2026-01-01"}],
        "clock": "wniosek", "term": "1 miesiąc", "category": "latarnia", "phrases": ["ciemno", "nie świeci"],
        "review_due": "2027-01-01", "reviewed_on": "2026-10-01", "is_example": True, "spoza": {"formatu": 1},
    }  # fmt: skip
    take(at, full, {"code": "b", "title": "B"}, {"code": "b", "title": "B in English", "language": "en"})
    out = {"cards": queries.export_cards()}
    again = operations.import_cards(data=json.dumps(out).encode(), by_id=None, at=at)
    assert (again.added, again.changed) == ((), ())
    exported = next(card for card in out["cards"] if card["code"] == "latarnia")
    assert exported["spoza"] == {"formatu": 1}
    assert exported["sections"]["obca"] == {"text": "T.", "heading": "H."}


def test_phrases_of_a_file_follow_the_file_and_an_editors_phrases_stay(at: datetime) -> None:
    take(at, {"code": "a", "title": "Karta", "phrases": ["jednorożec"]})
    operations.add_phrase(card_code="a", text="gryf")
    take(at, {"code": "a", "title": "Karta", "phrases": ["smok"]})
    found = {word: [hit.code for hit in queries.search(word)] for word in ("jednorożec", "gryf", "smok")}
    assert found == {"jednorożec": [], "gryf": ["a"], "smok": ["a"]}
    view = queries.card("a")
    assert view is not None and view.edition == 1
