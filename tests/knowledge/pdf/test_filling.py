"""Filled forms: every viewer shows the same text, Polish letters too."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import FloatObject, NameObject, NumberObject, TextStringObject

from infolinia.knowledge.pdf.filling import fill
from tests.knowledge.pdf import samples

LETTERS = "Zażółć gęślą jaźń ĄĆĘŁŃÓŚŹŻ"
NAME = f"Łucja {LETTERS}"


def widgets(content: bytes) -> dict[str, Any]:
    reader = PdfReader(BytesIO(content))
    return {each.get_object()["/T"]: each.get_object() for page in reader.pages for each in page["/Annots"]}


def drawn(widget: Any) -> str:
    """Return the text of the field's drawing, read through its embedded typeface."""
    writer = PdfWriter()
    page = writer.add_blank_page(1_000, 1_000)
    stream = widget["/AP"]["/N"]
    page[NameObject("/Resources")] = stream["/Resources"].clone(writer)
    page[NameObject("/Contents")] = writer._add_object(stream.clone(writer))
    out = BytesIO()
    writer.write(out)
    return PdfReader(out).pages[0].extract_text().strip()


def test_the_value_and_its_drawing_say_the_same() -> None:
    filled = fill(samples.form(), {"imie": NAME, "opis": LETTERS, "zgoda": True})
    found = widgets(filled.content)
    assert (found["imie"]["/V"], drawn(found["imie"])) == (NAME, NAME)
    assert drawn(found["opis"]).replace("\n", " ") == LETTERS
    assert (found["zgoda"]["/AS"], found["zgoda"]["/V"]) == ("/Tak", "/Tak")
    assert "/V" not in found["telefon"], "what is not known stays open"
    fonts = found["imie"]["/AP"]["/N"]["/Resources"]["/Font"].values()
    assert any("/FontFile2" in font["/FontDescriptor"] for font in fonts if "/FontDescriptor" in font)
    assert (filled.cut, filled.unknown) == ((), ())


def test_ukrainian_letters_are_drawn_too() -> None:
    assert drawn(widgets(fill(samples.form(), {"imie": "Їжак Ґудзик"}).content)["imie"]) == "Їжак Ґудзик"


def test_the_form_stays_open_for_the_pen() -> None:
    content = fill(samples.form(), {"imie": NAME}).content
    again = fill(content, {"imie": "Anna Klif", "zgoda": False})
    assert drawn(widgets(again.content)["imie"]) == "Anna Klif"
    assert widgets(again.content)["zgoda"]["/AS"] == "/Off"
    assert fill(content, {}).content


def test_a_name_that_is_markup_or_code_is_only_text() -> None:
    text = "<b>#let x</b> ) Tj /JS (app.alert(1)) \\ %"
    assert drawn(widgets(fill(samples.form(), {"imie": text}).content)["imie"]) == text


def test_text_that_does_not_fit_is_named() -> None:
    filled = fill(samples.form(), {"imie": "Bardzo " * 60, "opis": "słowo " * 600, "telefon": "500 000 014"})
    assert filled.cut == ("imie", "opis")


def test_names_that_the_form_has_not_are_told() -> None:
    assert fill(samples.form(), {"nie_ma": "x"}).unknown == ("nie_ma",)


@pytest.mark.parametrize("length", [4, 12])
def test_boxes_of_one_letter_hold_one_letter_each(length: int) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(samples.form())))
    field = next(each.get_object() for each in writer.pages[0]["/Annots"] if each.get_object()["/T"] == "telefon")
    field.update({NameObject("/Ff"): NumberObject(1 << 24), NameObject("/MaxLen"): NumberObject(length)})
    out = BytesIO()
    writer.write(out)
    filled = fill(out.getvalue(), {"telefon": "500 000 014"})
    assert "".join(drawn(widgets(filled.content)["telefon"]).split()) == "500000014"[:length]
    assert filled.cut == (() if length == 12 else ("telefon",))


def test_a_field_under_another_is_filled_by_its_whole_name() -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(samples.form())))
    field = next(each.get_object() for each in writer.pages[0]["/Annots"] if each.get_object()["/T"] == "imie")
    above = writer._add_object(
        type(field)({NameObject("/T"): TextStringObject("osoba"), NameObject("/FT"): NameObject("/Tx")})
    )
    field[NameObject("/Parent")] = above
    field[NameObject("/Rect")][3] = FloatObject(400)
    out = BytesIO()
    writer.write(out)
    filled = fill(out.getvalue(), {"osoba.imie": NAME})
    assert (filled.unknown, drawn(widgets(filled.content)["imie"])) == ((), NAME)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not on this machine")
def test_another_reader_sees_the_letters(tmp_path: Path) -> None:
    path = tmp_path / "druk.pdf"
    path.write_bytes(fill(samples.form(), {"imie": NAME}).content)
    seen = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    assert NAME in seen.stdout
    assert seen.stderr == ""
