"""Where an address may stand, what a letter's text is set of, and what may happen to paper: no database."""

import pytest

from infolinia.correspondence.rules import envelope, letter_text
from infolinia.correspondence.rules import paper_mail as rules
from infolinia.correspondence.rules.letter_text import Block


@pytest.mark.parametrize("across", [0, 5, 10])
@pytest.mark.parametrize("down", [0, 5, 11])
def test_the_window_shows_the_address_however_the_sheet_slips(across: float, down: float) -> None:
    seen, address = envelope.shown(across=across, down=down), envelope.address_area()
    assert seen.left < address.left < address.right < seen.right
    assert seen.top < address.top < address.bottom < seen.bottom
    assert address.bottom < envelope.FOLDS[0], "above the first fold"


def test_the_address_has_room_for_five_lines() -> None:
    area = envelope.address_area()
    assert area.right - area.left >= 70
    assert area.bottom - area.top >= 25


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Dzień dobry,\n\npiszemy.", [("paragraph", "Dzień dobry,"), ("paragraph", "piszemy.")]),
        ("Z poważaniem\nInfolinia", [("paragraph", "Z poważaniem", "Infolinia")]),
        ("## Co dalej\nCzekaj.", [("heading", "Co dalej"), ("paragraph", "Czekaj.")]),
        ("Trzeba:\n- dowód\n- wniosek", [("paragraph", "Trzeba:"), ("bullets", "dowód", "wniosek")]),
        ("- dowód\n\n- wniosek", [("bullets", "dowód", "wniosek")]),
        ("1. dowód\n2) wniosek", [("numbers", "dowód", "wniosek")]),
        ("- raz\n1. dwa", [("bullets", "raz"), ("numbers", "dwa")]),
        ("## A\n## B", [("heading", "A"), ("heading", "B")]),
        ("24 listopada 2026", [("paragraph", "24 listopada 2026")]),
        ("-5 stopni", [("paragraph", "-5 stopni")]),
        ("  dwa   odstępy\r\n", [("paragraph", "dwa odstępy")]),
        ("", []),
    ],
)
def test_text_is_cut_into_what_the_page_is_set_of(text: str, parts: list[tuple[str, ...]]) -> None:
    assert letter_text.blocks(text) == tuple(Block(kind, tuple(lines)) for kind, *lines in parts)


@pytest.mark.parametrize(
    ("kind", "state", "new", "may"),
    [
        ("letter", "waiting", "printed", True),
        ("letter", "printed", "posted", True),
        ("letter", "printed", "waiting", True),  # spoilt in the printer
        ("letter", "posted", "delivered", True),
        ("letter", "posted", "returned", True),
        ("letter", "returned", "delivered", True),  # put right
        ("letter", "waiting", "posted", False),
        ("letter", "posted", "printed", False),
        ("letter", "printed", "returned", False),
        ("letter", "printed", "ready", False),
        ("pickup", "printed", "ready", True),
        ("pickup", "ready", "delivered", True),
        ("pickup", "ready", "uncollected", True),
        ("pickup", "uncollected", "delivered", True),
        ("pickup", "printed", "posted", False),
        ("pickup", "ready", "returned", False),
        ("letter", "withdrawn", "printed", False),
    ],
)
def test_paper_takes_only_its_own_steps(kind: str, state: str, new: str, may: bool) -> None:
    assert rules.may_become(kind=kind, state=state, new=new) is may


@pytest.mark.parametrize(
    ("reason", "service", "basis", "asks"),
    [
        ("not_collected", "confirmed", "KPA art. 44 § 4", False),
        ("refused", "confirmed", "KPA art. 47 § 2", False),
        ("not_collected", "ordinary", "", False),
        ("refused", "registered", "", False),
        ("moved", "confirmed", "", True),
        ("bad_address", "ordinary", "", True),
        ("unknown", "registered", "", True),
        ("died", "confirmed", "", False),
        ("other", "confirmed", "", False),
    ],
)
def test_a_return_means_what_the_law_says(reason: str, service: str, basis: str, asks: bool) -> None:
    meaning = rules.returned(reason=reason, service=service)
    assert (meaning.basis, meaning.asks_for_address) == (basis, asks)
    assert meaning.is_in_force is bool(basis)


@pytest.mark.parametrize(("pages", "sheets", "grams"), [(1, 1, 10), (2, 1, 10), (3, 2, 15), (8, 4, 25)])
def test_a_letter_weighs_its_sheets_and_its_envelope(pages: int, sheets: int, grams: int) -> None:
    assert (rules.sheets(pages), rules.weight(pages)) == (sheets, grams)


@pytest.mark.parametrize(
    ("purpose", "service"), [("extended", "confirmed"), ("sent_form", "ordinary"), ("", "ordinary")]
)
def test_a_notice_with_a_consequence_has_its_receipt_confirmed(purpose: str, service: str) -> None:
    assert rules.service_for(purpose) == service
