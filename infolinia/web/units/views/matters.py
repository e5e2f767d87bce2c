"""All matters that a person may see, searched by number, street or word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.paging import COUNTED
from infolinia.core.text import one_line
from infolinia.matters import queries as matters
from infolinia.web.components.paging import beside, pager
from infolinia.web.components.roles import only, person
from infolinia.web.units.views import behind

LONGEST = 80
# Every number begins so: what is searched for when nothing was typed.
EVERYTHING = "INF-"


@require_safe
@only("adviser", "officer", "supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show what was found, or the newest matters when nothing was asked for; what was looked for is logged."""
    if behind.NUMBER in request.GET:
        return behind.page(request)
    at = now()
    text = one_line(request.GET.get("q", ""), LONGEST)
    found = matters.search(person(request), text or EVERYTHING, at, beside=beside(request.GET))
    if text:
        contacts.log_reading(
            staff_id=person(request).pk, at=at, why="stated", what="szukanie w sprawach", reason=f"szukano: {text}"
        )
    ways = pager(request.GET, before=found.before, behind=found.behind, total=found.total)
    context = {"at": at, "found": found, "search_text": text, "counted": COUNTED, "pager": ways}
    return render(request, "units/matters.html", context)
