"""The days off of a year: the statutory list, and what acts changed in it since."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.city import queries as city
from infolinia.city.days_off import MOST_YEARS, CannotChangeDaysOff
from infolinia.city.queries import ChangedDay
from infolinia.core.clock import city_day, now
from infolinia.journeys.change_days_off import change_day_off, take_change_back
from infolinia.matters.operations import CannotRecount
from infolinia.web.components.roles import person
from infolinia.web.editing.access import reader_only
from infolinia.web.editing.terms.access import decider_only, may_decide
from infolinia.web.editing.terms.pages import shared

FIRST_YEAR, LAST_YEAR = 1993, 2169


@dataclass(frozen=True)
class Day:
    """A day off as it is listed; `change` is what an act changed, if any."""

    day: date
    name: str
    is_off: bool
    change: ChangedDay | None


class DayForm(forms.Form):
    """A day that an act added or took."""

    day = forms.DateField(
        label=gettext_lazy("Dzień"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_off = forms.ChoiceField(
        label=gettext_lazy("Co się zmienia"),
        choices=[("1", gettext_lazy("staje się wolny")), ("0", gettext_lazy("przestaje być wolny"))],
    )
    name = forms.CharField(
        label=gettext_lazy("Jak się nazywa"), max_length=80, required=False,
        help_text=gettext_lazy("Tylko gdy staje się wolny."),
    )  # fmt: skip
    years = forms.IntegerField(
        label=gettext_lazy("Przez ile lat"), min_value=1, max_value=MOST_YEARS, initial=1,
        help_text=gettext_lazy("Ten sam dzień i miesiąc w kolejnych latach."),
    )  # fmt: skip
    basis = forms.CharField(label=gettext_lazy("Ustawa"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@reader_only
def page(request: HttpRequest) -> HttpResponse:
    """Show the days off of a year, or take a change; a change begins a recount of open matters."""
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_decide(person(request)):
            raise PermissionDenied
        if form.is_valid() and (done := _kept(request, form)):
            return done
    year = _year(request)
    known = {one.day: one for one in city.changes_of_days_off()}
    context = {
        "days": _days(year, known),
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "form": form,
        **shared(request, "days"),
    }
    return render(request, "editing/terms/days.html", context, status=422 if form.errors else 200)


@require_POST
@decider_only
def take_back(request: HttpRequest, change_id: int) -> HttpResponse:
    """Let the statutory list hold again for a day."""
    note, by_id = _("Cofnięto zmianę dnia wolnego."), person(request).pk
    try:
        return _begun(request, take_change_back(change_id=change_id, note=note, by_id=by_id, at=now()))
    except CannotRecount as refusal:
        messages.error(request, str(refusal))
        return redirect("editing:terms_days")


def _kept(request: HttpRequest, form: DayForm) -> HttpResponse | None:
    given = form.cleaned_data
    is_off, day, basis = given["is_off"] == "1", given["day"], given["basis"]
    note = f"{day:%d.%m.%Y}: {given['name'] if is_off else _('dzień przestał być wolny')} ({basis})"
    values = {"day": day, "is_off": is_off, "name": given["name"], "basis": basis, "years": given["years"]}
    try:
        return _begun(request, change_day_off(**values, note=note, by_id=person(request).pk, at=now()))
    except CannotChangeDaysOff as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except CannotRecount as refusal:
        form.add_error(None, str(refusal))
    return None


def _begun(request: HttpRequest, recount_id: int) -> HttpResponse:
    messages.success(request, _("Zapisano. Za pół minuty policzymy, którym otwartym sprawom zmieni to termin."))
    return redirect("editing:terms_recount", recount_id)


def _days(year: int, known: dict[date, ChangedDay]) -> list[Day]:
    """Return the year's days off other than plain Sundays, with those that an act took."""
    calendar, day, found = city.calendar(), date(year, 1, 1), []
    while day.year == year:
        change = known.get(day)
        name = calendar.day_off_name(day)
        if name or change:
            found.append(Day(day, name, bool(name), change))
        day += timedelta(days=1)
    return found


def _year(request: HttpRequest) -> int:
    text: Any = request.GET.get("rok", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else city_day(now()).year
    return min(max(year, FIRST_YEAR), LAST_YEAR)
