"""Days that people type: in a calendar that this century's offices use, so that no sum of days runs over its edge."""

from datetime import date
from typing import Any

from django import forms

YEARS = range(2000, 2101)


class DayField(forms.DateField):
    """A day; one of another century is a slip of the hand."""

    def to_python(self, value: Any) -> date | None:
        """Return the day, or refuse it as no date."""
        day = super().to_python(value)
        if day and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
