"""The paper form on the screen: the same fields in the same order as on the sheet."""

from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infolinia.core.clock import CITY_ZONE
from infolinia.web.desk.forms import Kinds, RegistrationForm


class EnteredForm(RegistrationForm):
    """What stands on the sheet, and when the call was."""

    received_on = forms.DateField(
        label=gettext_lazy("Dzień rozmowy"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Przepisz z formularza dzień rozmowy.")},
    )
    received_time = forms.TimeField(
        label=gettext_lazy("Godzina rozmowy"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": gettext_lazy("Przepisz z formularza godzinę rozmowy.")},
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=lambda: token_urlsafe(16))
    received_at: datetime | None = None
    field_order = ("received_on", "received_time", "category", "place", "district", "place_note", "point")

    def __init__(self, *args: Any, categories: Kinds, **kwargs: Any) -> None:
        super().__init__(*args, categories=categories, **kwargs)
        self.fields["category"].widget.attrs |= {"data-kind": ""}

    def clean(self) -> dict[str, Any]:
        """Put day and hour together as the city's own time; an hour that the clocks skipped is refused."""
        told = super().clean()
        day, hour = told.get("received_on"), told.get("received_time")
        if day and hour:
            moment = datetime.combine(day, hour, CITY_ZONE)
            if not _exists(moment):
                self.add_error("received_time", _("Tej godziny nie było: tej nocy przestawiono zegary."))
            self.received_at = moment
        return told


def _exists(moment: datetime) -> bool:
    """Whether the city's clocks ever showed this hour."""
    return moment.astimezone(UTC).astimezone(CITY_ZONE).replace(tzinfo=None) == moment.replace(tzinfo=None)
