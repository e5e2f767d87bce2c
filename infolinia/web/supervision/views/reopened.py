"""Matters that their residents call not done: the supervisor decides what becomes of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.matters import queries as matters
from infolinia.web.components.paging import PER_PAGE, beside, pager
from infolinia.web.components.roles import only


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show those that wait, the nearest deadline first; the decision is taken on the matter's own page."""
    at = now()
    found = matters.reopened(at, beside=beside(request.GET), size=PER_PAGE)
    ways = pager(request.GET, before=found.before, behind=found.behind, total=found.total)
    return render(request, "supervision/reopened.html", {"at": at, "found": found, "pager": ways})
