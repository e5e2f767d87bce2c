"""Pages of figures: all units, one unit, one kind of matter; each number leads to the matters behind it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.city import queries as city
from infolinia.core.clock import now
from infolinia.matters import operations
from infolinia.matters.queries import figures
from infolinia.matters.queries.kinds_named import kind_name
from infolinia.matters.rules.figures import MONTH, NOW
from infolinia.matters.shapes.figures import LoadLine
from infolinia.web.components.roles import only
from infolinia.web.supervision.figures import tables

BY_KIND = "rodzaje"


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show every unit (or kind of matter) as it stands now and over twelve months, and the months of the whole city."""
    at, by_kind = now(), request.GET.get("wedlug") == BY_KIND
    found = figures.loads(at)
    years = figures.by_category(at) if by_kind else figures.by_unit(at)
    of, name = (_of_kind, "supervision:figures_kind") if by_kind else (_of_unit, "supervision:figures_unit")
    rows = []
    for ident, title, load in tables.grouped(found.lines, of):
        url = reverse(name, args=[ident])
        narrowed = {"category_id" if by_kind else "unit_id": ident}
        cells = (*tables.load_cells(load, **narrowed), *tables.year_cells(years.get(ident), f"{url}#miesiace"))
        rows.append(tables.Row(title, url, cells))
    whole = figures.total(found.lines)
    context = {
        "at": at,
        "counted_at": found.counted_at,
        "by_kind": by_kind,
        "rows": rows,
        "whole": tables.load_cells(whole),
        "reasons": tables.reasons(whole),
        "months": [tables.month_row(sums) for sums in figures.months(at)],
    }
    return render(request, "supervision/figures.html", context | _heads())


@require_safe
@only("supervisor", "admin")
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show one unit (0: the helpline): its kinds of matter, why matters are late, and its months with their cards."""
    known = city.unit_by_id(unit_id) if unit_id else None
    if unit_id and known is None:
        raise Http404
    at = now()
    lines = [line for line in figures.loads(at).lines if line.unit_id == unit_id]
    months = [
        tables.month_row(
            sums,
            unit_id=unit_id,
            url=reverse("supervision:figures_card", args=[known.code, f"{sums.month:%Y-%m}"]) if known else "",
        )
        for sums in figures.months(at, unit_ids=(unit_id,))
    ]
    context = {
        "title": known.name if known else _("Infolinia"),
        "unit": known,
        "rows": [
            tables.Row(
                title,
                reverse("supervision:figures_kind", args=[ident]),
                tables.load_cells(load, unit_id=unit_id, category_id=ident),
            )
            for ident, title, load in tables.grouped(lines, _of_kind)
        ],
        "first": _("Rodzaj zgłoszenia"),
        "whole": tables.load_cells(figures.total(lines), unit_id=unit_id),
        "reasons": tables.reasons(figures.total(lines), unit_id=unit_id),
        "months": months,
    }
    return render(request, "supervision/figures_one.html", context | _heads() | {"at": at, "csv_unit": unit_id})


@require_safe
@only("supervisor", "admin")
def kind(request: HttpRequest, category_id: int) -> HttpResponse:
    """Show one kind of matter: the units that have it, why matters are late, and its months."""
    title = kind_name(category_id)
    if title is None:
        raise Http404
    at = now()
    lines = [line for line in figures.loads(at).lines if line.category_id == category_id]
    context = {
        "title": title,
        "rows": [
            tables.Row(
                name,
                reverse("supervision:figures_unit", args=[ident]),
                tables.load_cells(load, unit_id=ident, category_id=category_id),
            )
            for ident, name, load in tables.grouped(lines, _of_unit)
        ],
        "first": _("Komórka"),
        "whole": tables.load_cells(figures.total(lines), category_id=category_id),
        "reasons": tables.reasons(figures.total(lines), category_id=category_id),
        "months": [
            tables.month_row(sums, category_id=category_id) for sums in figures.months(at, category_id=category_id)
        ],
    }
    return render(request, "supervision/figures_one.html", context | _heads() | {"at": at})


@require_POST
@only("supervisor", "admin")
def count(request: HttpRequest) -> HttpResponse:
    """Have everything counted now, without waiting for the hour of the job."""
    operations.ask_for_counts(at=now())
    messages.success(request, _("Liczymy od nowa. Za chwilę odśwież tę stronę: zobaczysz nową godzinę i nowe liczby."))
    return redirect("supervision:figures")


def _heads() -> dict[str, Any]:
    return {
        "now_heads": tables.names(NOW.values()),
        "month_heads": [*tables.names(MONTH.values()), _("Terminowość"), _("Średnio dni")],
        "definitions": tables.definitions(),
    }


def _of_unit(line: LoadLine) -> tuple[int, str]:
    return line.unit_id, line.unit_name


def _of_kind(line: LoadLine) -> tuple[int, str]:
    return line.category_id, line.category_name
