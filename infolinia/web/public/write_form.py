"""What residents type when they write to the city, with their files."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from infolinia.core.numbers import clean_matter_number
from infolinia.correspondence.rules.incoming import Part
from infolinia.correspondence.rules.sniffing import REFUSED, verdict
from infolinia.web.public.reply_fields import ReplyFields

LONGEST = 8_000
MOST_FILES = 5
MOST_BYTES = 15 * 1024 * 1024


class Files(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each judged by what it is: what we would stop is refused here, where its sender can still act."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Part]:
        """Return the files; refuses too many, too large, and kinds that nobody here would be shown."""
        files: Sequence[UploadedFile[Any]] = [one for one in (data or []) if one]
        if len(files) > MOST_FILES:
            told = ngettext_lazy("Dodaj najwyżej %(n)d plik.", "Dodaj najwyżej %(n)d plików.", MOST_FILES)
            raise forms.ValidationError(told % {"n": MOST_FILES})
        if sum(one.size or 0 for one in files) > MOST_BYTES:
            raise forms.ValidationError(_("Pliki są za duże. Razem mogą mieć najwyżej 15 MB."))
        parts = [Part(one.name or "", one.content_type or "", one.read()) for one in files]
        for part in parts:
            found = verdict(part.name, part.content)
            if found.way == REFUSED:
                text = _("Tego pliku nie możemy przyjąć: %(name)s. Wyślij zdjęcie, PDF, dokument albo tekst.")
                raise forms.ValidationError(text % {"name": found.name})
        return parts


class WriteToUs(ReplyFields):
    """Only the words are needed; for an answer also where it goes."""

    field_order = ("text", "number", "reply_by", "email", "phone", "name", "attachments")

    text = forms.CharField(
        label=_("Twoja wiadomość"),
        help_text=_("Napisz, co się dzieje i gdzie. Nie podawaj numeru PESEL."),
        max_length=LONGEST,
        error_messages={"required": _("Napisz, w czym możemy pomóc.")},
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    number = forms.CharField(
        label=_("Numer sprawy (jeśli masz)"),
        help_text=_("Na przykład INF-2026-48213"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )
    name = forms.CharField(
        label=_("Imię i nazwisko (jeśli chcesz)"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    attachments = FilesField(
        label=_("Pliki (jeśli chcesz)"),
        help_text=_("Zdjęcia, PDF albo dokumenty: najwyżej 5, razem do 15 MB."),
        required=False,
    )

    def clean_number(self) -> str:
        """Return the number in its stored form."""
        number = self.cleaned_data["number"]
        return clean_matter_number(number) if number else ""
