"""Whether a PDF from outside may be kept: asked of a process of its own, with limits."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.core.errors import Cannot

LARGEST = 20 * 1024 * 1024
SECONDS = 20
_READER = Path(__file__).with_name("inspecting.py")

_WHY: dict[str, Promise] = {
    "empty": _("Plik jest pusty."),
    "large": _("Plik jest za duży: najwyżej 20 MB."),
    "not_pdf": _("To nie jest plik PDF. Zapisz druk jako PDF i wczytaj jeszcze raz."),
    "encrypted": _("Plik jest zaszyfrowany albo ma hasło. Zapisz go bez hasła."),
    "broken": _("Plik jest uszkodzony: nie da się go odczytać. Zapisz PDF jeszcze raz z programu, w którym powstał."),
    "costly": _("Tego pliku nie da się odczytać w rozsądnym czasie. Zapisz prostszą wersję."),
    "pages": _("Plik ma więcej niż 60 stron. Druk dla mieszkańca jest krótszy."),
    "objects": _("Plik ma za dużo elementów. Zapisz prostszą wersję."),
    "depth": _("Plik jest zbyt zagnieżdżony. Zapisz prostszą wersję."),
    "fields": _("Plik ma więcej niż 600 pól."),
    "script": _("W pliku jest skrypt (JavaScript). Druk nie może nic uruchamiać: usuń skrypty i zapisz go ponownie."),
    "launch": _("Plik uruchamia inny program. Takiego druku nie przyjmujemy."),
    "sends": _("Plik sam wysyła albo pobiera dane. Usuń przycisk wysyłania i zapisz go ponownie."),
    "elsewhere": _("Plik otwiera inne pliki. Usuń te odnośniki i zapisz go ponownie."),
    "media": _("W pliku jest dźwięk, film albo scena 3D. Druk może mieć tylko tekst, rysunki i pola."),
    "attachment": _("W pliku są załączniki. Wczytaj sam druk, bez plików w środku."),
    "xfa": _(
        "To formularz XFA, którego nie otwiera większość programów. Zapisz go jako zwykły formularz PDF (AcroForm)."
    ),
}


class CannotTakePdf(Cannot):
    """The file is no form that may be kept; `reason` is the code of why."""

    def __init__(self, reason: str) -> None:
        super().__init__(str(_WHY.get(reason, _WHY["broken"])))
        self.reason = reason


@dataclass(frozen=True)
class PdfFacts:
    """What a checked file holds. A field: name, label, kind (text, box, radio, choice, signature), is_long, states."""

    pages: int
    fields: tuple[dict[str, Any], ...]
    is_tagged: bool


def check(data: bytes) -> PdfFacts:
    """Return what is in the file. Raises `CannotTakePdf` for anything but a plain, harmless PDF."""
    if not data.strip():
        raise CannotTakePdf("empty")
    if len(data) > LARGEST:
        raise CannotTakePdf("large")
    if not data.startswith(b"%PDF-"):
        raise CannotTakePdf("not_pdf")
    answer = _ask(data)
    if "facts" not in answer:
        raise CannotTakePdf(str(answer.get("refused", "broken")))
    facts = answer["facts"]
    return PdfFacts(pages=facts["pages"], fields=tuple(facts["fields"]), is_tagged=facts["is_tagged"])


def _ask(data: bytes) -> dict[str, Any]:
    """Return the reader's answer; a reader that was stopped by its limits says nothing."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_READER)], input=data, capture_output=True, timeout=SECONDS, check=False, env={}
        )
        return dict(json.loads(done.stdout)) if done.stdout else {"refused": "costly"}
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {"refused": "costly"}
