"""The steps of a campaign: who, what, start, stop. Each is one operation."""

from datetime import datetime, time
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from infolinia.core.clock import CITY_ZONE, now
from infolinia.core.errors import Cannot
from infolinia.matters.queries.reaching import Choice
from infolinia.outreach.operations.campaigns import filling, making, running
from infolinia.outreach.operations.campaigns.filling import Filled
from infolinia.outreach.queries import campaigns as queries
from infolinia.web.components.roles import only, person
from infolinia.web.components.telling import told
from infolinia.web.outreach.forms import MattersForm, SheetForm
from infolinia.web.outreach.views.campaigns import ROLES, choices, context_of

DEEDS = {"start": running.start, "stop": running.stop, "dalej": running.go_on, "koniec": running.end}
END_OF_WORK = time(18)


@require_POST
@only(*ROLES)
def from_sheet(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Read the list from a file."""
    queries.campaign(campaign_id)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        sheet = form.cleaned_data["sheet"]
        try:
            filled = filling.fill_from_sheet(campaign_id=campaign_id, content=sheet.read(), name=sheet.name, at=now())
        except Cannot as refusal:
            form.add_error("sheet", str(refusal))
        else:
            return _filled(request, campaign_id, filled)
    return _refused(request, campaign_id, sheet_form=form)


@require_POST
@only(*ROLES)
def from_matters(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Take the residents of matters."""
    queries.campaign(campaign_id)
    form = MattersForm(request.POST, choices=choices())
    if form.is_valid():
        given = form.cleaned_data
        choice = Choice(
            unit_ids=(int(given["unit"]),) if given["unit"] else (),
            category_code=given["category"],
            district=given["district"],
            street=given["street"].strip(),
            waits_for_resident=given["waits_for_resident"],
            registered_since=given["registered_since"],
        )
        try:
            filled = filling.fill_from_matters(campaign_id=campaign_id, choice=choice, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return _filled(request, campaign_id, filled)
    return _refused(request, campaign_id, matters_form=form)


@require_POST
@only(*ROLES)
def say(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Write what the campaign says, how fast, and until when to call."""
    view = queries.campaign(campaign_id)
    values = {one.code: request.POST.get(f"w-{one.code}", "") for one in view.variables}
    pace = request.POST.get("tempo", "")
    per_minute = int(pace) if pace.isascii() and pace.isdigit() and len(pace) < 6 else view.per_minute
    with told(request, _("Zapisane. Zobacz podgląd.")):
        making.say(campaign_id=campaign_id, values=values, per_minute=per_minute, call_until=_until(request))
    return redirect("outreach:campaign", campaign_id)


@require_POST
@only(*ROLES)
def press(request: HttpRequest, campaign_id: UUID, deed: str) -> HttpResponse:
    """Start, stop, go on, or end."""
    act = DEEDS.get(deed)
    if act is None:
        raise Http404
    queries.campaign(campaign_id)
    with told(request, _SAID[deed]()):
        act(campaign_id=campaign_id, by_id=person(request).pk, at=now())
    return redirect("outreach:campaign", campaign_id)


_SAID = {
    "start": lambda: _("Kampania ruszyła. Możesz ją w każdej chwili zatrzymać."),
    "stop": lambda: _("Zatrzymana. To, co jeszcze nie wyszło, zostało wycofane."),
    "dalej": lambda: _("Kampania idzie dalej."),
    "koniec": lambda: _("Kampania zakończona."),
}


def _until(request: HttpRequest) -> datetime | None:
    try:
        day = parse_date(request.POST.get("do", ""))
    except ValueError:
        day = None
    return datetime.combine(day, END_OF_WORK, CITY_ZONE) if day else None


def _filled(request: HttpRequest, campaign_id: UUID, filled: Filled) -> HttpResponse:
    said = ngettext("Na liście jest %(n)d osoba.", "Na liście jest %(n)d osób.", filled.people) % {"n": filled.people}
    messages.success(request, said + " " + _("Odezwiemy się do %(n)d.") % {"n": filled.reached})
    if filled.unknown:
        messages.warning(request, _("Nie użyliśmy kolumn: %(names)s.") % {"names": ", ".join(filled.unknown)})
    return redirect("outreach:campaign", campaign_id)


def _refused(request: HttpRequest, campaign_id: UUID, **forms: object) -> HttpResponse:
    context = context_of(request, campaign_id, **forms)
    return render(request, "outreach/campaign.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
