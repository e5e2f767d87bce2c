"""The matters behind a number of supervision: the same list as all matters, narrowed as the number is."""

import re
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_day, now
from infolinia.core.paging import COUNTED
from infolinia.matters.queries.behind import HELPLINE, Which, behind
from infolinia.matters.queries.kinds_named import kind_name
from infolinia.matters.rules.figures import MONTH, NOW, REASONS
from infolinia.web.components.paging import beside, pager
from infolinia.web.components.roles import only, person

NUMBER = "jakie"
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the matters that a number counts; the reading of the list is logged."""
    at = now()
    which = _which(request.GET, at)
    found = behind(which, at, beside=beside(request.GET))
    title = _title(which)
    contacts.log_reading(
        staff_id=person(request).pk, at=at, why="stated", what="lista spraw za liczbą", reason=f"nadzór: {title}"[:200]
    )
    context: dict[str, Any] = {
        "at": at,
        "found": found,
        "title": title,
        "definition": _((MONTH if which.month else NOW)[which.number].definition),
        "month": which.month,
        "counted": COUNTED,
        "pager": pager(request.GET, before=found.before, behind=found.behind, total=found.total),
    }
    return render(request, "units/behind.html", context)


def _which(query: QueryDict, at: datetime) -> Which:
    """Return the number that the address names; raises Http404 for what is none."""
    unit, kind, month = query.get("komorka", ""), query.get("rodzaj", ""), query.get("miesiac", "")
    first = date(int(month[:4]), int(month[5:]), 1) if _MONTH.fullmatch(month) else None
    which = Which(
        query.get(NUMBER, ""),
        (_ident(unit),) if unit else None,
        _ident(kind) if kind else None,
        first,
        query.get("powod", ""),
    )
    if not which.is_known or (month and (first is None or first > city_day(at))):
        raise Http404
    return which


def _ident(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Http404
    return int(text)


def _title(which: Which) -> str:
    """Return what the list is, in words: the number, the unit, the kind, the month."""
    parts = [_((MONTH if which.month else NOW)[which.number].name)]
    if which.reason:
        parts.append(_(REASONS[which.reason]))
    if which.unit_ids:
        unit = city.unit_by_id(which.unit_ids[0])
        parts.append(unit.short_name if unit else _("Infolinia") if which.unit_ids == (HELPLINE,) else "")
    if which.category_id is not None:
        parts.append(kind_name(which.category_id) or "")
    if which.month:
        parts.append(formats.date_format(which.month, "F Y").lower())
    return ", ".join(part for part in parts if part)
