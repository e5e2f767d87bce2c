"""Work instructions: written by one, approved by another, beside cards and in the desk's search."""

from datetime import datetime

import pytest

from infolinia.city.models import Staff
from infolinia.knowledge import operations, queries
from tests.knowledge.conftest import Publish


@pytest.fixture
def instruction(publish: Publish, marek: Staff, at: datetime) -> int:
    """A draft by Marek, tied to one card."""
    publish("karta-pobytu", "Karta pobytu")
    return operations.write_instruction(
        title="Rozmowa z tłumaczem",
        text="1. Zapytaj o język.\n2. Zadzwoń do tłumacza.",
        tags=["Języki", "języki", " "],
        card_codes=["karta-pobytu"],
        by=marek.pk,
        at=at,
    )


def test_a_draft_is_shown_only_after_somebody_else_approved_it(
    instruction: int, marek: Staff, adam: Staff, at: datetime
) -> None:
    assert queries.instructions_for("karta-pobytu") == ()
    assert queries.count_instructions_to_approve(adam.pk) == 1
    assert queries.count_instructions_to_approve(marek.pk) == 0
    with pytest.raises(operations.CannotApproveInstruction):
        operations.approve_instruction(instruction_id=instruction, by=marek.pk, at=at)
    assert operations.approve_instruction(instruction_id=instruction, by=adam.pk, at=at) == 1
    [shown] = queries.instructions_for("karta-pobytu")
    assert (shown.title, shown.tags, shown.edition) == ("Rozmowa z tłumaczem", ("języki",), 1)
    assert "<li>Zapytaj o język.</li>" in shown.html


def test_what_is_approved_stays_while_a_new_draft_waits(
    instruction: int, marek: Staff, adam: Staff, at: datetime
) -> None:
    operations.approve_instruction(instruction_id=instruction, by=adam.pk, at=at)
    operations.write_instruction(
        title="Rozmowa przez tłumacza", text="Inaczej.", by=adam.pk, at=at, instruction_id=instruction
    )
    found = queries.instruction(instruction)
    assert found is not None and found.title == "Rozmowa z tłumaczem"
    operations.approve_instruction(instruction_id=instruction, by=marek.pk, at=at)
    assert [(text.number, text.state) for text in queries.instruction_texts(instruction)] == [
        (2, "approved"),
        (1, "replaced"),
    ]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("tłumacz", True),
        ("tłumaczem", True),
        ("rozmowy z tłumaczami", True),
        ("tłumac", True),
        ("hulajnoga", False),
        ("", False),
    ],
)
def test_it_is_found_by_its_words_in_any_form(
    instruction: int, adam: Staff, at: datetime, typed: str, is_found: bool
) -> None:
    operations.approve_instruction(instruction_id=instruction, by=adam.pk, at=at)
    assert bool(queries.instructions_found(typed)) is is_found


def test_withdrawn_it_is_gone_from_desks_and_search(instruction: int, adam: Staff, at: datetime) -> None:
    operations.approve_instruction(instruction_id=instruction, by=adam.pk, at=at)
    operations.withdraw_instruction(instruction_id=instruction, at=at)
    assert queries.instruction(instruction) is None
    assert queries.instructions_found("tłumacz") == []
    assert queries.instructions_for("karta-pobytu") == ()


@pytest.mark.parametrize(
    ("title", "text", "cards"), [("", "x", []), ("x", " ", []), ("x", "y" * 8_001, []), ("x", "y", ["nie-ma"])]
)
def test_empty_endless_and_lost_ones_are_refused(
    marek: Staff, at: datetime, title: str, text: str, cards: list[str]
) -> None:
    with pytest.raises(operations.CannotWriteInstruction):
        operations.write_instruction(title=title, text=text, card_codes=cards, by=marek.pk, at=at)
    assert queries.instruction_lines() == []
