"""Cover letters: tagged, titled, in their language, and with the tags and fields of what they carry."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from infolinia.core.pdf.joining import join
from infolinia.core.pdf.setting import LARGE_SIZE
from infolinia.knowledge.pdf.filling import fill
from infolinia.knowledge.pdf.lettering import Letter, letter_pdf
from tests.knowledge.pdf import samples

LETTER = Letter(
    title="Druk, o który Państwo prosili", language="pl", sender=("Gdynia", "Urząd Stanu Cywilnego"),
    addressee=("Łucja Żółć", "ul. Zielona 7"), reference="", date="24 listopada 2026",
    paragraphs=("Dzień dobry,", "przesyłamy #strong[druk] $x$ *nie* `kod`."), enclosures=("Wniosek, wersja 1",),
    closing=("Z poważaniem",), footer="Infolinia: 58 000 00 00", enclosures_heading="Załączniki",
)  # fmt: skip


def tags(thing: Any) -> list[str]:
    """Return the names of the tree of tags, depth first."""
    found = thing.get_object()
    if isinstance(found, int):
        return []
    if isinstance(found, list):
        return [name for each in found for name in tags(each)]
    kids = tags(found["/K"]) if "/K" in found else []
    return [str(found["/S"]), *kids] if "/S" in found else kids


def opened(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def test_a_letter_is_tagged_titled_and_in_its_language() -> None:
    root = opened(letter_pdf(LETTER, samples.AT)).root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("pl", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    found = tags(root["/StructTreeRoot"])
    assert {"/Document", "/H1", "/H2", "/P", "/L", "/LI", "/LBody"} <= set(found)
    assert found.count("/H1") == 1
    assert opened(letter_pdf(replace(LETTER, language="uk"), samples.AT)).root_object["/Lang"] == "uk"


def test_it_says_that_it_follows_the_standard_of_accessible_pdf() -> None:
    assert b"pdfuaid:part" in letter_pdf(LETTER, samples.AT)


def test_every_file_of_ours_is_of_the_version_that_has_tags(joined: PdfReader) -> None:
    assert {joined.pdf_header, opened(samples.form()).pdf_header} == {"%PDF-1.7"}
    assert opened(fill(samples.form(), {}).content).pdf_header == "%PDF-1.7"


def test_words_are_only_words() -> None:
    text = opened(letter_pdf(LETTER, samples.AT)).pages[0].extract_text()
    assert "#strong[druk] $x$ *nie* `kod`" in text
    assert all(words in text for words in ("Łucja Żółć", "ul. Zielona 7", "24 listopada 2026", "Załączniki"))


def test_the_addressee_stands_in_the_window_of_the_envelope() -> None:
    places: dict[str, tuple[float, float]] = {}

    def note(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        across, up = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        places.setdefault(text.strip(), (across * 25.4 / 72, 297 - up * 25.4 / 72))

    opened(letter_pdf(LETTER, samples.AT)).pages[0].extract_text(visitor_text=note)
    across, down = next(place for words, place in places.items() if words.startswith("ul. Zielona"))
    assert 95 <= across <= 125, "right window, from 100 mm"
    assert 50 <= down <= 95, "50 mm from the top, 45 mm high"


def test_the_same_letter_has_the_same_bytes() -> None:
    assert letter_pdf(LETTER, samples.AT) == letter_pdf(LETTER, samples.AT)


def test_a_long_letter_goes_on_and_large_print_is_large() -> None:
    small = opened(letter_pdf(replace(LETTER, enclosures=("Wniosek",) * 120), samples.AT))
    assert len(small.pages) > 2
    large = letter_pdf(replace(LETTER, size=LARGE_SIZE), samples.AT)
    sizes: set[int] = set()
    opened(large).pages[0].extract_text(visitor_text=lambda _t, _c, tm, _f, size: sizes.add(round(size * tm[0])))
    assert LARGE_SIZE in sizes


@pytest.fixture
def joined() -> PdfReader:
    """A letter with a filled form and the same form again behind it."""
    filled = fill(samples.form(), {"imie": "Łucja Żółć"}).content
    return opened(join([letter_pdf(LETTER, samples.AT), filled, samples.form(is_large=True)]))


def test_what_is_joined_keeps_all_tags(joined: PdfReader) -> None:
    root = joined.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("pl", True)
    found = tags(root["/StructTreeRoot"])
    assert (found.count("/Document"), found.count("/Part"), found.count("/Form"), found.count("/H1")) == (1, 2, 10, 3)


def test_every_page_and_field_leads_back_to_its_own_tags(joined: PdfReader) -> None:
    pairs = joined.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = {int(pairs[place]): pairs[place + 1].get_object() for place in range(0, len(pairs), 2)}
    assert len(parents) == len(pairs) // 2
    keys = [int(page["/StructParents"]) for page in joined.pages]
    assert len(set(keys)) == len(joined.pages)
    for page in joined.pages:
        inside = [each.get_object() for each in parents[int(page["/StructParents"])] if each is not None]
        assert inside, "the page's text has tags"
        fields = [each.get_object() for each in page.get("/Annots", ())]
        for field in fields:
            element = parents[int(field["/StructParent"])]
            assert element["/S"] == "/Form"
            assert element["/K"]["/Obj"].get("/T") == field["/T"]


def test_equal_fields_of_two_forms_stay_two(joined: PdfReader) -> None:
    fields = joined.get_fields() or {}
    assert (fields["imie"].value, fields["1_imie"].value) == ("Łucja Żółć", None)
    assert len(fields) == 10
