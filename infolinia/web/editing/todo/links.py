"""The addresses that cards point to, and whether they answer."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.knowledge import queries
from infolinia.web.editing.access import reader_only
from infolinia.web.editing.paging import PER_PAGE, page_number, turn

STATES = {
    "dead": (_("nie działa"), "x-octagon"),
    "failing": (_("raz nie odpowiedział"), "exclamation-circle"),
    "refused": (_("nie sprawdzamy"), "slash-circle"),
    "unchecked": (_("jeszcze nie sprawdzony"), "circle"),
    "alive": (_("działa"), "check-lg"),
}


@require_safe
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """List the addresses, those that do not answer first."""
    counts = queries.count_links()
    state = request.GET.get("stan", "")
    state = state if state in STATES else ""
    total = counts.get(state, 0) if state else sum(counts.values())
    number = page_number(request.GET)
    found = queries.link_lines(state=state, start=(number - 1) * PER_PAGE, limit=PER_PAGE)
    context = {
        "at": now(),
        "links": [(line, STATES[line.state][1]) for line in found[:PER_PAGE]],
        "states": [(code, words, counts.get(code, 0)) for code, (words, _icon) in STATES.items()],
        "chosen": state,
        "total": total,
        "is_checking": settings.CHECK_LINKS,
        "pager": turn(request.GET, page=number, total=total),
    }
    return render(request, "editing/todo/links.html", context)
