"""The list of a unit's open matters as a file for a spreadsheet."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_time, now
from infolinia.matters import queries as matters
from infolinia.matters.shapes import MatterLine
from infolinia.web.components.roles import person
from infolinia.web.units.rights import inbox_unit

# A cell that begins so would be run by the spreadsheet; an apostrophe keeps it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

LONGEST = 10_000


@require_safe
@login_required
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Send the unit's open matters, by deadline; the reading of them all is logged."""
    at, staff = now(), person(request)
    unit = inbox_unit(staff, code)
    inbox = matters.inbox(unit.id, at, staff_id=staff.pk, size=LONGEST)
    lines = sorted((*inbox.new, *inbox.to_do, *inbox.returned), key=lambda line: line.due.at)
    contacts.log_reading(
        staff_id=staff.pk, at=at, why="stated", what="eksport listy spraw", reason=f"lista komórki {unit.code}"
    )
    response = HttpResponse("\ufeff" + _table(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="sprawy-{unit.code}-{city_time(at):%Y-%m-%d}.csv"'
    return response


def _table(lines: Iterable[MatterLine]) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("Numer"), _("Temat"), _("Miejsce"), _("Stan"), _("Termin"), _("Cel komórki"), _("Prowadzi"), _("Wpłynęła")]
    )
    for line in lines:
        cells = [
            line.number,
            line.subject,
            line.place,
            line.status.text,
            line.due.day.isoformat(),
            line.unit_due.day.isoformat(),
            line.officer_name,
            _minute(line.registered_at),
        ]
        writer.writerow([safe_cell(cell) for cell in cells])
    return out.getvalue()


def safe_cell(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def _minute(moment: datetime) -> str:
    return f"{city_time(moment):%Y-%m-%d %H:%M}"
