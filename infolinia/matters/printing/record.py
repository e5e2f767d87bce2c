"""The record of a matter as CSV for a spreadsheet and as a tagged PDF for the files."""

import csv
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.core.clock import city_time
from infolinia.core.pdf.setting import compiled
from infolinia.matters.shapes.record import Record, RecordLine

TEMPLATE = Path(__file__).parent / "typst" / "record.typ"
# A cell that begins so would be run by the spreadsheet; an apostrophe keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def headings() -> tuple[str, ...]:
    """Return the headings of the columns, in the order of the act's own form."""
    return (_("Lp."), _("Data czynności"), _("Kto"), _("Komórka"), _("Czynność"), _("Treść"), _("Dokument"))


def record_csv(record: Record) -> bytes:
    """Return the record as CSV: UTF-8 with a mark, semicolons, formulas made harmless."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows = [(_("Sprawa"), record.number, record.znak, record.subject), headings(), *map(_cells, record.lines)]
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def record_pdf(record: Record) -> bytes:
    """Return the record as a tagged PDF (PDF/UA-1)."""
    facts = [
        (_("Sprawa"), record.number),
        (_("Znak sprawy"), record.znak or _("nie nadano")),
        (_("Tytuł"), record.subject),
        (_("Rodzaj"), record.kind),
        (_("Prowadzi"), record.unit_name),
        (_("Wpłynęła"), f"{city_time(record.opened_on):%d.%m.%Y, %H:%M}"),
    ]
    told = {
        "title": _("Metryka sprawy %(number)s") % {"number": record.number},
        "sender": [settings.CITY_NAME],
        "facts": [list(fact) for fact in facts],
        "headings": list(headings()),
        "rows": [[str(cell) for cell in _cells(line)] for line in record.lines],
        "basis": _("KPA art. 66a. Stan na %(moment)s.") % {"moment": f"{city_time(record.made_at):%d.%m.%Y, %H:%M}"},
        "language": "pl",
    }
    return compiled(TEMPLATE, told, record.made_at)


def _cells(line: RecordLine) -> tuple[object, ...]:
    moment = f"{city_time(line.at):%d.%m.%Y %H:%M}"
    return (line.place, moment, line.who, line.unit_name, line.act, line.text, "; ".join(line.papers))


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell
