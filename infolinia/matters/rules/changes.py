"""What may happen to a matter: from which status, by whom, and what must be given. One row a change."""

from collections.abc import Mapping
from dataclasses import dataclass

from infolinia.matters.rules.phrases import Phrase, gettext_noop

NEW, IN_PROGRESS, TO_SIGN = "new", "in_progress", "to_sign"
ASKED_RESIDENT, WAITING, ANSWERED = "asked_resident", "waiting", "answered"
RETURNED, REOPENED, AT_HELPLINE, CLOSED = "returned", "reopened", "at_helpline", "closed"
AT_WORK = frozenset({IN_PROGRESS, TO_SIGN, ANSWERED})
TAKEN = AT_WORK | {ASKED_RESIDENT, WAITING}
OPEN = TAKEN | {NEW, RETURNED, REOPENED, AT_HELPLINE}
ANY = OPEN | {CLOSED}
# From here a unit may send a matter on: it is theirs, and its clock runs or the wait is their own affair.
IN_UNIT = AT_WORK | {NEW, WAITING, RETURNED}

# Who may: `unit` is the matter's own unit (or one above it), `helpline` an adviser, `resident` number and code,
# `contractor` the link that a contractor was mailed, `system` a job of the office's own.
UNIT, HELPLINE, SUPERVISOR, RESIDENT = "unit", "helpline", "supervisor", "resident"
CONTRACTOR, SYSTEM = "contractor", "system"
WORKERS = frozenset({UNIT, SUPERVISOR})
EVERYBODY = WORKERS | {HELPLINE, RESIDENT}


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
    # An answer to all that was asked leaves only the closing: then its operation names the status `answered`.
    "answer": Change(TAKEN, None, WORKERS, ("text",)),
    "ask_resident": Change(AT_WORK, ASKED_RESIDENT, WORKERS, ("question",)),
    "resident_replied": Change(frozenset({ASKED_RESIDENT}), IN_PROGRESS, WORKERS | {HELPLINE, RESIDENT}, ("text",)),
    "wait_for": Change(AT_WORK, WAITING, WORKERS, ("whom",)),
    "resume": Change(frozenset({WAITING, ASKED_RESIDENT, TO_SIGN, ANSWERED}), IN_PROGRESS, WORKERS | {SYSTEM}),
    "plan": Change(TAKEN, None, WORKERS | {CONTRACTOR}, ("day",)),
    "to_sign": Change(frozenset({IN_PROGRESS}), TO_SIGN, WORKERS),
    "contract": Change(AT_WORK, WAITING, WORKERS, ("contractor", "text")),
    "contractor_accepted": Change(frozenset({WAITING}), None, frozenset({CONTRACTOR})),
    "contractor_refused": Change(frozenset({WAITING}), IN_PROGRESS, frozenset({CONTRACTOR}), ("text",)),
    "contractor_done": Change(frozenset({WAITING}), IN_PROGRESS, WORKERS | {CONTRACTOR}),
    "return_to_helpline": Change(IN_UNIT, AT_HELPLINE, WORKERS, ("reason",)),
    "pass_on": Change(IN_UNIT | {AT_HELPLINE}, NEW, WORKERS, ("reason",)),
    "split": Change(IN_UNIT | {AT_HELPLINE}, None, WORKERS),
    "extend": Change(IN_UNIT, None, WORKERS, ("reason",)),
    "notice_served": Change(OPEN, None, WORKERS, ("way",)),
    "add_note": Change(ANY, None, WORKERS | {HELPLINE}, ("text",)),
    "add_file": Change(ANY, None, EVERYBODY | {CONTRACTOR}),
    "show_file": Change(ANY, None, WORKERS),
    "send_link": Change(frozenset({WAITING}), None, WORKERS),
    "take_back_link": Change(ANY, None, WORKERS),
    "confirm_danger": Change(OPEN, None, WORKERS),
    "set_znak": Change(ANY, None, WORKERS | {SYSTEM}, ("znak",)),
    "close": Change(TAKEN | {AT_HELPLINE}, CLOSED, WORKERS, ("result", "text")),
    # The office opens its own matter at once; "nie zrobione" of a resident goes to the supervisor first.
    "reopen": Change(frozenset({CLOSED}), RETURNED, EVERYBODY, ("text",)),
    "settle_reopened": Change(frozenset({REOPENED}), RETURNED, frozenset({SUPERVISOR}), ("decision", "text")),
    "follow": Change(OPEN, None, EVERYBODY),
    "join": Change(OPEN - {REOPENED}, CLOSED, WORKERS | {HELPLINE}),
    "part_from": Change(ANY, None, WORKERS | {HELPLINE}),
    "chase": Change(OPEN, None, frozenset({SUPERVISOR}), ()),
    "answer_chase": Change(OPEN, None, WORKERS, ("text",)),
    "resident_message": Change(ANY, None, frozenset({HELPLINE, RESIDENT}), ("text",)),
    "change_channel": Change(ANY, None, EVERYBODY),
    "new_code": Change(ANY, None, WORKERS | {HELPLINE}),
    "side_clock": Change(OPEN, None, WORKERS),
    "recount": Change(OPEN, None, frozenset({SYSTEM, SUPERVISOR})),
}

_AT_HELPLINE_TOO = frozenset({"pass_on", "split", "close"})
_ONLY_SUPERVISOR = {
    "chase": gettext_noop("Przypomnienie wysyła kierownik infolinii."),
    "settle_reopened": gettext_noop("O sprawie, którą mieszkaniec uważa za niezrobioną, decyduje kierownik infolinii."),
}
_NEEDED = {
    "text": gettext_noop("Wpisz treść. Bez niej nic się nie zmieni."),
    "question": gettext_noop("Wpisz, o co pytasz mieszkańca."),
    "whom": gettext_noop("Wpisz, na kogo czeka sprawa."),
    "reason": gettext_noop("Wpisz powód. Zobaczy go ten, do kogo trafi sprawa."),
    "result": gettext_noop("Wybierz wynik sprawy."),
    "znak": gettext_noop("Wpisz znak sprawy."),
    "way": gettext_noop("Wybierz, jak wysłano zawiadomienie."),
    "day": gettext_noop("Wybierz dzień."),
    "contractor": gettext_noop("Wpisz, kto to zrobi."),
    "decision": gettext_noop("Wybierz, co dalej ze sprawą."),
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
_IS_CLOSED = gettext_noop("Sprawa jest już załatwiona. Jeśli trzeba do niej wrócić, najpierw otwórz ją ponownie.")
_IS_OPEN = gettext_noop("Sprawa jest otwarta, więc nie trzeba jej otwierać.")
_REOPENED = gettext_noop("Mieszkaniec mówi, że nie zrobiono. Najpierw zdecyduje kierownik infolinii, co dalej.")
_ASKED = gettext_noop("Sprawa czeka na odpowiedź mieszkańca. Najpierw ją wznów.")
_AT_HELPLINE = gettext_noop("Sprawa wróciła do infolinii i czeka na komórkę. Najpierw ją przekaż.")
_JOINED = gettext_noop(
    "Ta sprawa jest dołączona do sprawy %(into)s i razem z nią się kończy. Otwórz tamtą albo wydziel tę z tamtej: "
    "„To inna rzecz: osobna sprawa”."
)
_OF_THE_WHOLE = gettext_noop(
    "To część większej sprawy. Mieszkaniec widzi całość, a nie części, i jego termin jest jeden. "
    "Do mieszkańca pisze komórka, która prowadzi całą sprawę: przekaż jej to w notatce."
)
# What only the whole does: its resident knows nothing of the parts, and the clock of all is theirs.
_ONLY_WHOLE = frozenset({"ask_resident", "answer", "change_channel"})
_MESSAGE_TOO_LATE = gettext_noop(
    "Sprawa jest zakończona, więc tej wiadomości nikt by już nie przeczytał. "
    "Jeśli coś dalej jest nie tak, wyślij ją jako „Nie zrobione”."
)
_FOLLOWED_IS_CLOSED = gettext_noop(
    "Sprawa jest zakończona. Jeśli coś dalej jest nie tak, zadzwoń albo zgłoś to od nowa: podaj w zgłoszeniu jej numer."
)
_NOT_NOW = gettext_noop("W tym stanie sprawy nie da się tego zrobić. Odśwież stronę: ktoś mógł ją właśnie zmienić.")


@dataclass(frozen=True)
class Actor:
    """Who asks for the change: one of the roles above, or nobody with a right (empty)."""

    role: str


@dataclass(frozen=True)
class Beside:
    """How the matter stands to others: a part of a greater one, or joined to the one with this number."""

    is_part: bool = False
    joined_to: str = ""


ALONE = Beside()


def refusal(change: str, *, status: str, actor: Actor, beside: Beside = ALONE) -> Phrase | None:
    """Return why the change is not allowed now, or None when it is."""
    row = TABLE[change]
    if not _may(change, row, status, actor):
        return Phrase(_ONLY_SUPERVISOR.get(change, _NOT_YOURS))
    if status not in row.from_statuses:
        return Phrase(_why_not(change, status))
    if beside.is_part and change in _ONLY_WHOLE:
        return Phrase(_OF_THE_WHOLE)
    return Phrase(_JOINED, {"into": beside.joined_to}) if beside.joined_to and change == "reopen" else None


def reopening_refusal(*, actor: Actor, days_closed: int, times: int) -> Phrase | None:
    """Return why the resident may not open the settled matter again by themselves; the office always may."""
    if actor.role != RESIDENT:
        return None
    if days_closed > REOPEN_DAYS:
        return Phrase(_TOO_LATE)
    return Phrase(_TOO_OFTEN) if times >= REOPEN_TIMES else None


def message_refusal(*, status: str, follows: bool) -> Phrase | None:
    """Return why words put into the matter from its page would reach nobody, or None while it is open."""
    if status != CLOSED:
        return None
    return Phrase(_FOLLOWED_IS_CLOSED if follows else _MESSAGE_TOO_LATE)


def missing(change: str, given: Mapping[str, str]) -> tuple[str, Phrase] | None:
    """Return the first input that is needed and empty, with the words that say so."""
    for name in TABLE[change].needs:
        if not given.get(name, "").strip():
            return name, Phrase(_NEEDED[name])
    return None


def allowed(*, status: str, actor: Actor, beside: Beside = ALONE) -> frozenset[str]:
    """Return the names of all changes that this person may make now."""
    return frozenset(name for name in TABLE if refusal(name, status=status, actor=actor, beside=beside) is None)


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
    return {ASKED_RESIDENT: _ASKED, AT_HELPLINE: _AT_HELPLINE, REOPENED: _REOPENED}.get(status, _NOT_NOW)
