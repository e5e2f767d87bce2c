"""Files that the office adds to a matter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infolinia.web.components.uploads import FilesField


class AddFilesForm(forms.Form):
    """Files, and whether the resident sees them."""

    attachments = FilesField(label=_("Pliki"))
    visible = forms.BooleanField(
        label=_("Pokaż mieszkańcowi"),
        required=False,
        help_text=_("Zobaczy je każdy, kto zna numer i kod sprawy."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for at least one file."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("attachments") and "attachments" not in self.errors:
            self.add_error("attachments", _("Wybierz plik."))
        return told
