"""Side clocks: what must be done while a matter lasts, each with a date of its own (forward, notify, inspect)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from infolinia.city.rules.calendar import Calendar
from infolinia.matters.rules.deadlines import city_date, deadline
from infolinia.matters.rules.phrases import Phrase, gettext_noop
from infolinia.matters.rules.shapes import End, Term
from infolinia.matters.rules.terms import SERVICE_HOURS, BadTerm, parse_term

# From what a side clock counts: the matter's start, its end, or the day another one was done (its code).
START, END = "start", "end"
# When it is owed: always, only where another body is competent, or only where the term is not kept.
ALWAYS, NOT_OURS, LATE = "always", "not_ours", "late"
# Whose it is. Only the unit's own that surely apply are watched; the others are there to be told.
UNIT, RESIDENT, BODY = "unit", "resident", "body"
DONE, NOT_NEEDED = "done", "not_needed"

WHEN_WORDS: Mapping[str, str] = {
    ALWAYS: "",
    NOT_OURS: gettext_noop("jeśli to nie nasza sprawa"),
    LATE: gettext_noop("jeśli nie zdążymy"),
}
WHO_WORDS: Mapping[str, str] = {
    UNIT: gettext_noop("komórka"),
    RESIDENT: gettext_noop("mieszkaniec"),
    BODY: gettext_noop("wyższy organ"),
}
_MOST, _LONGEST_NAME = 12, 160
_FIELDS = frozenset({"code", "name", "term", "counts_from", "when", "who", "basis", "confirmed"})


class BadSideTerms(ValueError):
    """The list of side clocks makes no sense: `number` is the line (from 1), `field` its input, `phrase` the words."""

    def __init__(self, number: int, field: str, phrase: Phrase) -> None:
        super().__init__(f"{number}: {field}: {phrase.text}")
        self.number, self.field, self.phrase = number, field, phrase


@dataclass(frozen=True)
class SideTerm:
    """One line of the catalogue. An empty `term` means the very day it counts from."""

    code: str
    name: str
    term: Term | None
    counts_from: str = START
    when: str = ALWAYS
    who: str = UNIT
    basis: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class Dated:
    """A side clock of one matter: `due_on` is None until what it counts from has happened."""

    of: SideTerm
    due_on: date | None
    done_on: date | None = None
    outcome: str = ""

    @property
    def is_watched(self) -> bool:
        """Whether the unit surely owes it still."""
        return is_watched(self.of.who, self.of.when) and self.done_on is None and self.due_on is not None


class Watchable(Protocol):
    """What has a day and may be watched."""

    @property
    def due_on(self) -> date | None: ...

    @property
    def is_watched(self) -> bool: ...


def is_watched(who: str, when: str) -> bool:
    """Whether somebody is warned of such a side clock: it is the unit's own and applies to each such matter.

    That another body is competent is only a possibility: most complaints are ours. A notice of delay is owed once
    there is a new end, and is watched as the notice of that.
    """
    return who == UNIT and when == ALWAYS


def read(data: Any) -> tuple[SideTerm, ...]:
    """Return the side clocks that a list of mappings describes. Raises `BadSideTerms`."""
    if not isinstance(data, list) or len(data) > _MOST:
        raise BadSideTerms(
            0, "", Phrase(gettext_noop("Terminów pobocznych może być najwyżej %(most)d."), {"most": _MOST})
        )
    found: list[SideTerm] = []
    for number, line in enumerate(data, 1):
        found.append(_line(number, line, {one.code for one in found}))
    return tuple(found)


def write(terms: Iterable[SideTerm]) -> list[dict[str, Any]]:
    """Return the list of mappings that `read` takes."""
    return [
        {
            "code": one.code,
            "name": one.name,
            "term": str(one.term) if one.term else "",
            "counts_from": one.counts_from,
            "when": one.when,
            "who": one.who,
            "basis": one.basis,
            "confirmed": one.confirmed,
        }
        for one in terms
    ]


def dates(
    terms: Sequence[SideTerm],
    *,
    start: End,
    end: End,
    calendar: Calendar,
    done: Mapping[str, tuple[date, str]] | None = None,
) -> tuple[Dated, ...]:
    """Return each side clock with its date: counted as KPA art. 57 does, shifted past free days.

    `done` gives for a code the day on which it was done and the outcome; what counts from it waits until then.
    """
    done = done or {}
    found = []
    for one in terms:
        day, outcome = done.get(one.code, (None, ""))
        anchor = {START: city_date(start), END: city_date(end)}.get(one.counts_from)
        if anchor is None:
            begun, how = done.get(one.counts_from, (None, ""))
            anchor = begun if how == DONE else None
        due = None if anchor is None else _due(one, anchor, calendar)
        found.append(Dated(one, due, day, outcome))
    return tuple(found)


def nearest(found: Iterable[Watchable]) -> date | None:
    """Return the first date that the unit surely owes something by, or None."""
    return min((one.due_on for one in found if one.is_watched and one.due_on), default=None)


def _due(one: SideTerm, anchor: date, calendar: Calendar) -> date:
    if one.term is None:
        return anchor
    return city_date(deadline(start=anchor, term=one.term, calendar=calendar).legal_end)


def _line(number: int, line: Any, earlier: set[str]) -> SideTerm:
    if not isinstance(line, dict) or not set(line) <= _FIELDS:
        raise BadSideTerms(number, "", Phrase(gettext_noop("Tej linii nie da się odczytać.")))
    text = {name: str(line.get(name, "")).strip() for name in _FIELDS - {"confirmed"}}
    name, code = text["name"], text["code"]
    if not name or len(name) > _LONGEST_NAME:
        raise BadSideTerms(number, "name", Phrase(gettext_noop("Wpisz, co trzeba zrobić.")))
    if not code or code in earlier or code in (START, END):
        raise BadSideTerms(number, "code", Phrase(gettext_noop("Każdy termin poboczny ma mieć inny kod.")))
    if text["counts_from"] not in {START, END, *earlier}:
        raise BadSideTerms(number, "counts_from", Phrase(gettext_noop("Wybierz, od czego liczyć.")))
    if text["when"] not in WHEN_WORDS:
        raise BadSideTerms(number, "when", Phrase(gettext_noop("Wybierz, kiedy to obowiązuje.")))
    if text["who"] not in WHO_WORDS:
        raise BadSideTerms(number, "who", Phrase(gettext_noop("Wybierz, kto ma to zrobić.")))
    if not text["basis"]:
        raise BadSideTerms(number, "basis", Phrase(gettext_noop("Wpisz przepis.")))
    term = _term(number, text["term"])
    if term is None and text["counts_from"] != END:
        raise BadSideTerms(number, "term", Phrase(gettext_noop("Bez długości można liczyć tylko do końca terminu.")))
    basis = text["basis"][:200]
    return SideTerm(
        code, name, term, text["counts_from"], text["when"], text["who"], basis, line.get("confirmed") is True
    )


def _term(number: int, text: str) -> Term | None:
    if not text:
        return None
    try:
        term = parse_term(text)
    except BadTerm as error:
        raise BadSideTerms(number, "term", Phrase(str(error))) from error
    if term.unit == SERVICE_HOURS:
        raise BadSideTerms(
            number, "term", Phrase(gettext_noop("Termin poboczny liczy się w dniach, tygodniach albo miesiącach."))
        )
    return term
