"""The form of one rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.city import queries as city
from infolinia.matters.queries import steering
from infolinia.matters.shapes.steering import RuleDraft

_HIGHEST = 99_999


def _hour(label: Any, **more: Any) -> forms.TimeField:
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}), **more)


class RuleForm(forms.Form):
    """What the rule asks for, and where it sends. Empty: does not narrow."""

    name = forms.CharField(
        label=_("Nazwa"),
        max_length=120,
        help_text=_("Stanie przy każdej skierowanej sprawie. Zobaczy ją też mieszkaniec."),
        error_messages={"required": _("Nazwij regułę.")},
    )
    category_id = forms.TypedChoiceField(label=_("Rodzaj zgłoszenia"), coerce=int, empty_value=None, required=False)
    kind = forms.ChoiceField(label=_("Rodzaj sprawy"), choices=[("", _("każdy")), *steering.KINDS], required=False)
    district = forms.ChoiceField(label=_("Dzielnica"), required=False)
    street = forms.CharField(label=_("Ulica"), max_length=120, required=False)
    house_from = forms.IntegerField(label=_("Od numeru"), min_value=0, max_value=_HIGHEST, required=False)
    house_to = forms.IntegerField(label=_("Do numeru"), min_value=0, max_value=_HIGHEST, required=False)
    side = forms.ChoiceField(label=_("Strona ulicy"), choices=steering.SIDES, required=False)
    days = forms.ChoiceField(label=_("Dni"), choices=steering.DAYS, required=False)
    hours_from = _hour(_("Od godziny"))
    hours_to = _hour(_("Do godziny"), help_text=_("Może być po północy."))
    season_from = forms.CharField(
        label=_("Od dnia roku"), max_length=5, required=False, help_text=_("Miesiąc i dzień, na przykład 11-01.")
    )
    season_to = forms.CharField(
        label=_("Do dnia roku"), max_length=5, required=False, help_text=_("Razem z tym dniem; może być po Nowym Roku.")
    )
    words = forms.CharField(
        label=_("Słowa w temacie albo opisie"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("W każdym wierszu jedno słowo albo kilka razem. Wystarczy początek słowa, bez polskich znaków."),
    )
    unit_id = forms.TypedChoiceField(
        label=_("Trafia do komórki"),
        coerce=int,
        error_messages={"required": _("Wybierz komórkę.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds, districts = steering.kinds_to_choose(), city.districts()
        units = [(unit.id, unit.name) for unit in city.units(outside=False)]
        self.fields["category_id"].choices = [("", _("każdy")), *kinds]  # type: ignore[attr-defined]
        self.fields["district"].choices = [("", _("każda")), *((name, name) for name in districts)]  # type: ignore[attr-defined]
        self.fields["unit_id"].choices = [("", "–"), *units]  # type: ignore[attr-defined]

    def draft(self) -> RuleDraft:
        """Return what was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        return RuleDraft(**given)
