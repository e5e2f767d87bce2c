"""Letters read back from their PDF: tagged, in the reader's language, the address where the window is."""

import re
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from infolinia.correspondence.printing.books import Entry, book_csv, book_pdf
from infolinia.correspondence.printing.letters import Sheet, letter_pdf
from infolinia.correspondence.rules import envelope
from tests.knowledge.pdf.samples import AT
from tests.knowledge.pdf.test_letters import opened, tags

MM = 25.4 / 72
SHEET = Sheet(
    title="INF-2026-48213: nowy termin", language="pl", sender=("Gdynia", "Infolinia miasta"), date="24 listopada 2026",
    addressee=("Łucja Żółć-Zatoka", "ul. Obrońców Wybrzeża 12 m. 34", "81-001 Gdynia"),
    reference="Znak: INF-2026-48213",
    text="Dzień dobry,\n\npiszemy #strong[ważne] $x$ *nie*.\n\n## Co dalej\n- raz\n- dwa\n\n1. pierwszy\n2. drugi",
    footer="Infolinia: 58 000 00 00", enclosures_heading="Załączniki", enclosures=("Wniosek",),
    return_line="Gdynia, Infolinia miasta",
)  # fmt: skip


def placed(content: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Return each run of text with its place from the left and upper edges in mm, and its size in points."""
    found: list[tuple[str, float, float, float]] = []

    def note(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        across, up = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            found.append((text.strip(), across * MM, 297 - up * MM, size * abs(tm[0])))

    opened(content).pages[page].extract_text(visitor_text=note)
    return found


def parts(lines: Iterable[str]) -> set[str]:
    """Return the words of the lines, as they may be broken."""
    return {word for line in lines for word in re.split(r"[\s-]+", line) if word}


def test_a_letter_is_tagged_titled_and_in_its_language() -> None:
    content = letter_pdf(SHEET, AT)
    root = opened(content).root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "pl",
        True,
        True,
    )
    found = tags(root["/StructTreeRoot"])
    assert (found.count("/H1"), found.count("/H2"), found.count("/L")) == (1, 2, 3)
    assert b"pdfuaid:part" in content
    assert opened(letter_pdf(replace(SHEET, language="uk"), AT)).root_object["/Lang"] == "uk"


def test_words_are_only_words() -> None:
    text = opened(letter_pdf(SHEET, AT)).pages[0].extract_text()
    assert "#strong[ważne] $x$ *nie*" in text
    for words in ("Łucja Żółć-Zatoka", "24 listopada 2026", "Znak: INF-2026-48213", "Załączniki", "Wniosek"):
        assert words in text


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize(
    "addressee",
    [
        SHEET.addressee,
        ("A", "81-001 Gdynia"),
        (
            "Konstantynopolitańczykowianeczka-Brzęczyszczykiewicz Anastazja",
            "Centrum Usług Wspólnych imienia Generała Mariusza Zaruskiego",
            "ul. Bardzo Długiej Nazwy Obrońców Wybrzeża 112 m. 134",
            "81-001 Gdynia",
            "POLSKA",
        ),
        tuple(f"wiersz {number}" for number in range(1, 10)),
    ],
    ids=["usual", "short", "long", "nine lines"],
)
def test_the_window_shows_the_whole_address(addressee: tuple[str, ...], is_large: bool) -> None:
    sheet = replace(SHEET, addressee=addressee, is_large=is_large, return_line="" if len(addressee) > 4 else "nadawca")
    area, words = envelope.address_area(), parts(addressee)
    found = [place for place in placed(letter_pdf(sheet, AT)) if 40 < place[2] < 95]  # between header and first fold
    shown = [place for place in found if parts([place[0]]) & words]
    assert parts(place[0] for place in shown) >= words
    for text, across, down, size in shown:
        assert area.left - 0.5 <= across <= area.right, text
        assert area.top <= down <= area.bottom + 0.5, text
        assert size >= 6


def test_the_text_begins_below_the_fold() -> None:
    title = next(place for place in placed(letter_pdf(SHEET, AT)) if place[0].startswith("INF-2026"))
    assert title[2] > envelope.FOLDS[0]


def test_large_print_is_large_and_goes_on_to_further_pages() -> None:
    large = letter_pdf(replace(SHEET, is_large=True, text=SHEET.text * 6), AT)
    assert len(opened(large).pages) > 2
    below = [size for text, _x, down, size in placed(large) if down > 100]
    assert min(below) >= 14, "the footer too"
    assert max(round(size) for size in below) >= 20
    assert any(round(size) == 18 for size in below)


def test_the_same_letter_has_the_same_bytes() -> None:
    assert letter_pdf(SHEET, AT) == letter_pdf(SHEET, AT)


ENTRIES = [
    Entry(1, "Łucja Żółć", "ul. Zielona 7, 81-001 Gdynia", "polecony", 1, 10, "00559007734", "INF-2026-48213"),
    Entry(2, "=HYPERLINK(1)", "-", "zwykły", 3, 20, "", ""),
]


def test_the_posting_book_is_a_spreadsheet_that_runs_nothing() -> None:
    lines = book_csv(ENTRIES).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Lp.;Adresat;Dokładne miejsce doręczenia;Rodzaj przesyłki")
    assert lines[1] == "1;Łucja Żółć;ul. Zielona 7, 81-001 Gdynia;polecony;1;10;00559007734;INF-2026-48213"
    assert lines[2].startswith("2;'=HYPERLINK(1);'-;")


def test_the_posting_book_is_a_tagged_table_with_a_place_for_the_stamp() -> None:
    content = book_pdf(ENTRIES, number=7, day=AT.date(), at=AT)
    reader = PdfReader(BytesIO(content))
    text = reader.pages[0].extract_text()
    assert "Wykaz przesyłek nadanych, wydruk 7 z 24.11.2026" in text
    assert "Razem przesyłek: 2, masa: 30 g" in text
    assert "podpis i stempel" in text
    found = tags(reader.root_object["/StructTreeRoot"])
    assert (found.count("/Table"), found.count("/TH"), found.count("/TR")) == (1, 8, 3)
