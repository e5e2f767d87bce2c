"""The record of what supervisors did."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from infolinia.core.clock import now
from infolinia.routing.supervision import queries
from infolinia.web.components.roles import only

SHOWN = 200


@require_safe
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show the last acts, newest first."""
    names = {one.code: one.name for one in queries.queue_states()}
    lines = [(line, names.get(line.queue_code, line.queue_code)) for line in queries.acts(limit=SHOWN)]
    return render(request, "supervision/acts.html", {"at": now(), "lines": lines})
