"""How each kind of event is told: its icon, its title for the office, and its title for the resident."""

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
    "taken": Telling("person", _("Przyjęta przez komórkę"), _("Komórka zajęła się sprawą")),
    "handed_over": Telling("person-plus", _("Prowadzi kto inny")),
    "answered": Telling("send", _("Odpowiedź dla mieszkańca"), _("Napisaliśmy do Ciebie")),
    "asked": Telling("pause-fill", _("Pytanie do mieszkańca, zegar stanął"), _("Zapytaliśmy Cię"), stops_clock=True),
    "replied": Telling("play-fill", _("Odpowiedź mieszkańca, zegar ruszył"), _("Mamy Twoją odpowiedź")),
    "waiting": Telling("hourglass-split", _("Czeka na innych")),
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
    "due_soon": Telling("clock-history", _("Zbliża się termin")),
    "due_late": Telling("exclamation-octagon-fill", _("Minął termin")),
    "resident_message": Telling("chat-left-text", _("Wiadomość od mieszkańca"), _("Twoja wiadomość")),
    "closed": Telling("check2-circle", _("Załatwiona"), _("Zakończyliśmy sprawę")),
    "reopened": Telling("arrow-repeat", _("Otwarta ponownie"), _("Otworzyliśmy sprawę ponownie")),
}
UNKNOWN = Telling("dot", _("Zdarzenie"))


def telling(kind: str) -> Telling:
    """Return the words for a kind of event; one that this version doesn't know is still told."""
    return TELLINGS.get(kind, UNKNOWN)
