"""The blank form as a PDF: what must be asked while nothing works, in the order of the screen that enters it."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from infolinia.core.clock import city_day
from infolinia.core.pdf.setting import compiled

TEMPLATE = Path(__file__).parent / "typst" / "blank.typ"


def blank_form(at: datetime) -> bytes:
    """Return the sheet, one page of A4, as a tagged PDF."""
    told = {
        "title": _("Zgłoszenie na papierze, gdy system nie działa"),
        "office": f"Infolinia {settings.CITY_NAME}",
        "made": f"{city_day(at):%d.%m.%Y}",
        "lead": _("Wypełnij w czasie rozmowy. Po awarii przepisz: Stanowisko, „Z papieru”. Termin biegnie od rozmowy."),
        "danger": _("Gdy coś zagraża życiu albo zdrowiu: 112, a potem telefon do dyżurnego komórki."),
        "yes": _("tak"),
        "no": _("nie"),
        "lines": _lines(),
        "entered": _("Przepisano do systemu: numer sprawy, kto, kiedy"),
    }
    return compiled(TEMPLATE, told, at)


def _lines() -> list[dict[str, object]]:
    """Return the fields: a label, how many lines to write on, or boxes to tick."""
    return [
        {"label": _("Dzień i godzina rozmowy (ważne: od nich biegnie termin)"), "rows": 1},
        {"label": _("Kto przyjął"), "rows": 1},
        {"label": _("Rodzaj zgłoszenia"), "rows": 1},
        {"label": _("Gdzie: ulica, numer, dzielnica, punkt orientacyjny"), "rows": 2},
        {"label": _("Co się dzieje"), "rows": 6},
        {"label": _("Czy komuś zagraża"), "boxes": [_("nie"), _("tak: zadzwoniono do dyżurnego o godz. ........")]},
        {
            "label": _("Odpowiedź dla mieszkańca"),
            "boxes": [_("SMS"), _("telefon"), _("e-mail"), _("bez odpowiedzi")],
        },
        {"label": _("Numer telefonu albo e-mail"), "rows": 1},
        {"label": _("Imię i nazwisko (niekonieczne)"), "rows": 1},
        {"label": _("W czyim imieniu (niekonieczne)"), "rows": 1},
        {"label": _("Uwagi"), "rows": 2},
    ]
