"""PDFs for tests: harmless ones, and such as nobody should get."""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

from infolinia.knowledge.pdf.making import Blank, Field, Part, make

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
Change = Callable[[PdfWriter], object]


def form(**told: Any) -> bytes:
    """A form with fields of each kind."""
    fields = (
        Field("imie", "Imię i nazwisko", wide=True), Field("telefon", "Telefon"), Field("email", "E-mail"),
        Field("opis", "Opis", "long"), Field("zgoda", "Zgadzam się", "box"),
    )  # fmt: skip
    facts = {
        "title": "Wniosek na próbę", "number": "wersja 1", "office": "Urząd", "unit": "Komórka", "lead": "Wypełnij.",
        "footer": "stopka", "parts": (Part("Dane", fields),),
    }  # fmt: skip
    return make(Blank(**facts | told), AT)


def pdf(change: Change = lambda writer: None, pages: int = 1) -> bytes:
    """A file of empty pages, changed."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def action(kind: str, **more: str) -> Change:
    """Let the file do something when it is opened."""

    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = _dict({"/S": NameObject(kind), **more})

    return change


def orphan_script(writer: PdfWriter) -> None:
    """Leave a script in the file that nothing refers to yet."""
    writer._add_object(_dict({"/S": NameObject("/JavaScript"), "/JS": "app.alert(1)"}))


def script_on_field(writer: PdfWriter) -> None:
    """Let a field count by a script."""
    script = _dict({"/S": NameObject("/JavaScript"), "/JS": "x"})
    field = _dict(
        {"/Subtype": NameObject("/Widget"), "/T": "a", "/FT": NameObject("/Tx"), "/AA": _dict({"/K": script})}
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])


def xfa(writer: PdfWriter) -> None:
    """Make it a form of the other kind."""
    writer.root_object[NameObject("/AcroForm")] = _dict({"/Fields": ArrayObject(), "/XFA": "<xdp/>"})


def bomb(writer: PdfWriter) -> None:
    """Pack a lot into little."""
    packed = StreamObject()
    packed._data = zlib.compress(b"\0" * 220_000_000)
    packed[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(packed)


def nest(writer: PdfWriter) -> None:
    """Put lists into lists into lists."""
    inner = ArrayObject()
    for _level in range(60):
        inner = ArrayObject([inner])
    writer.root_object[NameObject("/Nest")] = inner


def film(writer: PdfWriter) -> None:
    """Put a film on the page."""
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [writer._add_object(_dict({"/Subtype": NameObject("/RichMedia")}))]
    )


def _dict(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(name): TextStringObject(value) if type(value) is str else value for name, value in entries.items()}
    )
