"""All about the term of one matter: its working, what else is owed by when, what stood, and what it was before."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from infolinia.core.clock import city_day, now
from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.queries.recounts import old_deadlines
from infolinia.matters.queries.side_clocks import term_of
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.units import reasons
from infolinia.web.units.reading import log


@require_safe
@login_required
def page(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Show the term, to those who may see the matter."""
    at = now()
    view = matters.matter_view(matter_id, at, staff=person(request))
    if not reasons.ground(request, view):
        return reasons.ask(request, request.get_full_path())
    log(request, view, at)
    context = {
        "view": view,
        "at": at,
        "today": city_day(at),
        "term": term_of(view.id, staff=person(request)),
        "old": old_deadlines(view.id, at),
    }
    return render(request, "units/term.html", context)


@require_POST
@login_required
def note(request: HttpRequest, matter_id: UUID, code: str) -> HttpResponse:
    """Write down that a side clock's task was done, was not needed, or that the entry was wrong."""
    matters.matter_for(person(request), matter_id)
    outcome = {"zrobione": "done", "niepotrzebne": "not_needed", "cofnij": ""}.get(request.POST.get("co", ""), "?")
    try:
        day = date.fromisoformat(request.POST.get("dnia", "") or city_day(now()).isoformat())
    except ValueError:
        messages.error(request, _("Wpisz dzień, na przykład 2026-12-10."))
        return redirect("units:term", matter_id)
    with told(request, _("Zapisano w historii sprawy.")):
        operations.note_side_clock(
            matter_id=matter_id, code=code, outcome=outcome, day=day, by_id=person(request).pk, at=now()
        )
    return redirect("units:term", matter_id)
