"""Sounds on their way: one that was sent becomes a file for a moment, one of the line's becomes an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from infolinia.telephony import prompts


@contextmanager
def as_file(sent: "UploadedFile[Any]") -> Iterator[Path]:
    """Keep what was sent as a file for as long as it is looked at."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        with path.open("wb") as file:
            for chunk in sent.chunks():
                file.write(chunk)
        yield path


def sound_answer(language: str, code: str) -> HttpResponse:
    """Return the sentence as callers hear it; one that was not spoken yet is not found."""
    path = prompts.sounds_of(settings.STATE, language) / f"{code}.wav"
    if not path.exists():
        raise Http404
    answer = HttpResponse(path.read_bytes(), content_type="audio/wav")
    answer["Cache-Control"] = "no-store"
    return answer
