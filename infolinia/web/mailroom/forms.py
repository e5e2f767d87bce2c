"""What a clerk writes down about a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.printing import queries

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DeliveredForm(forms.Form):
    """The day on the proof of receipt, or on which the paper was collected."""

    prefix = "delivered"
    on = forms.DateField(label=_("Którego dnia"), widget=_DAY, error_messages={"required": _("Podaj dzień.")})


class ReturnedForm(forms.Form):
    """Why the letter came back, as its label says it."""

    prefix = "returned"
    reason = forms.ChoiceField(
        label=_("Przyczyna z etykiety"),
        widget=forms.RadioSelect,
        choices=queries.reasons,
        error_messages={"required": _("Zaznacz przyczynę.")},
    )
    on = forms.DateField(label=_("Którego dnia wrócił"), widget=_DAY, error_messages={"required": _("Podaj dzień.")})
    note = forms.CharField(label=_("Uwagi"), required=False, max_length=200)


class TrackingForm(forms.Form):
    """The number from the post's label."""

    prefix = "tracking"
    number = forms.CharField(
        label=_("Numer nadawczy"),
        max_length=40,
        help_text=_("Z naklejki albo potwierdzenia nadania. Odstępy nie mają znaczenia."),
        error_messages={"required": _("Wpisz numer.")},
    )
