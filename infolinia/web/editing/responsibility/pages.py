"""The map as a list, and a trial: who answers for these words at this place on this day."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.city import queries as city
from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import queries
from infolinia.knowledge.queries import Responsible
from infolinia.web.components.paging import beside, pager, said_count
from infolinia.web.components.roles import person
from infolinia.web.editing.access import may_write, reader_only

LONGEST = 80


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """Show one page of the map, filtered, and the answer to a trial question."""
    on, query = city_day(now()), request.GET
    text = one_line(query.get("q", ""), LONGEST)
    units = {str(unit.id): unit for unit in city.units()}
    unit = units.get(query.get("kto", ""))
    is_all = query.get("wszystkie") == "1"
    found = queries.map_page(
        text=text, unit_id=unit.id if unit else None, on=None if is_all else on, beside=beside(query)
    )
    context = {
        "lines": found.lines,
        "total": said_count(found.total),
        "pager": pager(query, before=found.before, behind=found.behind, total=found.total),
        "query": text,
        "units": units.values(),
        "unit": unit,
        "is_all": is_all,
        "is_filtered": bool(text or unit),
        "on": on,
        "may_write": may_write(person(request)),
        **_trial(request, on),
    }
    return render(request, "editing/responsibility/list.html", context)


def _trial(request: HttpRequest, today: date) -> dict[str, object]:
    words, street, number = (one_line(request.GET.get(name, ""), LONGEST) for name in ("slowa", "ulica", "numer"))
    on = _day(request.GET.get("dnia", "")) or today
    answer: Responsible | None = None
    if words:
        answer = queries.responsible(text=words, street=street, number=number, on=on)
    return {"trial": {"words": words, "street": street, "number": number, "on": on, "answer": answer}}


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day of the calendar
    except ValueError:
        return None
