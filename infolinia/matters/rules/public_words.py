"""Plain words for a resident: what each status of a matter means, and what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.matters.rules.phrases import Phrase, gettext_noop


@dataclass(frozen=True)
class Meaning:
    """What a status means to whoever waits: a heading, a sentence about it, and what happens next."""

    title: Phrase
    note: Phrase
    next_step: Phrase


def _meaning(title: str, note: str, next_step: str) -> Meaning:
    return Meaning(Phrase(title), Phrase(note), Phrase(next_step))


_RESULT = gettext_noop("Wynik")
# By status, and for a matter that waits by what it waits for.
MEANINGS: Mapping[tuple[str, str], Meaning] = {
    ("new", ""): _meaning(
        gettext_noop("Czeka na przyjęcie przez komórkę"),
        gettext_noop("Zgłoszenie jest już u tych, którzy się tym zajmują."),
        gettext_noop("Ktoś przyjmie sprawę i się nią zajmie"),
    ),
    ("returned", ""): _meaning(
        gettext_noop("Czeka na przyjęcie przez komórkę"),
        gettext_noop("Sprawa wróciła do komórki, która ma ją załatwić."),
        gettext_noop("Ktoś przyjmie sprawę i się nią zajmie"),
    ),
    ("reopened", ""): _meaning(
        gettext_noop("Sprawdzamy Twoją uwagę"),
        gettext_noop("Kierownik infolinii czyta, co piszesz, i zdecyduje, co dalej."),
        gettext_noop("Decyzja, co dalej"),
    ),
    ("at_helpline", ""): _meaning(
        gettext_noop("Szukamy właściwej komórki"),
        gettext_noop("Termin się przez to nie zmienia."),
        gettext_noop("Sprawę dostanie komórka, która się tym zajmuje"),
    ),
    ("in_progress", ""): _meaning(gettext_noop("Komórka zajmuje się sprawą"), "", _RESULT),
    ("to_sign", ""): _meaning(
        gettext_noop("Odpowiedź czeka na podpis"), gettext_noop("Treść jest gotowa."), gettext_noop("Odpowiedź")
    ),
    ("answered", ""): _meaning(
        gettext_noop("Odpowiedzieliśmy"),
        gettext_noop("Odpowiedź jest niżej. Jeśli czegoś w niej brakuje, napisz."),
        gettext_noop("Zamknięcie sprawy"),
    ),
    ("asked_resident", ""): _meaning(
        gettext_noop("Czekamy na Twoją odpowiedź"),
        gettext_noop("Bez niej nie skończymy."),
        gettext_noop("Twoja odpowiedź"),
    ),
    ("waiting", "unit"): _meaning(
        gettext_noop("Czekamy na inną komórkę"), gettext_noop("Bez niej nie skończymy."), _RESULT
    ),
    ("waiting", "body"): _meaning(
        gettext_noop("Czekamy na inną instytucję"),
        gettext_noop("Napisaliśmy do niej. Bez odpowiedzi nie skończymy."),
        _RESULT,
    ),
    ("waiting", "season"): _meaning(
        gettext_noop("Czekamy na odpowiednią porę roku"), gettext_noop("Wcześniej nie da się tego zrobić."), _RESULT
    ),
    ("waiting", "contractor"): _meaning(
        gettext_noop("Pracę zrobi wykonawca"),
        gettext_noop("Zleciliśmy ją firmie, która robi to dla miasta. Potem sprawdzimy, czy jest dobrze."),
        gettext_noop("Wykonawca robi swoje, a my to sprawdzamy"),
    ),
    ("waiting", ""): _meaning(gettext_noop("Czekamy na innych"), gettext_noop("Bez nich nie skończymy."), _RESULT),
}
PLANNED = Phrase(gettext_noop("Praca na miejscu"))


def meaning(status: str, waits_kind: str = "") -> Meaning:
    """Return what the status of an open matter means; raises KeyError for one that is none."""
    return MEANINGS.get((status, waits_kind)) or MEANINGS[status, ""]
