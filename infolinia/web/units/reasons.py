"""On what ground somebody opens a matter: officers work on it; others have a call, or say why once a session."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from infolinia.contacts import queries as contacts
from infolinia.matters.shapes import MatterView
from infolinia.web.components.roles import only, person

REMEMBERED = "reading_reason"
WAY_BACK = "dalej"
EVERYWHERE = "/sprawy"
# Matters that wait for a role to do something: that is ground enough to open them.
AT_HAND = {"at_helpline": "adviser", "reopened": "supervisor"}


@dataclass(frozen=True)
class Ground:
    """Why a person's data are read: a code of contacts' `Reading.Why`, the call at hand, or the reason in words."""

    why: str
    reason: str = ""
    conversation_id: UUID | None = None


class ReasonForm(forms.Form):
    """The reason, in the reader's own words."""

    reason = forms.CharField(
        label=_("Powód"),
        max_length=200,
        help_text=_("Na przykład: skarga na czas załatwienia, kontrola przed raportem, mieszkaniec napisał do mnie."),
        error_messages={"required": _("Wpisz powód."), "max_length": _("Skróć powód do 200 znaków.")},
    )


def ground(request: HttpRequest, view: MatterView) -> Ground | None:
    """Return on what ground this person opens the matter, or nothing: then they must say why first."""
    return ground_in(request, view.status.code)


def ground_in(request: HttpRequest, status: str) -> Ground | None:
    """Return the same of a matter of which only the status was read."""
    staff = person(request)
    if staff.role == "officer" or AT_HAND.get(status) == staff.role:
        return Ground("matter")
    if call := contacts.current_of(staff.pk):
        return Ground("conversation", conversation_id=call.id)
    reason = request.session.get(REMEMBERED, "")
    return Ground("stated", reason) if reason else None


def ask(request: HttpRequest, path: str) -> HttpResponse:
    """Ask for the reason before anything is shown; afterwards the way leads to the path."""
    return render(request, "units/reason.html", {"form": ReasonForm(), "way_back": path})


@require_http_methods(["GET", "HEAD", "POST"])
@only("adviser", "officer", "supervisor", "admin")
def page(request: HttpRequest) -> HttpResponse:
    """Take the reason for the rest of the session, or change it."""
    way_back = _own_path(request)
    form = ReasonForm(request.POST or None, initial={"reason": request.session.get(REMEMBERED, "")})
    if request.method == "POST" and form.is_valid():
        request.session[REMEMBERED] = form.cleaned_data["reason"]
        return redirect(way_back)
    return render(
        request, "units/reason.html", {"form": form, "way_back": way_back}, status=422 if form.is_bound else 200
    )


def _own_path(request: HttpRequest) -> str:
    path = request.POST.get(WAY_BACK, "") or request.GET.get(WAY_BACK, "")
    is_ours = path.startswith(f"{EVERYWHERE}/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else EVERYWHERE
