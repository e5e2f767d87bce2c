"""`infolinia deadline`: counts a term and prints why it ends when it does. Needs no database and no settings."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NoReturn

from infolinia.city.rules.calendar import CITY_ZONE, Calendar
from infolinia.matters.rules.deadlines import city_date, deadline
from infolinia.matters.rules.phrases import polish
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.rules.shapes import Deadline, End, Pause, Term
from infolinia.matters.rules.terms import SERVICE_HOURS, BadTerm, in_words, parse_term
from infolinia.matters.rules.words import weekday_name
from infolinia.matters.rules.working import result, sentence

_FIRST_YEAR, _LAST_YEAR = 1993, 2199


class _OneLine(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"infolinia deadline: nie rozumiem polecenia ({message}); zobacz --help", file=sys.stderr)
        raise SystemExit(2)


def main(argv: Sequence[str]) -> int:
    """Count the term given by the arguments and print it; wrong input prints one line and returns 2."""
    given = _parser().parse_args(argv)
    try:
        if not (given.start and given.term):
            raise ValueError('podaj --start i --term, na przykład: --start 2026-12-10 --term "14 days"')
        term = parse_term(given.term)
        start = _start(given.start, term)
        pauses = [_pause(text) for text in given.pause]
        counted = deadline(start=start, term=term, calendar=Calendar(), basis=given.basis, pauses=pauses, event="event")
    except (BadTerm, NeverOpen, ValueError, OverflowError) as error:
        print(f"infolinia deadline: {error}", file=sys.stderr)
        return 2
    print(json.dumps(_as_json(counted), ensure_ascii=False, indent=2) if given.json else _as_text(counted))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="infolinia deadline", description="Liczy termin i mówi, dlaczego kończy się tego dnia.")
    parser.add_argument("--start", default="", help="dzień zdarzenia 2026-12-10 albo chwila 2026-12-23T16:30")
    parser.add_argument(
        "--term", default="", help="14 days, 3 weeks, 1 month, 1 year, 7 working days, 24 service hours"
    )
    parser.add_argument("--pause", action="append", default=[], metavar="OD..DO", help="dni, których nie liczymy")
    parser.add_argument("--basis", default="", help="przepis, z którego wynika termin")
    parser.add_argument("--json", action="store_true", help="wynik jako JSON")
    return parser


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


def _as_json(counted: Deadline) -> dict[str, Any]:
    today = city_date(counted.start)
    return {
        "start": _iso(counted.start),
        "term": str(counted.term),
        "nominal_end": _iso(counted.nominal_end),
        "legal_end": _iso(counted.legal_end),
        "steps": [
            {
                "text": sentence(step, today=today),
                "rule": step.rule,
                "day": _iso(step.day),
                "result": result(step, today=today),
            }
            for step in counted.working
        ],
    }


def _iso(value: End) -> str:
    return value.astimezone(CITY_ZONE).isoformat() if isinstance(value, datetime) else value.isoformat()


def _as_text(counted: Deadline) -> str:
    today = city_date(counted.start)
    rows = [(sentence(step, today=today), step.rule, result(step, today=today)) for step in counted.working]
    lines = [f"{polish(in_words(counted.term))} od {_full(counted.start)}", ""]
    for number, (text, rule, gives) in enumerate(rows, 1):
        lines += [f"{number}. {text}", f"   {rule} → {gives}"]
    lines += ["", f"Termin kończy się: {_full(counted.legal_end)}"]
    if counted.nominal_end != counted.legal_end:
        lines[-1] += f" (bez przesunięcia: {_full(counted.nominal_end)})"
    return "\n".join(lines)


def _full(value: End) -> str:
    day = city_date(value)
    text = f"{day.day}.{day.month:02d}.{day.year} ({polish(weekday_name(day))})"
    if isinstance(value, datetime):
        text += f", {value.astimezone(CITY_ZONE):%H:%M}"
    return text
