"""One case given to the engine and to the second opinion, and what differs. Run by hand for a million cases."""

import random
import sys
from datetime import datetime, time

from infolinia.city.rules.calendar import CITY_ZONE, USUAL_HOURS, Calendar
from infolinia.matters.rules.deadlines import deadline, kept_lead, with_goal
from infolinia.matters.rules.shapes import Deadline, Extension, Pause, Term
from tests.matters.rules import second_opinion
from tests.matters.rules.second_opinion import Case


def calendar_of(case: Case) -> Calendar:
    """Return the engine's calendar for the case."""
    changes = dict.fromkeys(case.added, "dzień próby") | dict.fromkeys(case.taken, "")
    exceptions = {day: (time(span[0]), time(span[1])) if span else None for day, span in case.hours.items()}
    return Calendar(service_hours=USUAL_HOURS, exceptions=exceptions, changes=changes)


def mismatch(case: Case) -> str:
    """Return how the engine differs from the second opinion, or an empty text."""
    calendar, term = calendar_of(case), Term(case.length, case.unit)
    pauses = [Pause(*stop) for stop in case.stops]
    if case.unit == "service hours":
        start = datetime.combine(case.start, time(case.minute // 60, case.minute % 60), CITY_ZONE)
        in_hours = deadline(start=start, term=term, calendar=calendar, pauses=pauses)
        return _mismatch_of_hours(case, in_hours, calendar, pauses)
    extension = Extension(case.new_end, case.noticed, "powód") if case.new_end and case.noticed else None
    found = deadline(start=case.start, term=term, calendar=calendar, pauses=pauses, extension=extension)
    target, _step = with_goal(found, calendar=calendar, lead_days=case.lead)
    counted, legal = second_opinion.legal_end(case)
    wanted = (counted, legal, second_opinion.goal(case, legal))
    told = (found.nominal_end, found.legal_end, target)
    if told != wanted:
        return f"{case}: {told}, not {wanted}"
    last = found.working[-1].day
    return "" if last == found.legal_end else f"{case}: the working ends on {last}, the term on {found.legal_end}"


def _mismatch_of_hours(case: Case, found: Deadline, calendar: Calendar, pauses: list[Pause]) -> str:
    """Compare the end, the goal, and the goal that a recount would set by the lead it reads from the working."""
    target, step = with_goal(found, calendar=calendar, lead_days=case.lead, pauses=pauses)
    again, _step = with_goal(found, calendar=calendar, lead_days=kept_lead(step), pauses=pauses)
    wanted = (second_opinion.hours_end(case), *[second_opinion.hours_goal(case)] * 2)
    told = (found.legal_end, target, again)
    return "" if told == wanted else f"{case}: {told}, not {wanted}"


def main() -> int:
    """Compare as many random cases as asked, from the given seed on, and print how many differ."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    dice, differing = random.Random(seed), 0
    for number in range(1, count + 1):
        if found := mismatch(second_opinion.random_case(dice)):
            differing += 1
            print(number, found, flush=True)
    print(f"{count} cases from seed {seed}: {differing} differ")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main())
