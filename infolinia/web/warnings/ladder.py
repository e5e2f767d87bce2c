"""The ladder of warnings and the hours of units, as supervisors set them."""

from datetime import time
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from infolinia.matters import operations
from infolinia.matters import queries as matters
from infolinia.matters.operations import CannotSetLadder
from infolinia.web.components.roles import only
from infolinia.web.warnings.views import WATCHING

COUNTS = (
    ("before", gettext_lazy("dni roboczych przed terminem")),
    ("after", gettext_lazy("dni roboczych po terminie (0: gdy minie)")),
    ("silence", gettext_lazy("godzin pracy bez otwarcia przez komórkę")),
)
WHOM = (
    ("officer", gettext_lazy("prowadzącego")),
    ("head", gettext_lazy("kierującego komórką")),
    ("supervisor", gettext_lazy("kierownika infolinii")),
)


class RungForm(forms.Form):
    """A new rung: how much of what, and whom to warn."""

    amount = forms.IntegerField(
        label=gettext_lazy("Ile"), min_value=0, error_messages={"required": gettext_lazy("Wpisz liczbę.")}
    )
    counts = forms.ChoiceField(label=gettext_lazy("Czego"), choices=COUNTS)
    to = forms.ChoiceField(label=gettext_lazy("Kogo ostrzec"), choices=WHOM)


class HoursForm(forms.Form):
    """When units work, Monday to Friday."""

    opens = forms.TimeField(label=gettext_lazy("Od"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    closes = forms.TimeField(label=gettext_lazy("Do"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


@require_http_methods(["GET", "HEAD", "POST"])
@only(*WATCHING)
def page(request: HttpRequest) -> HttpResponse:
    """Show the ladder, and add a rung."""
    form = RungForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_rung(**form.cleaned_data)
        except CannotSetLadder as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Próg dodany. Pierwsze ostrzeżenia pójdą w ciągu kilku minut."))
            return redirect("warnings:ladder")
    return _show(request, form=form)


@require_POST
@only(*WATCHING)
def drop(request: HttpRequest, rung_id: int) -> HttpResponse:
    """Take a rung out."""
    operations.drop_rung(rung_id=rung_id)
    messages.success(request, _("Próg usunięty. Ostrzeżenia, które już poszły, zostają w historii spraw."))
    return redirect("warnings:ladder")


@require_http_methods(["POST"])
@only(*WATCHING)
def hours(request: HttpRequest) -> HttpResponse:
    """Set the hours in which silence counts."""
    form = HoursForm(request.POST)
    if form.is_valid():
        try:
            operations.set_office_hours(**form.cleaned_data)
        except CannotSetLadder as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Godziny pracy komórek zapisane."))
            return redirect("warnings:ladder")
    return _show(request, hours_form=form)


def _show(
    request: HttpRequest, *, form: forms.Form | None = None, hours_form: forms.Form | None = None
) -> HttpResponse:
    found = matters.ladder_now()
    initial: dict[str, time] = {"opens": found.opens, "closes": found.closes}
    context: dict[str, Any] = {
        "ladder": found,
        "form": form or RungForm(),
        "hours_form": hours_form or HoursForm(initial=initial),
    }
    refused = any(each is not None and each.is_bound for each in (form, hours_form))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "warnings/ladder.html", context, status=status)
