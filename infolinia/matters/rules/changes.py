"""What may happen to a matter: from which status, by whom, and what must be given. One row a change."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.matters.rules.phrases import Phrase, gettext_noop

NEW, IN_PROGRESS, TO_SIGN = "new", "in_progress", "to_sign"
ASKED_RESIDENT, WAITING = "asked_resident", "waiting"
RETURNED, AT_HELPLINE, CLOSED = "returned", "at_helpline", "closed"
OPEN = frozenset({NEW, IN_PROGRESS, TO_SIGN, ASKED_RESIDENT, WAITING, RETURNED, AT_HELPLINE})
TAKEN = frozenset({IN_PROGRESS, TO_SIGN, ASKED_RESIDENT, WAITING})
ANY = OPEN | {CLOSED}

# Who may: `unit` is the matter's own unit (or one above it), `helpline` an adviser, `resident` number and code.
UNIT, HELPLINE, SUPERVISOR, RESIDENT = "unit", "helpline", "supervisor", "resident"
WORKERS = frozenset({UNIT, SUPERVISOR})


@dataclass(frozen=True)
class Change:
    """One row of the table. `to` is the status it leads to; None leaves the status as it is."""

    from_statuses: frozenset[str]
    to: str | None
    who: frozenset[str]
    needs: tuple[str, ...] = ()


TABLE: Mapping[str, Change] = {
    "take": Change(frozenset({NEW, RETURNED}), IN_PROGRESS, WORKERS),
    "hand_over": Change(TAKEN, None, WORKERS),
    "answer": Change(TAKEN, None, WORKERS, ("text",)),
    "ask_resident": Change(frozenset({IN_PROGRESS, TO_SIGN}), ASKED_RESIDENT, WORKERS, ("question",)),
    "resident_replied": Change(frozenset({ASKED_RESIDENT}), IN_PROGRESS, WORKERS | {HELPLINE, RESIDENT}, ("text",)),
    "wait_for": Change(frozenset({IN_PROGRESS, TO_SIGN}), WAITING, WORKERS, ("whom",)),
    "resume": Change(frozenset({WAITING, ASKED_RESIDENT, TO_SIGN}), IN_PROGRESS, WORKERS),
    "to_sign": Change(frozenset({IN_PROGRESS}), TO_SIGN, WORKERS),
    "return_to_helpline": Change(
        frozenset({NEW, IN_PROGRESS, TO_SIGN, WAITING, RETURNED}), AT_HELPLINE, WORKERS, ("reason",)
    ),
    "pass_on": Change(
        frozenset({NEW, IN_PROGRESS, TO_SIGN, WAITING, RETURNED, AT_HELPLINE}),
        NEW,
        WORKERS,
        ("reason",),
    ),
    "extend": Change(frozenset({NEW, IN_PROGRESS, TO_SIGN, WAITING, RETURNED}), None, WORKERS, ("reason",)),
    "notice_served": Change(OPEN, None, WORKERS, ("way",)),
    "add_note": Change(ANY, None, WORKERS | {HELPLINE}, ("text",)),
    "set_znak": Change(ANY, None, WORKERS, ("znak",)),
    "close": Change(TAKEN | {AT_HELPLINE}, CLOSED, WORKERS, ("result", "text")),
    "reopen": Change(frozenset({CLOSED}), RETURNED, WORKERS | {HELPLINE, RESIDENT}, ("text",)),
    "chase": Change(OPEN - {ASKED_RESIDENT}, None, frozenset({SUPERVISOR}), ()),
    "resident_message": Change(ANY, None, frozenset({HELPLINE, RESIDENT}), ("text",)),
    "new_code": Change(ANY, None, WORKERS | {HELPLINE}),
}

_AT_HELPLINE_TOO = frozenset({"pass_on", "close"})
_NEEDED = {
    "text": gettext_noop("Wpisz treść. Bez niej nic się nie zmieni."),
    "question": gettext_noop("Wpisz, o co pytasz mieszkańca."),
    "whom": gettext_noop("Wpisz, na kogo czeka sprawa."),
    "reason": gettext_noop("Wpisz powód. Zobaczy go ten, do kogo trafi sprawa."),
    "result": gettext_noop("Wybierz wynik sprawy."),
    "znak": gettext_noop("Wpisz znak sprawy."),
    "way": gettext_noop("Wybierz, jak wysłano zawiadomienie."),
}
TOO_LONG = Phrase(
    gettext_noop("Tekst jest za długi o %(over)d znaków. Zmieści się %(most)d. Skróć go i wyślij jeszcze raz.")
)
# A resident may come back to a settled matter for so many days, and so often; afterwards it is a new matter.
REOPEN_DAYS, REOPEN_TIMES = 30, 2
_TOO_LATE = gettext_noop("Od zamknięcia sprawy minęło 30 dni. Zgłoś ją od nowa: podaj w zgłoszeniu jej numer.")
_TOO_OFTEN = gettext_noop("Ta sprawa była już dwa razy otwierana ponownie. Zadzwoń: zgłosimy ją od nowa.")
_NOT_TAKEN = gettext_noop("Najpierw przyjmij sprawę.")
_NOT_YOURS = gettext_noop("Tę sprawę prowadzi inna komórka. Możesz poprosić ją o zmianę albo zgłosić to kierownikowi.")
_ONLY_SUPERVISOR = gettext_noop("Przypomnienie wysyła kierownik infolinii.")
_IS_CLOSED = gettext_noop("Sprawa jest już załatwiona. Jeśli trzeba do niej wrócić, najpierw otwórz ją ponownie.")
_IS_OPEN = gettext_noop("Sprawa jest otwarta, więc nie trzeba jej otwierać.")
_STANDS = gettext_noop("Sprawa czeka na mieszkańca i jej zegar stoi. Najpierw ją wznów.")
_AT_HELPLINE = gettext_noop("Sprawa wróciła do infolinii i czeka na komórkę. Najpierw ją przekaż.")
_NOT_NOW = gettext_noop("W tym stanie sprawy nie da się tego zrobić. Odśwież stronę: ktoś mógł ją właśnie zmienić.")


@dataclass(frozen=True)
class Actor:
    """Who asks for the change: `unit`, `helpline`, `supervisor`, `resident`, or nobody with a right (empty)."""

    role: str


def refusal(change: str, *, status: str, actor: Actor) -> Phrase | None:
    """Return why the change is not allowed now, or None when it is."""
    row = TABLE[change]
    if not _may(change, row, status, actor):
        return Phrase(_ONLY_SUPERVISOR if change == "chase" else _NOT_YOURS)
    if status in row.from_statuses:
        return None
    return Phrase(_why_not(change, status))


def reopening_refusal(*, actor: Actor, days_closed: int, times: int) -> Phrase | None:
    """Return why the resident may not open the settled matter again by themselves; the office always may."""
    if actor.role != RESIDENT:
        return None
    if days_closed > REOPEN_DAYS:
        return Phrase(_TOO_LATE)
    return Phrase(_TOO_OFTEN) if times >= REOPEN_TIMES else None


def missing(change: str, given: Mapping[str, str]) -> tuple[str, Phrase] | None:
    """Return the first input that is needed and empty, with the words that say so."""
    for name in TABLE[change].needs:
        if not given.get(name, "").strip():
            return name, Phrase(_NEEDED[name])
    return None


def allowed(*, status: str, actor: Actor) -> frozenset[str]:
    """Return the names of all changes that this person may make now."""
    return frozenset(name for name in TABLE if refusal(name, status=status, actor=actor) is None)


def _may(change: str, row: Change, status: str, actor: Actor) -> bool:
    if status == AT_HELPLINE and actor.role == HELPLINE and change in _AT_HELPLINE_TOO:
        return True
    return actor.role in row.who


def _why_not(change: str, status: str) -> str:
    if status == CLOSED:
        return _IS_CLOSED
    if change == "reopen":
        return _IS_OPEN
    if status in (NEW, RETURNED) and TABLE[change].from_statuses & TAKEN:
        return _NOT_TAKEN
    return {ASKED_RESIDENT: _STANDS, AT_HELPLINE: _AT_HELPLINE}.get(status, _NOT_NOW)
