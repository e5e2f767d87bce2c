"""Whether a matter's clock runs or stands: one answer for lists, numbers, warnings and words.

A pause that begins after the end changes nothing: what was late when somebody asked its resident stays late.
"""

from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import TruncDate

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.core.clock import city_day
from infolinia.matters.models import Matter
from infolinia.matters.rules import waits

_MOMENT = timedelta(microseconds=1)  # an end is the moment after which it is late: the last day is the one before it


def running(at_matter: str = "") -> Q:
    """Return the condition for a clock that runs; `at_matter` is the way to the matter: `matter__` from its lines.

    Both columns lie in the index of open matters by unit, so counts need no row. `stands_since` says the same of one.
    """
    last_day = TruncDate(F(f"{at_matter}resident_due_at") - _MOMENT, tzinfo=CITY_ZONE)
    stopped = f"{at_matter}stopped_since"
    return Q(**{stopped: None}) | Q(**{f"{stopped}__gt": last_day})


def stands_since(matter: Matter) -> date | None:
    """Return since when the matter's clock stands, or None where it runs."""
    since = matter.stopped_since
    return since if since and since <= city_day(matter.resident_due_at - _MOMENT) else None


def is_over(matter: Matter, at: datetime) -> bool:
    """Whether a clock that stood from the next day on would change nothing, because the term ends before it."""
    return city_day(matter.resident_due_at - _MOMENT) <= city_day(at)


def question_basis(matter: Matter, at: datetime) -> str:
    """Return by what rule a question to the resident stops the matter's clock; empty where it runs on."""
    if is_over(matter, at):
        return ""
    return waits.basis_of_question(term_basis=matter.term_basis, is_promise=matter.term_is_promise)


def standing_basis(matter: Matter, at: datetime) -> str:
    """Return by what rule the clock may stand while the matter waits for others; empty where none allows it."""
    if is_over(matter, at):
        return ""
    return waits.basis_of_standing(waits.BODY, term_basis=matter.term_basis, is_promise=matter.term_is_promise)
