"""Figures as files: two tables for a spreadsheet, and the monthly card of a unit."""

import re
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time, now
from infolinia.matters.figures.months import months_back
from infolinia.matters.queries import figures
from infolinia.matters.rules.figures import MONTH, NOW, REASONS, SHARE
from infolinia.web.components.roles import only
from infolinia.web.components.sheets import sheet
from infolinia.web.supervision import filters
from infolinia.web.supervision.figures import tables
from infolinia.web.supervision.figures.card import card_pdf

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@require_safe
@only("supervisor", "admin")
def standing(request: HttpRequest) -> HttpResponse:
    """Send how every unit stands now with every kind of matter."""
    at = now()
    found = figures.loads(at)
    head = [_("Komórka"), _("Rodzaj zgłoszenia"), *tables.names(NOW.values()), *(_(text) for text in REASONS.values())]
    rows = [
        [line.unit_name, line.category_name]
        + [str(getattr(line.load, name)) for name in NOW]
        + [str(line.load.late_why.get(code, 0)) for code in REASONS]
        for line in found.lines
    ]
    return sheet([head, *rows], f"sprawy-{city_time(found.counted_at):%Y-%m-%d-%H%M}.csv")


@require_safe
@only("supervisor", "admin")
def months(request: HttpRequest) -> HttpResponse:
    """Send the last twelve months of every unit and kind, or of one unit (`komorka`)."""
    at, unit_id = now(), filters.number(request.GET, "komorka")
    span = months_back(at)
    head = [
        _("Miesiąc"),
        _("Komórka"),
        _("Rodzaj zgłoszenia"),
        *tables.names((*MONTH.values(), SHARE)),
        _("Średnio dni"),
    ]
    lines = figures.month_lines(span[-1], span[0], unit_ids=(unit_id,) if unit_id else None)
    rows = [
        [f"{line.sums.month:%Y-%m}", line.unit_name, line.category_name]
        + [str(getattr(line.sums, name)) for name in MONTH]
        + ["" if line.sums.share is None else str(line.sums.share)]
        + ["" if line.sums.mean_days is None else f"{line.sums.mean_days:.1f}".replace(".", ",")]
        for line in lines
    ]
    return sheet([head, *rows], f"sprawy-miesiace-{span[0]:%Y-%m}.csv")


@require_safe
@only("supervisor", "admin")
def card(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Send the card of a unit for a month, one page."""
    at, unit = now(), city.unit(code)
    first = _first_day(month, at)
    if unit is None or first is None:
        raise Http404
    response = HttpResponse(card_pdf(unit, first, at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="karta-{unit.code}-{first:%Y-%m}.pdf"'
    return response


def _first_day(month: str, at: datetime) -> date | None:
    """Return the first day of a month that has begun, or None."""
    if not _MONTH.fullmatch(month):
        return None
    first = date(int(month[:4]), int(month[5:]), 1)
    return first if first <= city_day(at) else None
