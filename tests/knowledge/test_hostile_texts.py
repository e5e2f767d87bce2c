"""Broken, huge and hostile texts: a clear Polish sentence, and nothing half taken."""

import json
import time
from datetime import datetime
from typing import Any

import pytest

from infolinia.city.models import Staff
from infolinia.knowledge import operations, queries
from infolinia.knowledge.markdown import render
from infolinia.knowledge.models import Card, Edition
from infolinia.knowledge.rules.drafts import BadDraft, draft
from tests.knowledge.conftest import Publish
from tests.knowledge.drafting import begin, save, text_of

LONGEST = 20_000
HOSTILE = {
    "brackets": "[" * LONGEST,
    "pictures": "![" * 10_000,
    "emphasis": "*a **b " * 2_800,
    "wide table": ("|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n")[:LONGEST],
    "long table": ("|a|b|\n|-|-|\n" + "|x|y|\n" * 3_300)[:LONGEST],
    "entities": "&amp;" * 4_000,
    "accents": "a" + "\u0301" * 19_000,
    "addresses": "<http://a" * 2_200,
}
REFUSED: dict[str, tuple[Any, str]] = {
    "too long": ("x" * (LONGEST + 1), "najwyżej 20000 znaków"),
    "a null": ("a\x00b", "bez znaku zerowego"),
    "half a sign": ("\ud83d", "połówka znaku"),
    "no text at all": (17, "oczekiwano tekstu"),
    "quotes in quotes": ("> " * 9 + "a", "za dużo poziomów"),
    "lists in lists": ("- " * 9 + "a", "za dużo poziomów"),
    "a list far to the right": ("- a\n" + " " * 20 + "- b", "za dużo poziomów"),
    "writing turned round": ("Opłata \u202e71 zł", "kierunek pisma"),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_drawn_quickly_and_only_as_text(text: str) -> None:
    started = time.process_time()
    made = render(text)
    assert time.process_time() - started < 3
    assert "<img" not in made and "javascript" not in made


@pytest.mark.parametrize(("value", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_in_polish(value: Any, why: str) -> None:
    for record in ({"answer": value}, {"sections": {"jak": value}}, {"memo": value}):
        with pytest.raises(BadDraft, match=why):
            draft({"code": "a", "title": "A", **record})


def test_what_editors_write_is_not_refused() -> None:
    written = "- a\n  - b\n    1. c\n\n> cytat\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n10.12.2026 – 5 * 3\n"
    assert draft({"code": "a", "title": "A", "memo": written}).memo == written.strip()


def test_a_card_of_many_long_texts_is_refused_whole() -> None:
    sections = {f"s{number}": "x" * 19_000 for number in range(7)}
    with pytest.raises(BadDraft, match="cała karta: najwyżej 120000 znaków"):
        draft({"code": "a", "title": "A", "sections": sections})
    with pytest.raises(BadDraft, match="najwyżej 60 sekcji"):
        draft({"code": "a", "title": "A", "sections": {f"s{number}": "x" for number in range(61)}})


@pytest.mark.django_db
@pytest.mark.parametrize(("value", "why"), REFUSED.values(), ids=REFUSED)
def test_a_draft_and_a_file_stay_as_they_were(
    value: Any, why: str, publish: Publish, zofia: Staff, at: datetime
) -> None:
    publish("a", "Karta", answer="Dobre.")
    edition = begin("a", zofia, at, answer="Lepsze.")
    with pytest.raises(operations.CannotSave) as refusal:
        save(edition, zofia, at, answer=value, summary="Nowe.")
    assert why in refusal.value.faults["answer"]
    assert (text_of(edition).draft.answer, text_of(edition).draft.summary) == ("Lepsze.", "")
    data = json.dumps({"cards": [{"code": "b", "title": "B"}, {"code": "a", "title": "A", "answer": value}]})
    with pytest.raises(operations.CannotImport):
        operations.import_cards(data=data.encode("utf-8", "surrogatepass"), by_id=None, at=at)
    assert (Card.objects.count(), Edition.objects.filter(state="published").count()) == (1, 1)
    view = queries.card("a")
    assert view is not None and view.answer_html == "Dobre."
