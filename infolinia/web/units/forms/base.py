"""What the forms of all steps share: the version that their author saw, texts and days with their own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.web.components.days import DayField

TEXT_LIMIT = 5_000
REASON_LIMIT = 2_000


class StepForm(forms.Form):
    """Any step in a matter: it carries the version of the matter that its author saw.

    `only` names for a field the choice with which alone it is shown: `result-refused` shows it with that result.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    only: dict[str, str] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    def shown(self) -> list[tuple[forms.BoundField, str]]:
        """Return the fields to draw, each with the style that hides it while it does not matter."""
        return [
            (bound, f"only only-{self.only[bound.name]}" if bound.name in self.only else "")
            for bound in self.visible_fields()
        ]

    def choose(self, name: str, choices: list[tuple[str, str]], *, empty: Any = None) -> None:
        """Give the choices that are known only when the form is made."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type for the checker
        field.choices = [("", empty), *choices] if empty is not None else choices


def words_field(
    label: Any, *, rows: int = 3, limit: int = TEXT_LIMIT, hint: Any = "", missing: Any = "", required: bool = True
) -> forms.CharField:
    """Return a field for words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=limit,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": _("Ten tekst jest za długi. Skróć go.")},
    )


def day_field(label: Any, *, required: bool = True, hint: Any = "", missing: Any = "") -> DayField:
    """Return a field for a day."""
    return DayField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": missing, "invalid": _("Wpisz dzień, na przykład 2026-12-15.")},
    )


def radio_field(
    label: Any, choices: list[tuple[str, Any]], *, missing: Any, hint: Any = "", **more: Any
) -> forms.ChoiceField:
    """Return a field for one choice of a few."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
        **more,
    )
