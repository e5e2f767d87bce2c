"""`infolinia deadline`: counts a term and prints why it ends when it does. Needs no database and no settings."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.city.rules.days_off import days_off
from infolinia.matters.deadline_printing import as_json, as_text
from infolinia.matters.deadline_starter import Entry, entry
from infolinia.matters.rules import side_clocks
from infolinia.matters.rules.deadlines import city_date, deadline, with_goal
from infolinia.matters.rules.shapes import Deadline, End, Extension, Pause, Step, Term
from infolinia.matters.rules.side_clocks import Dated
from infolinia.matters.rules.terms import SERVICE_HOURS, parse_term

_FIRST_YEAR, _LAST_YEAR = 1993, 2199
_MOST_LEAD_DAYS = 100


@dataclass(frozen=True)
class Counted:
    """All that the command found: the deadline, the unit's goal where asked for, and the side clocks."""

    deadline: Deadline
    goal: tuple[End, Step] | None
    side: tuple[Dated, ...]


class _OneLine(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"infolinia deadline: nie rozumiem polecenia ({message}); zobacz --help", file=sys.stderr)
        raise SystemExit(2)


def main(argv: Sequence[str]) -> int:
    """Count the term given by the arguments and print it; wrong input prints one line and returns 2."""
    given = _parser().parse_args(argv)
    try:
        counted = _count(given)
    except (ValueError, OverflowError) as error:  # a bad term and hours that never open are values too
        print(f"infolinia deadline: {error}", file=sys.stderr)
        return 2
    write = as_json if given.json else as_text
    print(write(counted.deadline, goal=counted.goal, side=counted.side))
    return 0


def _count(given: argparse.Namespace) -> Counted:
    known = entry(given.clock) if given.clock else None
    text = _term_text(given, known)
    if not (given.start and text):
        raise ValueError('podaj --start i --term, na przykład: --start 2026-12-10 --term "14 days"')
    term = parse_term(text)
    start, calendar = _start(given.start, term), Calendar(changes=_changes(given))
    pauses = [_pause(one) for one in given.pause]
    counted = deadline(
        start=start,
        term=term,
        calendar=calendar,
        basis=given.basis or (known.basis if known else ""),
        pauses=pauses,
        extension=_extension(given, start),
        event="event",
    )
    if given.extend and term.unit == SERVICE_HOURS:
        raise ValueError("terminu w godzinach pracy infolinii nie przedłuża się z zawiadomieniem")
    _check_longest(counted, known, given, calendar)
    goal = None
    if given.goal is not None:
        goal = with_goal(counted, calendar=calendar, lead_days=_lead(given.goal), pauses=pauses)
    terms = side_clocks.read(known.side_terms) if known else ()
    side = side_clocks.dates(terms, start=start, end=counted.legal_end, calendar=calendar, done=_done(given, terms))
    return Counted(counted, goal, side)


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="infolinia deadline", description="Liczy termin i mówi, dlaczego kończy się tego dnia.")
    add = parser.add_argument
    add("--start", default="", help="dzień zdarzenia 2026-12-10 albo chwila 2026-12-23T16:30")
    add("--term", default="", help="14 days, 3 weeks, 1 month, 1 year, 7 working days, 24 service hours")
    add("--service-hours", metavar="ILE", default="", help="to samo co --term „ILE service hours”")
    add("--clock", metavar="KOD", default="", help="termin z katalogu startowego, na przykład skarga")
    add("--pause", action="append", default=[], metavar="OD..DO", help="dni, których nie liczymy")
    add("--extend", metavar="DZIEŃ", default="", help="nowy termin, o którym zawiadomiono (KPA art. 36)")
    add("--notice", metavar="DZIEŃ", default="", help="dzień zawiadomienia o nowym terminie; bez niego dzień zdarzenia")
    add("--reason", default="wskazany w zawiadomieniu", help="powód przedłużenia")
    add("--goal", metavar="ILE", default=None, help="cel komórki: o ile dni roboczych wcześniej")
    add("--done", action="append", default=[], metavar="KOD=DZIEŃ", help="kiedy zrobiono to, co ma termin poboczny")
    add("--day-off", action="append", default=[], metavar="DZIEŃ[=NAZWA]", help="dzień, który ustawa uczyniła wolnym")
    add("--not-off", action="append", default=[], metavar="DZIEŃ", help="dzień, który przestał być wolny")
    add("--basis", default="", help="przepis, z którego wynika termin")
    add("--json", action="store_true", help="wynik jako JSON")
    return parser


def _term_text(given: argparse.Namespace, known: Entry | None) -> str:
    ways = [way for way in (given.term, given.service_hours, given.clock) if way]
    if len(ways) > 1:
        raise ValueError("podaj jedno z trzech: --term, --service-hours albo --clock")
    if given.service_hours:
        return f"{given.service_hours} {SERVICE_HOURS}"
    return known.term if known else str(given.term)


def _start(text: str, term: Term) -> End:
    try:
        value: End = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"nie rozumiem dnia „{text}”; napisz na przykład 2026-12-10 albo 2026-12-23T16:30") from error
    if isinstance(value, datetime) and value.tzinfo is None:
        value = value.replace(tzinfo=CITY_ZONE)
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise ValueError(f"liczę terminy od {_FIRST_YEAR} do {_LAST_YEAR} roku, a nie od {value.year}")
    return value if term.unit == SERVICE_HOURS else city_date(value)


def _pause(text: str) -> Pause:
    first, dots, last = text.partition("..")
    try:
        pause = Pause(date.fromisoformat(first), date.fromisoformat(last if dots else first))
    except ValueError as error:
        raise ValueError(f"nie rozumiem przerwy „{text}”; napisz na przykład 2026-12-01..2026-12-05") from error
    if pause.last and pause.last < pause.first:
        raise ValueError(f"przerwa „{text}” kończy się, zanim się zacznie")
    return pause


def _extension(given: argparse.Namespace, start: End) -> Extension | None:
    if not given.extend:
        if given.notice:
            raise ValueError("--notice ma sens tylko z --extend")
        return None
    new_end = _day(given.extend)
    noticed = _day(given.notice) if given.notice else city_date(start)
    if not city_date(start) <= noticed <= new_end:
        raise ValueError("zawiadomienie ma być między zdarzeniem a nowym terminem")
    return Extension(new_end, noticed, given.reason)


def _check_longest(counted: Deadline, known: Entry | None, given: argparse.Namespace, calendar: Calendar) -> None:
    if not (known and known.longest and given.extend):
        return
    pauses = [_pause(one) for one in given.pause]
    longest = deadline(start=counted.start, term=parse_term(known.longest), calendar=calendar, pauses=pauses).legal_end
    if city_date(longest) < _day(given.extend):
        raise ValueError(f"przepis pozwala przedłużyć najdalej do {city_date(longest)} ({known.basis})")


def _changes(given: argparse.Namespace) -> Mapping[date, str]:
    named = (one.partition("=") for one in given.day_off)
    added = {_day(day): name.strip() or "dzień wolny" for day, _, name in named}
    taken = {_day(day): "" for day in given.not_off}
    if wrong := [day for day in taken if day not in days_off(day.year)]:
        raise ValueError(f"{wrong[0]} nie jest dniem wolnym z ustawy")
    if both := added.keys() & taken.keys():
        raise ValueError(f"{min(both)} nie może być naraz wolny i nie")
    return added | taken


def _done(given: argparse.Namespace, terms: Sequence[side_clocks.SideTerm]) -> Mapping[str, tuple[date, str]]:
    found = {}
    for one in given.done:
        code, equals, day = one.partition("=")
        if not equals or code not in {term.code for term in terms}:
            known = ", ".join(term.code for term in terms) or "żadnego"
            raise ValueError(f"nie ma tu terminu pobocznego „{code}”; jest: {known}")
        found[code] = (_day(day), side_clocks.DONE)
    return found


def _lead(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST_LEAD_DAYS):
        raise ValueError(f"nie rozumiem celu „{text}”; napisz liczbę dni roboczych od 0 do {_MOST_LEAD_DAYS}")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"nie rozumiem dnia „{text}”; napisz na przykład 2026-12-10") from error
