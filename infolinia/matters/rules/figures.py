"""What supervision counts, with the definition of each number, and why a matter is late."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.matters.rules.phrases import gettext_noop

AGEING_DAYS = 30
WEEK_DAYS = 7
MONTHS = 12


@dataclass(frozen=True)
class Figure:
    """One number of supervision: its name, and how it is counted."""

    code: str
    name: str
    definition: str


def _of(*figures: Figure) -> Mapping[str, Figure]:
    return {figure.code: figure for figure in figures}


# How units stand now. A standing clock (art. 35 § 5 KPA) is neither overdue nor due.
NOW = _of(
    Figure("open", gettext_noop("Otwarte"), gettext_noop("Sprawy, które nie są załatwione.")),
    Figure(
        "ageing",
        gettext_noop("Ponad 30 dni"),
        gettext_noop("Otwarte sprawy, które wpłynęły ponad 30 dni temu, także te, których zegar stoi."),
    ),
    Figure(
        "due_week",
        gettext_noop("Termin w 7 dni"),
        gettext_noop("Otwarte sprawy, których termin dla mieszkańca kończy się dziś albo w ciągu następnych 7 dni."),
    ),
    Figure(
        "overdue",
        gettext_noop("Po terminie"),
        gettext_noop("Otwarte sprawy, których termin dla mieszkańca minął, zanim zegar stanął."),
    ),
    Figure(
        "silent",
        gettext_noop("Milczy"),
        gettext_noop(
            "Sprawy, których komórka nawet nie otworzyła przez tyle godzin pracy, ile mówi drabina ostrzeżeń."
        ),
    ),
)
MONTH = _of(
    Figure(
        "received",
        gettext_noop("Dostała"),
        gettext_noop("Sprawy skierowane do komórki w tym miesiącu: nowe i przekazane od innych."),
    ),
    Figure("closed", gettext_noop("Załatwiła"), gettext_noop("Zakończenia spraw w tym miesiącu, z każdym wynikiem.")),
    Figure(
        "on_time",
        gettext_noop("W terminie"),
        gettext_noop("Zakończenia nie później niż w terminie dla mieszkańca, z przerwami i przedłużeniami."),
    ),
    Figure("late", gettext_noop("Po terminie"), gettext_noop("Zakończenia po terminie dla mieszkańca.")),
    Figure("returned", gettext_noop("Zwróciła"), gettext_noop("Zwroty spraw do infolinii.")),
    Figure("passed_on", gettext_noop("Przekazała"), gettext_noop("Sprawy oddane innej komórce.")),
    Figure(
        "reopened",
        gettext_noop("Otwarte ponownie"),
        gettext_noop("Sprawy otwarte po zakończeniu: bo mieszkaniec mówi „nie zrobione” albo z własnej woli."),
    ),
    Figure(
        "silent",
        gettext_noop("Przemilczała"),
        gettext_noop("Sprawy, o których w tym miesiącu wysłano ostrzeżenie, że komórka ich nie otworzyła."),
    ),
    Figure("open", gettext_noop("Otwarte na koniec"), gettext_noop("Sprawy otwarte w ostatniej chwili miesiąca.")),
    Figure(
        "ageing",
        gettext_noop("Ponad 30 dni na koniec"),
        gettext_noop("Otwarte na koniec miesiąca, które wpłynęły ponad 30 dni wcześniej."),
    ),
    Figure(
        "overdue",
        gettext_noop("Po terminie na koniec"),
        gettext_noop("Otwarte na koniec miesiąca, których termin minął, zanim zegar stanął."),
    ),
)
SHARE = Figure(
    "share",
    gettext_noop("Terminowość"),
    gettext_noop(
        "Zakończone w terminie ÷ (wszystkie zakończone + otwarte po terminie na koniec miesiąca). "
        "Sprawa, której nikt nie kończy, obniża wynik co miesiąc, więc nie da się go poprawić czekaniem."
    ),
)
# Why a matter is late, by where it stands: the first that is true.
REASONS: Mapping[str, str] = {
    "silent": gettext_noop("komórka jej nie otworzyła"),
    "untaken": gettext_noop("nikt jej nie przyjął"),
    "returned": gettext_noop("wróciła i czeka"),
    "reopened": gettext_noop("czeka na decyzję po „nie zrobione”"),
    "at_helpline": gettext_noop("infolinia szuka komórki"),
    "unit": gettext_noop("czeka na inną komórkę"),
    "body": gettext_noop("czeka na inny organ"),
    "season": gettext_noop("czeka na porę roku"),
    "contractor": gettext_noop("czeka na wykonawcę"),
    "others": gettext_noop("czeka na innych"),
    "to_sign": gettext_noop("czeka na podpis"),
    "answered": gettext_noop("odpowiedziano, nie zamknięto"),
    "in_hand": gettext_noop("jest w toku"),
}


def on_time_share(*, on_time: int, closed: int, overdue: int) -> int | None:
    """Return the share of `SHARE` in whole per cent, rounded down, or None where there was nothing to be on time.

    Down, so that a hundred means that not one was late.
    """
    judged = closed + overdue
    return on_time * 100 // judged if judged else None
