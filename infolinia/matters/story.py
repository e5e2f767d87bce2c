"""How each kind of event is told: its icon, its title for the office, and its title for the resident."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Telling:
    """The words of one kind of event. `to_resident` is empty where residents see nothing."""

    icon: str
    title: str | Promise
    to_resident: str | Promise = ""
    stops_clock: bool = False


TELLINGS = {
    "registered": Telling("telephone", _("Zgłoszenie wpłynęło"), _("Przyjęliśmy zgłoszenie")),
    "forwarded": Telling("arrow-right-circle", _("Przekazana do komórki"), _("Przekazaliśmy je do komórki")),
    "opened": Telling("eye", _("Komórka otworzyła sprawę")),
    "taken": Telling("person", _("Przyjęta przez komórkę"), _("Komórka zajęła się sprawą")),
    "handed_over": Telling("person-plus", _("Prowadzi kto inny")),
    "answered": Telling("send", _("Odpowiedź dla mieszkańca"), _("Napisaliśmy do Ciebie")),
    "asked": Telling("pause-fill", _("Pytanie do mieszkańca, zegar stanął"), _("Zapytaliśmy Cię"), stops_clock=True),
    "replied": Telling("play-fill", _("Odpowiedź mieszkańca, zegar ruszył"), _("Mamy Twoją odpowiedź")),
    "waiting": Telling("hourglass-split", _("Czeka na innych")),
    "stands": Telling("pause-fill", _("Czeka, zegar stanął"), _("Sprawa czeka i termin nie biegnie"), stops_clock=True),
    "planned": Telling("calendar-event", _("Zaplanowana"), _("Zaplanowaliśmy dzień")),
    "contracted": Telling("person-plus", _("Zlecona wykonawcy")),
    "contractor_accepted": Telling("check2", _("Wykonawca przyjął zlecenie")),
    "contractor_refused": Telling("arrow-return-left", _("Wykonawca nie przyjął zlecenia")),
    "order_sent": Telling("send", _("Zlecenie wysłane wykonawcy")),
    "link_revoked": Telling("lock", _("Link odwołany")),
    "file_added": Telling("paperclip", _("Dodany plik"), _("Dodaliśmy plik")),
    "file_shown": Telling("eye", _("Plik pokazany mieszkańcowi")),
    "file_hidden": Telling("eye-slash", _("Plik ukryty przed mieszkańcem")),
    "channel_changed": Telling("telephone", _("Zmiana sposobu kontaktu"), _("Zmieniliśmy sposób kontaktu")),
    "contractor_done": Telling("check2-circle", _("Wykonawca mówi: zrobione")),
    "resumed": Telling("play-fill", _("Wznowiona")),
    "to_sign": Telling("pencil-square", _("Projekt do podpisu")),
    "returned": Telling("arrow-return-left", _("Zwrócona do infolinii")),
    "passed_on": Telling("arrow-left-right", _("Przekazana innej komórce"), _("Przekazaliśmy ją właściwej komórce")),
    "extended": Telling("calendar-plus", _("Przedłużona z zawiadomieniem"), _("Wyznaczyliśmy nowy termin")),
    "notice_sent": Telling("send", _("Zawiadomienie o nowym terminie wysłane")),
    "note": Telling("pencil", _("Notatka")),
    "znak": Telling("hash", _("Znak sprawy")),
    "code": Telling("key", _("Nowy kod dla mieszkańca")),
    "chased": Telling("bell", _("Przypomnienie od kierownika")),
    "chase_answered": Telling("chat-left-text", _("Odpowiedź na przypomnienie")),
    "unopened": Telling("eye-slash", _("Komórka jeszcze jej nie otworzyła")),
    "due_soon": Telling("clock-history", _("Zbliża się termin")),
    "due_late": Telling("exclamation-octagon-fill", _("Minął termin")),
    "follower_message": Telling("chat-left-text", _("Wiadomość od kogoś, kto zgłosił to samo")),
    "resident_message": Telling("chat-left-text", _("Wiadomość od mieszkańca"), _("Twoja wiadomość")),
    "danger_raised": Telling("exclamation-triangle-fill", _("Zagrożenie: trzeba zadzwonić do dyżurnego")),
    "danger_called": Telling("telephone-outbound", _("Telefon do dyżurnego")),
    "danger_told": Telling("telephone", _("Dyżurny wie, jeszcze nie potwierdził")),
    "danger_confirmed": Telling("shield-check", _("Dyżurny potwierdził, że się tym zajmie")),
    "recounted": Telling("calendar-check", _("Termin policzony od nowa"), _("Policzyliśmy termin od nowa")),
    "side_done": Telling("check2", _("Termin poboczny")),
    "closed": Telling("check2-circle", _("Załatwiona"), _("Zakończyliśmy sprawę")),
    "reopened": Telling("arrow-repeat", _("Otwarta ponownie"), _("Wróciliśmy do sprawy")),
    "settled": Telling("arrow-right-circle", _("Decyzja kierownika: do poprawy")),
    "stays_closed": Telling(
        "check2-circle", _("Decyzja kierownika: zostaje zamknięta"), _("Sprawdziliśmy jeszcze raz")
    ),
    "followed": Telling("person-plus", _("Ktoś zgłosił to samo i obserwuje sprawę")),
    "parted": Telling("arrow-return-left", _("Ktoś, kto obserwował, ma własną sprawę")),
    "joined": Telling("box-arrow-in-right", _("Dołączona do innej sprawy"), _("Połączyliśmy ją z inną sprawą")),
    "joined_here": Telling("box-arrow-in-left", _("Dołączono tu inną sprawę o tym samym")),
    "own_again": Telling("arrow-repeat", _("Znów osobna sprawa"), _("Prowadzimy ją znów osobno")),
    "split": Telling("diagram-3", _("Podzielona na części"), _("Części sprawy przekazaliśmy komórkom")),
    "part_closed": Telling("check2", _("Część sprawy zakończona")),
}
# The same where no rule let the clock stand: what the event's details then say.
CLOCK_RUNS: dict[str, object] = {"clock": "runs"}
_WHILE_IT_RUNS = {
    "asked": Telling("question-circle", _("Pytanie do mieszkańca, zegar idzie"), _("Zapytaliśmy Cię")),
    "replied": Telling("chat-left-text", _("Odpowiedź mieszkańca"), _("Mamy Twoją odpowiedź")),
}
UNKNOWN = Telling("dot", _("Zdarzenie"))


def telling(kind: str, details: Mapping[str, object] | None = None) -> Telling:
    """Return the words for a kind of event; one that this version doesn't know is still told."""
    if details and details.get("clock") == CLOCK_RUNS["clock"] and kind in _WHILE_IT_RUNS:
        return _WHILE_IT_RUNS[kind]
    return TELLINGS.get(kind, UNKNOWN)
