"""Satisfaction after the call: the figures with their definition, the rated talks, and whether anybody is asked."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.core.clock import now
from infolinia.core.paging import Lines
from infolinia.routing import queries as routing
from infolinia.telephony.surveys import operations, queries
from infolinia.web.components.paging import PER_PAGE, Pager, beside, pager
from infolinia.web.components.roles import only, person
from infolinia.web.recordings.forms import SurveyForm, initial_of

SPANS = (7, 30, 365)
"""Days over which the figures are shown."""
MARKS = (5, 4, 3, 2, 1)
LISTED = timedelta(days=365)
"""So far back rated talks are listed, while they are kept."""
ENOUGH = 30
"""Marks below which a share says little; the page then warns."""


@require_http_methods(["GET", "HEAD", "POST"])
@only("supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Show what callers answered in the span, and take a new decision."""
    decision = queries.decision()
    form = SurveyForm(request.POST or None, initial=initial_of(decision, "is_on", "is_hidden_from_adviser"))
    if request.method == "POST" and form.is_valid():
        operations.decide(**form.cleaned_data, by_id=person(request).pk, at=now())
        messages.success(request, _("Zapisano. Obowiązuje od tej chwili."))
        return redirect("recordings:ratings")
    at = now()
    context = _figures(at) | _rated(request, at)
    context |= {"form": form, "decision": decision, "history": queries.history()}
    return render(request, "recordings/ratings.html", context)


@require_safe
@only("adviser", "supervisor")
def mine(request: HttpRequest) -> HttpResponse:
    """Show the marks of one's own talks; to an adviser only where the office lets them see those."""
    at, me = now(), person(request)
    context: dict[str, Any] = {"at": at, "may_see": me.role == "supervisor" or queries.advisers_may_see()}
    if context["may_see"]:
        found = queries.rated(since=at - LISTED, until=at, adviser_id=me.pk, beside=beside(request.GET), size=PER_PAGE)
        context |= _figures(at, me.pk) | {"lines": found.lines, "pager": _pager(request, found)}
    return render(request, "recordings/my_ratings.html", context)


def _figures(at: datetime, adviser_id: int | None = None) -> dict[str, Any]:
    spans = [(days, at - timedelta(days=days)) for days in SPANS]
    figures = [(days, queries.ratings(since=since, until=at, adviser_id=adviser_id)) for days, since in spans]
    return {"at": at, "figures": figures, "enough": ENOUGH}


def _rated(request: HttpRequest, at: datetime) -> dict[str, Any]:
    """Return the rated talks, narrowed to a mark and an adviser; nonsense in the address narrows nothing."""
    advisers = [(line.staff_id, line.name) for line in routing.board(at)]
    score = next((mark for mark in MARKS if request.GET.get("ocena") == str(mark)), None)
    adviser_id = next((staff_id for staff_id, _name in advisers if request.GET.get("doradca") == str(staff_id)), None)
    found = queries.rated(
        since=at - LISTED, until=at, score=score, adviser_id=adviser_id, beside=beside(request.GET), size=PER_PAGE
    )
    chosen = {"score": score, "adviser_id": adviser_id}
    shown = {"lines": found.lines, "pager": _pager(request, found)}
    return {"marks": MARKS, "advisers": advisers, "chosen": chosen} | shown


def _pager(request: HttpRequest, found: Lines[queries.RatedCall]) -> Pager | None:
    return pager(request.GET, before=found.before, behind=found.behind)
