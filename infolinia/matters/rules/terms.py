"""Terms as acts and promises give them: read from text, said in words."""

import re

from infolinia.matters.rules.phrases import Phrase, ngettext
from infolinia.matters.rules.shapes import Term

DAYS, WEEKS, MONTHS, YEARS = "days", "weeks", "months", "years"
WORKING_DAYS, SERVICE_HOURS = "working days", "service hours"

# The longest terms that can be meant; longer ones are slips of the hand.
LONGEST = {DAYS: 3660, WEEKS: 520, MONTHS: 120, YEARS: 10, WORKING_DAYS: 2500, SERVICE_HOURS: 5000}

_WORDS = {
    DAYS: ngettext("%(n)d dzień", "%(n)d dni", "%(n)d dni"),
    WEEKS: ngettext("%(n)d tydzień", "%(n)d tygodni", "%(n)d tygodnie"),
    MONTHS: ngettext("%(n)d miesiąc", "%(n)d miesięcy", "%(n)d miesiące"),
    YEARS: ngettext("%(n)d rok", "%(n)d lat", "%(n)d lata"),
    WORKING_DAYS: ngettext("%(n)d dzień roboczy", "%(n)d dni roboczych", "%(n)d dni robocze"),
    SERVICE_HOURS: ngettext(
        "%(n)d godzina pracy infolinii", "%(n)d godzin pracy infolinii", "%(n)d godziny pracy infolinii"
    ),
}
_SHAPE = re.compile(r"([0-9]{1,6}) +([a-z]+(?: +[a-z]+)?)")


class BadTerm(ValueError):
    """The text is not a term; the message says in Polish what a term looks like."""


def parse_term(text: str) -> Term:
    """Return the term written as `14 days`, `3 weeks`, `1 month`, `1 year`, `7 working days` or `24 service hours`."""
    match = _SHAPE.fullmatch(" ".join(text.lower().split()))
    unit = next((unit for unit in LONGEST if match and match[2] in (unit, unit.removesuffix("s"))), None)
    if not match or not unit:
        raise BadTerm(
            f"nie rozumiem terminu „{text}”; napisz na przykład: 14 days, 3 weeks, 1 month, 1 year, "
            "7 working days, 24 service hours"
        )
    length = int(match[1])
    if not 1 <= length <= LONGEST[unit]:
        raise BadTerm(f"termin „{text}” jest poza zakresem: od 1 do {LONGEST[unit]} {unit}")
    return Term(length, unit)


def in_words(term: Term) -> Phrase:
    """Return the term as a phrase: `14 dni`, `1 miesiąc`, `3 dni robocze`."""
    return Phrase(_WORDS[term.unit], {"n": term.length}, term.length)
