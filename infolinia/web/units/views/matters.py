"""All matters that a person may see, searched by number, street or word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.web.components.roles import only, person
from infolinia.web.units.paging import page_number, pager

LONGEST = 80
# Every number begins so: what is searched for when nothing was typed.
EVERYTHING = "INF-"


@require_safe
@only("adviser", "officer", "supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show what was found, or the newest matters when nothing was asked for."""
    at = now()
    text = request.GET.get("q", "").strip()[:LONGEST]
    found = matters.search(person(request), text or EVERYTHING, at, page=page_number(request.GET))
    context = {"at": at, "found": found, "search_text": text, "pager": pager(request.GET, found.number, found.pages)}
    return render(request, "units/matters.html", context)
