"""Files that people give on our pages: how many, how large, and what they really are, before anything takes them."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from infolinia.correspondence.rules.sniffing import REFUSED, verdict
from infolinia.matters.rules import files as limits
from infolinia.matters.shapes.files import NewFile
from infolinia.matters.wording import say

LARGEST_REQUEST = limits.MOST_BYTES_AT_ONCE + 256 * 1024
# A telephone that keeps pictures in a format of its own sends them as one of these when it is asked so.
ACCEPTED = ",".join(
    (
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "application/pdf",
        "text/plain",
        *(".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".mp3", ".m4a", ".mp4"),
    )
)


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each judged by its bytes here, where whoever gave it can still act."""

    widget = SeveralFiles(attrs={"accept": ACCEPTED})

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Zdjęcia albo pliki (jeśli chcesz)"))
        options.setdefault("help_text", _("Najwyżej 5, razem do 15 MB. Ze zdjęć usuwamy dane o miejscu i aparacie."))
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> list[NewFile]:
        """Return the files; refuses too many, too large, and kinds that nobody would be shown."""
        given: Sequence[UploadedFile[Any]] = [one for one in (data or []) if one]
        size = sum(one.size or 0 for one in given)
        if why := limits.refusal_of_number(count=len(given), size=size):
            raise forms.ValidationError(say(why))
        files = [NewFile(one.name or "", one.read()) for one in given]
        for one in files:
            found = verdict(one.name, one.content)
            if found.way == REFUSED:
                raise forms.ValidationError(say(limits.not_taken(found.name)))
        return files


def is_too_large(request: HttpRequest) -> bool:
    """Whether a request is so large that it is refused before anything of it is read."""
    return int(request.headers.get("Content-Length") or 0) > LARGEST_REQUEST
