"""All matters that a person may see, searched by number, street or word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.text import one_line
from infolinia.matters import queries as matters
from infolinia.web.components.roles import only, person
from infolinia.web.units.paging import page_number, pager

LONGEST = 80
# Every number begins so: what is searched for when nothing was typed.
EVERYTHING = "INF-"


@require_safe
@only("adviser", "officer", "supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show what was found, or the newest matters when nothing was asked for; what was looked for is logged."""
    at = now()
    text = one_line(request.GET.get("q", ""), LONGEST)
    found = matters.search(person(request), text or EVERYTHING, at, page=page_number(request.GET))
    if text:
        contacts.log_reading(
            staff_id=person(request).pk, at=at, why="stated", what="szukanie w sprawach", reason=f"szukano: {text}"
        )
    context = {"at": at, "found": found, "search_text": text, "pager": pager(request.GET, found.number, found.pages)}
    return render(request, "units/matters.html", context)
