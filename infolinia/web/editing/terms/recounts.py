"""Recounts of open matters: what would change, and the decision about it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.journeys.change_days_off import CALENDAR
from infolinia.matters.operations import apply_recount, drop_recount, recount_open
from infolinia.matters.queries import recounts as queries
from infolinia.web.components.roles import person
from infolinia.web.components.telling import told
from infolinia.web.editing.access import reader_only
from infolinia.web.editing.terms.access import decider_only, may_decide
from infolinia.web.editing.terms.pages import shared

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """List the recounts, or begin one by hand."""
    if request.method == "POST":
        if not may_decide(person(request)):
            raise PermissionDenied
        try:
            found = recount_open(CALENDAR, now(), by_id=person(request).pk, note=request.POST.get("powod", ""))
        except Cannot as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("editing:terms_recount", found)
    context = {"lines": queries.recounts(), **shared(request, "recounts")}
    return render(request, "editing/terms/recounts.html", context)


@require_safe
@reader_only
def one(request: HttpRequest, recount_id: int) -> HttpResponse:
    """Show one recount with the matters that it moves, page by page; the open page follows the job."""
    found = queries.recount(recount_id)
    if found is None:
        raise Http404
    after = _after(request)
    lines = queries.recounted(recount_id, after=after, limit=PER_PAGE + 1)
    context = {
        "recount": found,
        "lines": lines[:PER_PAGE],
        "next_after": lines[PER_PAGE - 1].id if len(lines) > PER_PAGE else 0,
        "is_first": not after,
        **shared(request, "recounts"),
    }
    return render(request, "editing/terms/recount.html", context)


@require_POST
@decider_only
def decide(request: HttpRequest, recount_id: int) -> HttpResponse:
    """Give the matters their new deadlines, or leave them as they are."""
    if queries.recount(recount_id) is None:
        raise Http404
    by_id, at = person(request).pk, now()
    if request.POST.get("co") == "zmien":
        tells = request.POST.get("mieszkancy") == "1"
        with told(request, _("Zmieniamy terminy. Dawne zostają w historii każdej sprawy.")):
            apply_recount(recount_id=recount_id, by_id=by_id, at=at, tells_residents=tells)
    elif request.POST.get("co") == "zostaw":
        with told(request, _("Otwarte sprawy zachowują swoje terminy.")):
            drop_recount(recount_id=recount_id, by_id=by_id, at=at)
    else:
        messages.error(request, _("Wybierz, co zrobić z terminami otwartych spraw."))
    return redirect("editing:terms_recount", recount_id)


def _after(request: HttpRequest) -> int:
    text = request.GET.get("po", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else 0
