"""Satisfaction after the call: the figures with their definition, and whether anybody is asked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from infolinia.core.clock import now
from infolinia.telephony.surveys import operations, queries
from infolinia.web.components.roles import only, person
from infolinia.web.recordings.forms import SurveyForm, initial_of

SPANS = (7, 30, 365)
"""Days over which the figures are shown."""
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
    figures = [(days, queries.ratings(since=at - timedelta(days=days), until=at)) for days in SPANS]
    context = {
        "at": at,
        "form": form,
        "decision": decision,
        "history": queries.history(),
        "figures": figures,
        "enough": ENOUGH,
    }
    return render(request, "recordings/ratings.html", context)
