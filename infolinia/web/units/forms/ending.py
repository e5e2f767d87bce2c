"""The end of a matter: a result, the words the resident gets, and what this result needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.web.units.forms.base import REASON_LIMIT, StepForm, day_field, radio_field, words_field


class CloseForm(StepForm):
    """The end of a matter; fields that belong to one result are shown only with it."""

    only = {
        "basis": "result-refused",
        "handed_to": "result-not_ours",
        "handed_on": "result-not_ours",
        "same_as": "result-duplicate",
    }
    result = radio_field(_("Wynik"), [], missing=_("Wybierz wynik."))
    basis = forms.CharField(
        label=_("Podstawa odmowy"),
        required=False,
        max_length=200,
        help_text=_("Tylko przy odmowie: przepis albo powód."),
    )
    handed_to = forms.CharField(
        label=_("Kto to załatwia"),
        required=False,
        max_length=160,
        help_text=_("Tylko gdy to nie sprawa miasta: nazwa i kontakt. Zobaczy je mieszkaniec."),
    )
    handed_on = day_field(
        _("Którego dnia przekazaliście tam sprawę"),
        required=False,
        hint=_("Najpóźniej 7 dni od wpływu (KPA art. 65 i 231). Puste: wskazaliście tylko, kto to załatwia."),
    )
    same_as = forms.CharField(
        label=_("Numer sprawy, w której to już prowadzicie"),
        required=False,
        max_length=30,
        help_text=_("Mieszkaniec dołączy do niej i dowie się, jak się skończyła. Puste: kończy się tylko ta sprawa."),
    )
    text = words_field(
        _("Tekst dla mieszkańca"),
        hint=_("Napisz, co zrobiono albo dlaczego nie. Te słowa dostanie mieszkaniec."),
        missing=_("Wpisz, co zrobiono: sprawy nie można zamknąć bez tekstu."),
    )
    despite_parts = words_field(
        _("Dlaczego kończysz przed końcem części"),
        rows=2,
        limit=REASON_LIMIT,
        required=False,
        hint=_("Części tej sprawy są jeszcze otwarte."),
    )

    def know_parts(self, count: int) -> None:
        """Ask why the matter ends before its parts only where some are open."""
        if not count:
            del self.fields["despite_parts"]

    def clean(self) -> dict[str, Any]:
        """A duplicate with its number needs no words of its own: the joining has them."""
        cleaned = super().clean() or {}
        if cleaned.get("result") == "duplicate" and cleaned.get("same_as") and "text" in self.errors:
            del self.errors["text"]
            cleaned["text"] = ""
        return cleaned
