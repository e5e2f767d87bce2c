"""Campaigns: the list, a new one, one with its steps, and its report."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from infolinia.city import queries as city
from infolinia.contacts import operations as contacts
from infolinia.core.clock import city_time, now
from infolinia.core.errors import Cannot
from infolinia.correspondence.rules.wording.shapes import Kind, Variable
from infolinia.matters import queries as matters
from infolinia.outreach.operations.campaigns import making
from infolinia.outreach.queries import campaigns as queries
from infolinia.web.components.roles import only, person
from infolinia.web.outreach.forms import CampaignForm, MattersForm, SheetForm

ROLES = ("supervisor", "admin")
LONG = (Kind.BODY, Kind.LIST)


@require_safe
@only(*ROLES)
def listing(request: HttpRequest) -> HttpResponse:
    """Show every campaign."""
    return render(request, "outreach/campaigns.html", {"lines": queries.campaigns(), "at": now()})


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ROLES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a campaign: what it is about, and why it is allowed."""
    form = CampaignForm(request.POST or None, purposes=queries.purposes())
    if request.method == "POST" and form.is_valid():
        try:
            ident = making.create_campaign(**form.cleaned_data, by_id=person(request).pk, at=now())
        except Cannot as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("outreach:campaign", ident)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "outreach/campaign_new.html", {"form": form}, status=status)


@require_safe
@only(*ROLES)
def page(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Show a campaign: its list, its words, how far it is."""
    return render(request, "outreach/campaign.html", context_of(request, campaign_id))


@require_safe
@only(*ROLES)
def report(request: HttpRequest, campaign_id: UUID) -> HttpResponse:
    """Give everybody of the campaign and what became of them as a file. The reading is logged."""
    view, at = queries.campaign(campaign_id), now()
    contacts.log_reading(staff_id=person(request).pk, at=at, why="stated", what="lista kampanii", reason=view.name)
    answer = HttpResponse(_csv(campaign_id), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kampania-{at:%Y-%m-%d}.csv"'
    return answer


def context_of(request: HttpRequest, campaign_id: UUID, **more: object) -> dict[str, object]:
    """Return what the page of a campaign shows; refused forms replace fresh ones. The reading of people is logged."""
    view, at = queries.campaign(campaign_id), now()
    samples = queries.samples(campaign_id, at=at) if view.is_draft and view.waiting else []
    left_out = queries.some_left_out(campaign_id)
    if samples or left_out:
        contacts.log_reading(staff_id=person(request).pk, at=at, why="stated", what="strona kampanii", reason=view.name)
    return {
        "at": at,
        "view": view,
        "samples": samples,
        "sms_parts": _sms_parts(view, samples),
        "fields": [_field(one, view.values) for one in view.variables],
        "left_out": left_out,
        "sheet_form": SheetForm(),
        "matters_form": MattersForm(choices=choices()),
        "may_start": not (view.needs_second and view.made_by_id == person(request).pk),
        **more,
    }


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what matters may be chosen by."""
    return {
        "category": [(one.code, one.name) for one in matters.categories()],
        "unit": [(str(one.id), one.short_name) for one in city.units(outside=False)],
        "district": [(name, name) for name in city.districts()],
    }


def _sms_parts(view: queries.CampaignView, samples: list[queries.Sample]) -> int:
    """Return about how many parts all text messages have together: providers charge by the part."""
    people = sum(one.count for one in view.by_channel if one.code == "sms")
    return people * max((one.segments for one in samples), default=0)


@dataclass(frozen=True)
class Typed:
    """One thing that the campaign says, as it is typed."""

    code: str
    word: str
    about: str
    sample: str
    value: str
    is_long: bool


def _field(one: Variable, values: dict[str, str]) -> Typed:
    return Typed(one.code, one.word, _(one.about), _sample(one), values.get(one.code, ""), one.kind in LONG)


def _sample(one: Variable) -> str:
    if isinstance(one.sample, datetime):
        return f"{city_time(one.sample):%d.%m.%Y %H:%M}"
    if isinstance(one.sample, date):
        return f"{one.sample:%d.%m.%Y}"
    return "; ".join(one.sample) if isinstance(one.sample, tuple) else str(one.sample)


class _Echo:
    """Something that a CSV writer writes to and that hands it on."""

    def write(self, text: str) -> str:
        """Return what was written."""
        return text


def _csv(campaign_id: UUID) -> Iterator[str]:
    yield "\ufeff"  # tells Excel that the letters are Polish
    writer = csv.writer(_Echo(), delimiter=";")
    for cells in queries.everybody(campaign_id):
        yield writer.writerow(cells)
