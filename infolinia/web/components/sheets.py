"""Tables sent as files for a spreadsheet."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse

# A cell that begins so would be run by the spreadsheet; an apostrophe keeps it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def sheet(rows: Iterable[Iterable[str]], name: str) -> HttpResponse:
    """Return the rows as a CSV file of this name, as spreadsheets in Polish expect it."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
