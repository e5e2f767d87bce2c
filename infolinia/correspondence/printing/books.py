"""Lists that go with a print run: the posting book for the post, and the papers that wait at counters."""

import csv
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from io import StringIO

from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.core.pdf.setting import compiled
from infolinia.correspondence.printing.letters import TEMPLATES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Entry:
    """One letter as the posting book lists it; `grams` is an estimate for the choice of the fee."""

    position: int
    recipient: str
    address: str
    service: str
    sheets: int
    grams: int
    tracking: str
    remarks: str


def headings() -> tuple[str, ...]:
    """Return the headings of the posting book's columns."""
    return (
        _("Lp."), _("Adresat"), _("Dokładne miejsce doręczenia"), _("Rodzaj przesyłki"), _("Arkusze"), _("Masa, g"),
        _("Numer nadawczy"), _("Uwagi"),
    )  # fmt: skip


def book_csv(entries: Sequence[Entry]) -> bytes:
    """Return the posting book as CSV for a spreadsheet: UTF-8 with a mark, semicolons, formulas made harmless."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([_harmless(cell) for cell in astuple(entry)] for entry in entries)
    return out.getvalue().encode("utf-8-sig")


def book_pdf(entries: Sequence[Entry], *, number: int, day: date, at: datetime) -> bytes:
    """Return the posting book as a tagged PDF with a place for the post's stamp and signature."""
    grams = sum(entry.grams for entry in entries)
    told = {
        "title": _("Wykaz przesyłek nadanych, wydruk %(number)d z %(day)s")
        % {"number": number, "day": f"{day:%d.%m.%Y}"},
        "sender": [settings.CITY_NAME, *settings.LETTER_SENDER],
        "headings": headings(),
        "rows": [[str(cell) for cell in astuple(entry)] for entry in entries],
        "total": _("Razem przesyłek: %(count)d, masa: %(grams)d g") % {"count": len(entries), "grams": grams},
        "stamp": _("Przyjęto (data, podpis i stempel placówki):"),
        "language": "pl",
    }
    return compiled(TEMPLATES / "posting_book.typ", told, at)


def _harmless(cell: object) -> object:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
