"""The list of cards, and above it what waits for the one who looks."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge.queries import workshop
from infolinia.knowledge.shapes_workshop import ShelfLine
from infolinia.matters.rules.words import DueWords, due_words
from infolinia.matters.wording import say
from infolinia.web.components.roles import person
from infolinia.web.editing.access import may_write, owner_or_reader, visible_units
from infolinia.web.editing.paging import PER_PAGE, page_number, turn
from infolinia.web.editing.waiting import Waiting, waiting

if TYPE_CHECKING:
    from infolinia.city.models import Staff

LONGEST = 80
STATES: tuple[tuple[str, Promise], ...] = (
    ("draft", _("ze szkicem")),
    ("review", _("do sprawdzenia")),
    ("scheduled", _("czeka na swój dzień")),
    ("review_late", _("po dniu przeglądu")),
    ("review_soon", _("przegląd w 30 dni")),
    ("behind", _("tłumaczenie starsze niż tekst polski")),
    ("unpublished", _("jeszcze nieopublikowane")),
    ("retired", _("wycofane")),
)


@dataclass(frozen=True)
class Line:
    """A card of the list and the words for its next review."""

    card: ShelfLine
    due: DueWords | None


@require_safe
@owner_or_reader
def page(request: HttpRequest) -> HttpResponse:
    """Show one page of the cards, filtered, and what waits for this person."""
    at, staff, query, number = now(), person(request), request.GET, page_number(request.GET)
    units = [unit for unit in city.units(outside=False) if _sees(staff, unit.id)]
    chosen = _chosen(query, {unit.code for unit in units})
    found = workshop.shelf(
        at=at,
        text=chosen["text"],
        subject=chosen["subject"],
        unit_ids=_unit_ids(staff, chosen["unit"]),
        state=chosen["state"],
        missing=chosen["missing"],
        offset=(number - 1) * PER_PAGE,
        limit=PER_PAGE,
    )
    context = {
        "at": at,
        "lines": [Line(line, _due(line, at)) for line in found.lines],
        "total": found.total,
        "pager": turn(query, page=number, total=found.total),
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        "search_text": chosen["text"],
        "subjects": workshop.SUBJECTS,
        "units": units,
        "states": STATES,
        "languages": workshop.LANGUAGES,
        "waiting": waiting(staff) if may_write(staff) and not any(chosen.values()) and number == 1 else Waiting(),
        "may_write": may_write(staff),
    }
    return render(request, "editing/home.html", context)


def _chosen(query: QueryDict, units: Container[str]) -> dict[str, str]:
    return {
        "text": one_line(query.get("q", ""), LONGEST),
        "subject": _one_of(query, "temat", dict(workshop.SUBJECTS)),
        "unit": _one_of(query, "komorka", units),
        "state": _one_of(query, "stan", dict(STATES)),
        "missing": _one_of(query, "brak", dict(workshop.LANGUAGES)),
    }


def _one_of(query: QueryDict, name: str, allowed: Container[str]) -> str:
    text = query.get(name, "")
    return text if text in allowed else ""


def _sees(staff: "Staff", unit_id: int) -> bool:
    units = visible_units(staff)
    return units is None or unit_id in units


def _unit_ids(staff: "Staff", code: str) -> frozenset[int] | None:
    """Return the units to show: the chosen one with the cells below it, otherwise all that the person may see."""
    unit = city.unit(code) if code else None
    return frozenset(city.unit_and_below(unit.id)) if unit else visible_units(staff)


def _due(line: ShelfLine, at: datetime) -> DueWords | None:
    """Return the words for a review that comes within thirty days or is late; a later one is only a date."""
    if line.review_due is None or line.is_retired or line.review_due > city_day(at) + workshop.SOON:
        return None
    return due_words(line.review_due, at, say)
