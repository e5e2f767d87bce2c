"""What the office decides about recordings and ratings, and why somebody listens."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 200
_WIDE = {"class": "form-control"}


class RecordingForm(forms.Form):
    """The decision about recording; the operation refuses what the law does."""

    is_on = forms.BooleanField(label=_("Nagrywamy rozmowy za zgodą dzwoniącego"), required=False)
    purpose = forms.CharField(
        label=_("Po co nagrywacie"),
        help_text=_("Na przykład: wyjaśnianie reklamacji rozmów. Nagrań nie wolno używać do oceniania ludzi."),
        max_length=300,
        required=False,
        widget=forms.TextInput(_WIDE),
    )
    legal_basis = forms.CharField(
        label=_("Podstawa prawna"),
        help_text=_("Na przykład: zgoda, art. 6 ust. 1 lit. a RODO. Uzgodnij z inspektorem ochrony danych."),
        max_length=300,
        required=False,
        widget=forms.TextInput(_WIDE),
    )
    keep_days = forms.IntegerField(
        label=_("Usuń nagranie po ilu dniach"),
        help_text=_("Od 1 do 90. Liczymy od zgody."),
        min_value=1,
        max_value=90,
        initial=30,
        widget=forms.NumberInput(_WIDE),
    )
    adviser_may_listen = forms.BooleanField(label=_("Doradca może odsłuchać własną rozmowę"), required=False)


class SurveyForm(forms.Form):
    """The decision about the question after a call."""

    is_on = forms.BooleanField(label=_("Po rozmowie pytamy o ocenę, od 1 do 5"), required=False)
    is_hidden_from_adviser = forms.BooleanField(
        label=_("Doradca nie widzi ocen swoich rozmów"), required=False, initial=True
    )


class ListenForm(forms.Form):
    """Why somebody listens: it is written in the log of readings."""

    reason = forms.CharField(
        label=_("Dlaczego odsłuchujesz"),
        help_text=_("Powód, Twoje nazwisko i godzina zostaną w dzienniku wglądów."),
        min_length=5,
        max_length=LONGEST_REASON,
        widget=forms.TextInput({**_WIDE, "autocomplete": "off"}),
    )


def initial_of(decision: object, *names: str) -> dict[str, Any]:
    """Return what a form shows of the decision in force."""
    return {name: getattr(decision, name) for name in names} if decision else {}
