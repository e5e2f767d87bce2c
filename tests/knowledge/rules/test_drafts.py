"""Import records become drafts, or a list of faults."""

from typing import Any

import pytest

from infolinia.knowledge.rules.drafts import BadDraft, SectionText, draft, record

FULL: dict[str, Any] = {
    "code": "akt",
    "title": "Odpis aktu",
    "subject": "sprawy-obywatelskie",
    "unit": "usc",
    "summary": "Jak dostać odpis.",
    "answer": "Od ręki, **22 zł**.",
    "sections": {"kto": "Każdy.", "wlasna-sekcja": {"heading": "Nasze", "text": "Tekst."}},
    "fees": [{"what": "odpis", "amount": "22", "valid_from": "2026-01-01", "confirmed": False}],
    "phrases": ["metryka"],
    "review_due": "2027-04-12",
    "is_example": True,
    "obcy_klucz": {"dowolny": [1, 2]},
}


def test_a_record_and_its_draft_say_the_same() -> None:
    assert draft(record(draft(FULL))) == draft(FULL)


def test_unknown_keys_and_sections_are_kept() -> None:
    kept = draft(FULL)
    assert kept.extra == {"obcy_klucz": {"dowolny": [1, 2]}}
    assert SectionText(code="wlasna-sekcja", text="Tekst.", heading="Nasze") in kept.sections


def test_a_section_may_be_a_list() -> None:
    assert draft({"code": "a", "title": "A", "sections": {"jak": ["raz", "dwa"]}}).sections[0].text == "- raz\n- dwa"


def test_the_same_content_has_the_same_fingerprint_and_other_content_another() -> None:
    assert draft(FULL).fingerprint() == draft(dict(reversed(FULL.items()))).fingerprint()
    assert draft(FULL).fingerprint() != draft({**FULL, "answer": "Od ręki."}).fingerprint()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"code": None}, "code: brakuje"),
        ({"title": ""}, "title: brakuje"),
        ({"code": "Zły kod"}, "code: kod to"),
        ({"code": 7}, "code: kod to"),
        ({"title": "x" * 201}, "title: najwyżej 200"),
        ({"sections": ["a"]}, "sections: oczekiwano obiektu"),
        ({"sections": {"kto": 5}}, "sections: oczekiwano tekstu"),
        ({"fees": [{"what": "x", "amount": "dużo"}]}, "fees: kwota"),
        ({"fees": [{"what": "x", "amount": "-1"}]}, "fees: kwota"),
        ({"fees": [{"what": "x", "amount": "NaN"}]}, "fees: kwota"),
        ({"review_due": "31.02.2027"}, "review_due:"),
        ({"language": "de"}, "language: język"),
        ({"is_example": "tak"}, "is_example: oczekiwano"),
        ({"answer": "x" * 20_001}, "answer: najwyżej"),
        ({"answer": "a\x00b"}, "answer: najwyżej"),
    ],
)
def test_a_faulty_record_names_its_fault(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadDraft, match=fault):
        draft({**FULL, **change})


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(BadDraft) as refusal:
        draft({"code": "Zły", "sections": 1})
    assert [part.split(":")[0] for part in str(refusal.value).split("; ")] == ["code", "sections", "title"]


@pytest.mark.parametrize("value", [None, 5, "x", []])
def test_a_record_must_be_an_object(value: object) -> None:
    with pytest.raises(BadDraft, match="obiektem"):
        draft(value)
