"""The ledger of a call in words: what happened, when to the second, and how long after the thing before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from infolinia.web.supervision import words

if TYPE_CHECKING:
    from infolinia.contacts.queries import LedgerLine

# What each kind of event is called, and its icon.
KINDS: dict[str, tuple[Promise, str]] = {
    "arrived": (_("Połączenie przyszło"), "telephone-inbound"),
    "chose": (_("Wybór klawiszem w menu"), "telephone"),
    "message_left": (_("Dzwoniący zostawił wiadomość głosową"), "voicemail"),
    "queued": (_("Zapowiedź wysłuchana, czeka w kolejce"), "hourglass-split"),
    "offered": (_("Dzwoni u doradcy"), "bell"),
    "offer_lost": (_("Doradca nie odebrał, dzwoniący zachował miejsce"), "telephone-x"),
    "answered": (_("Odebrana"), "telephone-fill"),
    "held": (_("Zawieszona, dzwoniący słyszy muzykę"), "pause-fill"),
    "resumed": (_("Wznowiona"), "play-fill"),
    "moved": (_("Przeniesiona do innej kolejki"), "arrow-left-right"),
    "prioritised": (_("Zmienione miejsce w kolejce"), "fast-forward"),
    "reserved": (_("Skierowana do wybranej osoby"), "person-check"),
    "listened": (_("Kierownik słucha"), "ear"),
    "whispered": (_("Kierownik podpowiada doradcy"), "chat-left-text"),
    "supervisor_joined": (_("Kierownik dołączył do rozmowy"), "person-plus"),
    "listening_left": (_("Kierownik wyszedł z rozmowy"), "box-arrow-right"),
    "taken_over": (_("Przejęta po awarii"), "arrow-repeat"),
    "recording_asked": (_("Zapytano o zgodę na nagranie"), "question-circle"),
    "recording_agreed": (_("Zgoda na nagranie klawiszem 5"), "check2-circle"),
    "recording_withdrawn": (_("Zgoda na nagranie cofnięta klawiszem 6"), "x-circle"),
    "recording_refused": (_("Odmowa nagrania klawiszem 6"), "x-circle"),
    "recording_paused": (_("Doradca wstrzymał nagrywanie"), "pause-circle"),
    "recording_resumed": (_("Doradca wznowił nagrywanie"), "play-circle"),
    "recording_stopped": (_("Doradca zakończył nagrywanie"), "stop-circle"),
    "party_invited": (_("Dzwonimy po kogoś trzeciego"), "person-plus"),
    "party_joined": (_("Trzecia osoba odebrała"), "people-fill"),
    "party_held": (_("Trzecia osoba słucha muzyki"), "pause-fill"),
    "party_resumed": (_("Trzecia osoba znów rozmawia"), "play-fill"),
    "party_left": (_("Trzecia osoba wyszła"), "person-dash"),
    "transferred": (_("Przekazana"), "arrow-right-circle"),
    "returned": (_("Nikt nie odebrał, dzwoniący wrócił do kolejki"), "arrow-counterclockwise"),
    "called_out": (_("Dzwonimy do mieszkańca"), "telephone-outbound"),
    "call_back": (_("Przyszła kolej na oddzwonienie"), "arrow-repeat"),
    "dialled": (_("Doradca odebrał, dzwoni u mieszkańca"), "telephone-outbound"),
    "not_reached": (_("Nie udało się dodzwonić"), "telephone-x"),
    "attempt": (_("Doradca podał wynik próby"), "pencil-square"),
    "wrote": (_("List wpłynął"), "envelope"),
    "wrote_again": (_("Przyszedł następny list w tej rozmowie"), "envelope"),
    "letter_taken": (_("List leży na stanowisku doradcy"), "person"),
    "letter_returned": (_("List wrócił do kolejki"), "arrow-counterclockwise"),
    "letter_answered": (_("Wysłano odpowiedź"), "send"),
    "letter_closed": (_("List zamknięty bez odpowiedzi"), "check-lg"),
    "ended": (_("Rozłączona"), "telephone"),
    "finished": (_("Doradca zakończył pracę po rozmowie"), "check2-circle"),
}
ENDED_BY: dict[str, Promise] = {
    "caller": _("przez dzwoniącego"),
    "adviser": _("przez doradcę"),
    "engine": _("przez centralę"),
    "out_of_hours": _("po zapowiedzi o godzinach pracy"),
    "fallback": _("w kolejce zapasowej"),
    "call_back": _("z obietnicą oddzwonienia"),
    "party": _("przez tego, komu przekazano"),
}
WHY_LOST: dict[str, Promise] = {
    "no_answer": _("minęło 20 sekund"),
    "rejected": _("doradca odrzucił"),
    "phone_failed": _("telefon doradcy nie odpowiadał"),
}


@dataclass(frozen=True)
class Line:
    """One event as a line of the timeline; `after` is the time since the one before."""

    title: str
    icon: str
    at: datetime
    who: str
    more: str
    after: str


def lines(events: Sequence["LedgerLine"]) -> list[Line]:
    """Return the events in words, in the order in which they happened."""
    before: list[datetime | None] = [None, *(event.at for event in events)]
    return [_line(event, earlier) for event, earlier in zip(events, before, strict=False)]


def _line(event: "LedgerLine", earlier: datetime | None) -> Line:
    title, icon = KINDS.get(event.kind, (event.kind, "circle"))
    told = {name: str(event.details.get(name, "")) for name in ("who", "by", "why")}
    more = told["who"] or ENDED_BY.get(told["by"], "") or WHY_LOST.get(told["why"], "")
    after = words.clock((event.at - earlier).total_seconds()) if earlier else ""
    return Line(str(title), icon, event.at, event.adviser_name, str(more), after)
