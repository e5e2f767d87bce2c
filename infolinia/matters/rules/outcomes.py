"""How a matter may end, and what each end needs besides a text for the resident: the table and the law behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infolinia.city.rules.calendar import Calendar
from infolinia.matters.rules.deadlines import deadline
from infolinia.matters.rules.phrases import Phrase, gettext_noop
from infolinia.matters.rules.shapes import Term

DONE, REFUSED, NOT_OURS, DUPLICATE, UNVERIFIED = "done", "refused", "not_ours", "duplicate", "unverified"

OUTCOMES: Mapping[str, tuple[str, ...]] = {
    DONE: (),
    REFUSED: ("basis",),
    NOT_OURS: ("handed_to",),
    DUPLICATE: (),
    UNVERIFIED: (),
}
_NEEDED = {
    "basis": gettext_noop("Przy odmowie podaj podstawę prawną. Mieszkaniec ma prawo ją znać."),
    "handed_to": gettext_noop("Wpisz, kto to załatwia: mieszkaniec musi wiedzieć, dokąd poszła jego sprawa."),
}
_NOT_LISTED = gettext_noop("Wybierz wynik sprawy z listy.")
_NOT_YET = gettext_noop("Ten dzień jeszcze nie nadszedł. Najpierw przekaż sprawę, potem ją zamknij.")
_TOO_EARLY = gettext_noop("Tego dnia sprawy jeszcze u nas nie było. Sprawdź dzień przekazania.")

# Who is not competent hands a matter over and tells the person: complaints and motions within seven days (KPA art. 231
# and 243), petitions within thirty (petitions act, art. 6), applications at once (KPA art. 65 § 1). For the last and
# for what no act speaks of the office keeps the seven days as its own measure of "at once".
_WITHIN: Mapping[str, tuple[int, str]] = {
    "complaint": (7, "KPA art. 231"),
    "motion": (7, "KPA art. 243"),
    "petition": (30, "ustawa o petycjach art. 6 ust. 1"),
}
_AT_ONCE = (7, "KPA art. 65 § 1")


@dataclass(frozen=True)
class HandingOver:
    """Until when a matter of others must be handed over and by what right; `is_late` when it was done later."""

    until: date
    basis: str
    is_late: bool


def lacking(outcome: str, given: Mapping[str, str]) -> tuple[str, Phrase] | None:
    """Return the first input that this end needs and that is empty, with the words that say so."""
    if outcome not in OUTCOMES:
        return "result", Phrase(_NOT_LISTED)
    for name in OUTCOMES[outcome]:
        if not given.get(name, "").strip():
            return name, Phrase(_NEEDED[name])
    return None


def wrong_day(handed_on: date, *, received: date, today: date) -> Phrase | None:
    """Return why the matter can't have been handed over on this day, or None when it can."""
    if handed_on > today:
        return Phrase(_NOT_YET)
    return Phrase(_TOO_EARLY) if handed_on < received else None


def handing_over(kind: str, *, received: date, handed_on: date, calendar: Calendar) -> HandingOver:
    """Return the term for handing the matter over, counted from the day it came (KPA art. 57), and whether it held."""
    days, basis = _WITHIN.get(kind, _AT_ONCE)
    end = deadline(start=received, term=Term(days, "days"), calendar=calendar).legal_end
    assert isinstance(end, date)  # noqa: S101 - a term in days ends on a day
    return HandingOver(end, basis, handed_on > end)
