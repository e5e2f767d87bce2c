"""Headings of old pages and the sections they mean; parts sorted by an editor and the card they make."""

import pytest

from infolinia.knowledge.rules.drafts import BadDraft
from infolinia.knowledge.rules.page_card import Piece, card_of, code_of
from infolinia.knowledge.rules.page_headings import ANSWER, OWN, SKIP, SUMMARY, is_heading, section_of


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Kto może złożyć wniosek", "kto"),
        ("KOGO DOTYCZY SPRAWA", "kto"),
        ("Osoby uprawnione", "kto"),
        ("Wymagane dokumenty:", "dokumenty"),
        ("1. Wymagane załączniki", "dokumenty"),
        ("Co należy przygotować?", "dokumenty"),
        ("Opłaty skarbowe", "oplaty"),
        ("Ile to kosztuje", "oplaty"),
        ("IV. Wysokość opłaty", "oplaty"),
        ("Termin załatwienia sprawy", "termin"),
        ("Czas oczekiwania", "termin"),
        ("Termin i miejsce złożenia", "termin"),
        ("Miejsce i termin złożenia", "gdzie"),
        ("Komórka organizacyjna", "gdzie"),
        ("Miejsce załatwienia sprawy", "gdzie"),
        ("Tryb odwoławczy", "odwolanie"),
        ("Środki odwoławcze", "odwolanie"),
        ("Podstawa prawna", "podstawa"),
        ("Przepisy prawa", "podstawa"),
        ("Jak załatwić sprawę", "jak"),
        ("Sposób załatwienia", "jak"),
        ("Odbiór dokumentu", "odbior"),
        ("Dane kontaktowe", "kontakt"),
        ("Uwagi", "inne"),
        ("Formularze do pobrania", "inne"),
        ("Opis sprawy", SUMMARY),
        ("Czego dotyczy usługa", SUMMARY),
        ("Galeria zdjęć z otwarcia", ""),
        ("", ""),
    ],
)
def test_a_heading_means_a_section(heading: str, section: str) -> None:
    assert section_of(heading) == section


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Opłaty", True),
        ("Co trzeba wiedzieć?", True),
        ("Wniosek składa się w urzędzie.", False),
        ("x" * 121, False),
        ("", False),
        (" ".join(["słowo"] * 15), False),
    ],
)
def test_a_sentence_is_no_heading(line: str, is_one: bool) -> None:
    assert is_heading(line) is is_one


def test_parts_of_one_place_follow_each_other_and_skipped_ones_are_gone() -> None:
    card = card_of(
        [
            Piece(SUMMARY, "", "Jak dostać odpis."),
            Piece("oplaty", "Opłaty", "22 zł"),
            Piece(SKIP, "Menu", "Strona główna"),
            Piece("oplaty", "Koszty", "33 zł"),
            Piece(OWN, "Dla działkowców", "Osobny druk."),
            Piece(ANSWER, "", "Od ręki."),
        ],
        code="odpis",
        title="Odpis",
        unit="usc",
        source="Strona: odpis.html",
    )
    assert (card.summary, card.answer, card.unit) == ("Jak dostać odpis.", "Od ręki.", "usc")
    assert {part.code: (part.heading, part.text) for part in card.sections} == {
        "oplaty": ("", "22 zł\n\n33 zł"),
        "dla-dzialkowcow": ("Dla działkowców", "Osobny druk."),
    }
    assert card.sources == ("Strona: odpis.html",) and card.code == "odpis"


def test_what_makes_no_card_names_its_fault() -> None:
    with pytest.raises(BadDraft, match="title: brakuje"):
        card_of([], code="a", title="")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Zażółć gęślą jaźń!", "zazolc-gesla-jazn"),
        ("  ", ""),
        ("Łódź – 2026", "lodz-2026"),
        ("ab " * 40, "ab-" * 19 + "ab"),
    ],
)
def test_a_code_is_made_of_the_title(title: str, code: str) -> None:
    assert code_of(title) == code
