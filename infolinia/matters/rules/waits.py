"""For what a matter may wait, what must be known of it, and whether the resident's clock may stand meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from infolinia.matters.rules.phrases import Phrase, gettext_noop

UNIT, BODY, SEASON, CONTRACTOR = "unit", "body", "season", "contractor"
LONGEST_SEASON = timedelta(days=300)
PROMISE_RULE = "obietnica miasta, nie przepis"
_CODE_RULE = "KPA art. 35 § 5"
_QUESTION_RULE = "KPA art. 35 § 5, art. 64 § 2"
_STOPPABLE = "KPA art. 35"


@dataclass(frozen=True)
class Wait:
    """One kind of waiting. A wait inside the office, or for a hired firm, is the office's own and never stops a clock.

    `may_stop` marks a cause beyond the authority (KPA art. 35 § 5). `ends` says that its last day must be known.
    """

    may_stop: bool
    ends: bool
    reason: str


WAITS: Mapping[str, Wait] = {
    UNIT: Wait(False, False, gettext_noop("czekaliśmy na inną komórkę urzędu")),
    BODY: Wait(True, False, gettext_noop("czekaliśmy na inny organ")),
    SEASON: Wait(True, True, gettext_noop("czekaliśmy na porę roku, w której da się to zrobić")),
    CONTRACTOR: Wait(False, False, gettext_noop("czekaliśmy na wykonawcę")),
}
_CHOOSE = gettext_noop("Wybierz, na co czeka sprawa.")
_UNTIL = gettext_noop("Wybierz dzień, w którym wrócicie do pracy.")
_PAST = gettext_noop("Dzień przypomnienia już minął. Wybierz dzisiejszy albo późniejszy.")
_TOO_FAR = gettext_noop("To za daleko. Wybierz dzień w ciągu 300 dni; potem można poczekać jeszcze raz.")
_OWN_AFFAIR = gettext_noop("Zegar idzie dalej: mieszkaniec nie odpowiada za to, co urząd załatwia we własnym zakresie.")
_ACT_SAYS_NOT = gettext_noop("Zegar idzie dalej: przepis o tym terminie nie pozwala go zatrzymać (%(basis)s).")
_OVER = gettext_noop("Termin już minął, więc zegara nie da się zatrzymać.")
_EVIDENCE = gettext_noop("Wpisz, z czego wynika postój: pismo, przepis albo dokument. Bez dowodu zegar nie staje.")


def basis_of_standing(kind: str, *, term_basis: str, is_promise: bool) -> str:
    """Return by what rule the clock may stand while a matter waits so, or an empty text where it may not.

    KPA art. 35 § 5 speaks of the terms of art. 35 only; other acts' terms run on. A promise is the city's own.
    """
    if kind not in WAITS or not WAITS[kind].may_stop:
        return ""
    return _basis(_CODE_RULE, term_basis, is_promise=is_promise)


def basis_of_question(*, term_basis: str, is_promise: bool) -> str:
    """Return by what rule the clock stands while a question to the resident is open; empty where it runs on.

    KPA art. 64 § 2 lets anybody be called to complete; it stops no clock that another act keeps running.
    """
    return _basis(_QUESTION_RULE, term_basis, is_promise=is_promise)


def _basis(rule: str, term_basis: str, *, is_promise: bool) -> str:
    if is_promise:
        return PROMISE_RULE
    return rule if term_basis.startswith(_STOPPABLE) else ""


def refusal_of_day(kind: str, *, until: date | None, today: date) -> tuple[str, Phrase] | None:
    """Return which input about the kind or the day is wrong, and why."""
    if kind not in WAITS:
        return "kind", Phrase(_CHOOSE)
    if until is None:
        return ("remind_on", Phrase(_UNTIL)) if WAITS[kind].ends else None
    if until < today or (WAITS[kind].ends and until == today):
        return "remind_on", Phrase(_PAST)
    return ("remind_on", Phrase(_TOO_FAR)) if until > today + LONGEST_SEASON else None


def refusal_of_standing(
    kind: str, *, evidence: str, term_basis: str, is_promise: bool, is_over: bool = False
) -> tuple[str, Phrase] | None:
    """Return why the clock can't stand for this wait, with the input that says so; None when it can.

    `is_over` says that the term ends before the first day on which the clock would stand.
    """
    if is_over:
        return "stands", Phrase(_OVER)
    if not WAITS[kind].may_stop:
        return "stands", Phrase(_OWN_AFFAIR)
    if not basis_of_standing(kind, term_basis=term_basis, is_promise=is_promise):
        return "stands", Phrase(_ACT_SAYS_NOT, {"basis": term_basis})
    return None if evidence.strip() else ("evidence", Phrase(_EVIDENCE))
