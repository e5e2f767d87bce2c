"""Example forms: a tagged page set by typst, with real fields laid on its frames."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter

from infolinia.core.pdf.objects import VERSION
from infolinia.core.pdf.setting import compiled, measured
from infolinia.knowledge.pdf.laying import lay
from infolinia.knowledge.pdf.lettering import TEMPLATES

TEMPLATE = TEMPLATES / "form.typ"


@dataclass(frozen=True)
class Field:
    """One field: `kind` is text, long or box; `wide` takes the whole row."""

    name: str
    label: str
    kind: str = "text"
    wide: bool = False


@dataclass(frozen=True)
class Part:
    """Fields under one heading."""

    heading: str
    fields: tuple[Field, ...]
    note: str = ""


@dataclass(frozen=True)
class Blank:
    """A form to be made."""

    title: str
    number: str
    office: str
    unit: str
    lead: str
    footer: str
    parts: tuple[Part, ...]
    language: str = "pl"
    is_large: bool = False


def make(blank: Blank, at: datetime) -> bytes:
    """Return the form as a PDF with fields: tagged, each field named for a screen reader."""
    data = _data(blank)
    pages = compiled(TEMPLATE, data, at)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pages)))
    writer.pdf_header = VERSION
    fields = {field.name: field for part in blank.parts for field in part.fields}
    lay(writer, measured(TEMPLATE, data, "field"), fields, size=16 if blank.is_large else 10)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _data(blank: Blank) -> dict[str, Any]:
    sections = [
        {"heading": part.heading, "note": part.note, "rows": _rows(part.fields, is_large=blank.is_large)}
        for part in blank.parts
    ]
    return {
        "title": blank.title, "number": blank.number, "office": blank.office, "unit": blank.unit, "lead": blank.lead,
        "footer": blank.footer, "language": blank.language, "sections": sections,
        "size": 18 if blank.is_large else 10.5,
    }  # fmt: skip


def _rows(fields: Sequence[Field], *, is_large: bool) -> list[list[dict[str, Any]]]:
    """Return the fields by rows of the page: a wide one alone, others two by two; in large print each alone."""
    rows: list[list[dict[str, Any]]] = []
    is_open = False
    for field in fields:
        shown = vars(field) | {"wide": field.wide or is_large}
        if shown["wide"] or not is_open:
            rows.append([shown])
        else:
            rows[-1].append(shown)
        is_open = not shown["wide"] and not is_open
    return rows
