"""Alarms of the line in words: what happened, whom it concerns, and what to do about it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.telephony import trunks
from infolinia.telephony.rules.guard import Limit
from infolinia.telephony.rules.numbers import Kind
from infolinia.telephony.trunks import AlarmLine

ADVICE: dict[str, Promise] = {
    "trunk_down": _(
        "Połączenia idą innym łączem, jeśli jest. Sprawdź sieć i zadzwoń do operatora. "
        "Alarm skończy się sam, gdy operator odpowie."
    ),
    "one_way": _(
        "Najczęściej zapora zatrzymuje dźwięk albo telefon ma wyłączony mikrofon. "
        "Gdy powtarza się u jednego doradcy: test urządzeń na stanowisku. Gdy u wielu: administrator sieci."
    ),
    "limit_near": _(
        "Wyczerpane jest cztery piąte limitu. Sprawdź, czy to zwykła praca, czy ktoś obcy dzwoni na koszt miasta."
    ),
    "limit_reached": _(
        "Następne takie połączenia są odrzucane. Gdy to zwykła praca, administrator podniesie limit. "
        "Gdy nie, zabierz konta telefonów, które dzwoniły."
    ),
    "address_shut_out": _(
        "Ten adres jest odcięty na godzinę. Gdy to wasz telefon, popraw w nim hasło. "
        "Gdy obcy, administrator zamknie mu drogę na zaporze."
    ),
    "overload": _(
        "Dzwoniło więcej osób naraz, niż linia przyjmuje: czekały z muzyką albo słyszały, że linia jest zajęta. "
        "Włącz komunikat pilny, jeśli jest jeden powód. Alarm skończy się sam po pięciu spokojnych minutach."
    ),
}
LIMITS: dict[str, Promise] = {
    Limit.AT_ONCE: _("naraz"),
    Limit.PER_HOUR: _("w godzinę"),
    Limit.PER_DAY: _("w dobę"),
    Limit.PER_DAY_OF_KIND: _("w dobę, tego rodzaju"),
}
KINDS: dict[str, Promise] = {
    Kind.LANDLINE: _("numery stacjonarne"),
    Kind.MOBILE: _("numery komórkowe"),
    Kind.OFFICES: _("numery biur"),
    Kind.VOIP: _("numery internetowe"),
    Kind.FREE: _("numery bezpłatne"),
    Kind.SHARED: _("numery o podzielonej opłacie"),
    Kind.SHORT: _("numery skrócone"),
    Kind.ABROAD: _("numery za granicą"),
}
WHO: dict[str, Promise] = {"caller": _("nie słychać dzwoniącego"), "adviser": _("nie słychać doradcy")}


@dataclass(frozen=True)
class Alarm:
    """One alarm as people read it."""

    line: AlarmLine
    subject: str
    advice: str


def open_now() -> list[Alarm]:
    """Return what somebody has to look at, the newest first."""
    return [_in_words(line) for line in trunks.open_alarms()]


def over(limit: int) -> list[Alarm]:
    """Return alarms that are over, the last one first."""
    return [_in_words(line) for line in trunks.past_alarms(limit)]


def _in_words(line: AlarmLine) -> Alarm:
    return Alarm(line, _subject(line.subject), str(ADVICE.get(line.kind, "")))


def _subject(stored: str) -> str:
    """Return whom the alarm concerns: `per_day:abroad` is a limit and a kind of numbers, other things have names."""
    limit, _separator, kind = stored.partition(":")
    if limit in LIMITS:
        return f"{LIMITS[limit]}, {KINDS.get(kind, kind)}" if kind else str(LIMITS[limit])
    return str(WHO.get(stored, stored))
