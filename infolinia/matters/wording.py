"""Phrases in the reader's language, and the small texts that lists and pages share."""

from datetime import date, datetime, timedelta

from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.matters.models import Kind, Matter, Result, Status
from infolinia.matters.rules import words, working
from infolinia.matters.rules.phrases import Forms, Phrase, polish, spoken
from infolinia.matters.rules.shapes import Step
from infolinia.matters.running import stands_since
from infolinia.matters.shapes import Due, StatusWords, StepLine
from infolinia.matters.shapes.terms import SideClock

_ICONS = {
    Status.NEW: "circle",
    Status.IN_PROGRESS: "circle-half",
    Status.TO_SIGN: "pencil-square",
    Status.ASKED_RESIDENT: "pause-circle",
    Status.WAITING: "hourglass-split",
    Status.ANSWERED: "send",
    Status.RETURNED: "arrow-return-left",
    Status.REOPENED: "arrow-repeat",
    Status.AT_HELPLINE: "telephone",
    Status.CLOSED: "check2-circle",
}
CHANNELS = {
    "phone": _("telefon"),
    "web_call": _("rozmowa przez internet"),
    "email": _("e-mail"),
    "sms": _("SMS"),
    "post": _("list"),
    "chat": _("czat"),
    "form": _("formularz"),
    "none": _("bez odpowiedzi"),
}
ENDS = {
    Result.DONE: _("Załatwiliśmy tę sprawę."),
    Result.REFUSED: _("Sprawa zakończyła się odmową."),
    Result.NOT_OURS: _("Tej sprawy nie załatwia miasto."),
    Result.DUPLICATE: _("O tej sprawie już wiemy: ktoś ją zgłosił wcześniej."),
    Result.UNVERIFIED: _("Nie udało się tego sprawdzić."),
}
WORKING_DAYS = city.WORKING_DAYS
OFFICE_LANGUAGE = "pl"
LETTER_LANGUAGES = ("pl", "en", "uk")


def say(phrase: Phrase) -> str:
    """Return the phrase in the language of this request."""
    if (get_language() or "pl").startswith("pl"):
        return polish(phrase)
    text = phrase.text
    found = ngettext(text.one, text.many, phrase.count) if isinstance(text, Forms) else text and gettext(text)
    return found % spoken(phrase, say) if phrase.params else found


def in_office_language() -> override:
    """Speak as the office keeps its files, whatever the screen of whoever writes: for words that are stored."""
    return override(OFFICE_LANGUAGE)


def in_language_of(matter: Matter) -> override:
    """Speak as the office writes to the matter's resident: for words to them that are stored."""
    spoken = language_of(matter)
    return override(spoken if spoken in LETTER_LANGUAGES else OFFICE_LANGUAGE)


def language_of(matter: Matter) -> str:
    """Return the language in which the resident is written to: of the report, or of the person who made it."""
    if matter.language != OFFICE_LANGUAGE or matter.resident is None:
        return matter.language
    return str(matter.resident.language)


def status_words(status: str) -> StatusWords:
    """Return the status as a word and an icon."""
    known = Status(status)
    return StatusWords(known.value, str(known.label), _ICONS[known])


def last_day(due_at: datetime) -> date:
    """Return the last day of a deadline kept as the moment after which it is late."""
    return city_day(due_at - timedelta(microseconds=1))


def due(due_at: datetime, at: datetime, *, to_the_minute: bool = False, stopped_since: date | None = None) -> Due:
    """Return a stored deadline as people see it at a moment."""
    day = last_day(due_at)
    if stopped_since:
        told = words.stopped_words(stopped_since, at, say)
    else:
        told = words.due_words(due_at if to_the_minute else day, at, say)
    return Due(due_at, day, told, to_the_minute, stopped_since is not None)


def resident_due(matter: Matter, at: datetime) -> Due:
    """Return the deadline towards the resident; a closed matter's is judged at its closing."""
    return due(
        matter.resident_due_at,
        matter.closed_at or at,
        to_the_minute=matter.due_to_the_minute,
        stopped_since=stands_since(matter),
    )


def unit_due(matter: Matter, at: datetime) -> Due:
    """Return the unit's own target."""
    return due(
        matter.unit_due_at,
        matter.closed_at or at,
        to_the_minute=matter.due_to_the_minute,
        stopped_since=stands_since(matter),
    )


def owed(side: SideClock, at: datetime) -> str:
    """Return what a unit owes beside its answer, and by when: `Zrób oględziny drzewa: do 3.12`."""
    if side.due_on is None:
        return side.name
    today = city_day(at)
    told = {"what": side.name, "day": words.short_day(side.due_on, today)}
    return (_("%(what)s: termin minął %(day)s") if side.due_on < today else _("%(what)s: do %(day)s")) % told


def step_lines(steps: list[Step] | tuple[Step, ...], at: datetime) -> tuple[StepLine, ...]:
    """Return the working as sentences."""
    today = city_day(at)
    return tuple(
        StepLine(
            text=working.sentence(step, today=today, say=say),
            rule=step.rule,
            result=working.result(step, today=today, say=say),
            day=city_day(step.day) if isinstance(step.day, datetime) else step.day,
            links=step.links,
        )
        for step in steps
    )


def stored_steps(matter: Matter) -> list[Step]:
    """Return the working kept with the matter."""
    return [working.from_json(stored) for stored in matter.working]


def place(matter: Matter) -> str:
    """Return the place in one line: `Żaglowa 12, Obłuże`."""
    address = " ".join(part for part in (matter.street, matter.house) if part)
    return ", ".join(part for part in (address, matter.district) if part)


def is_answered(matter: Matter) -> bool:
    """Whether the resident waits for an answer rather than for something to be done."""
    return matter.kind != Kind.INTERVENTION


def until(matter: Matter, at: datetime) -> str:
    """Return `do piątku 27 listopada`, with the hour where the term has one."""
    text = say(words.until_weekday(last_day(matter.resident_due_at), city_day(at)))
    return f"{text}, {city_time(matter.resident_due_at):%H:%M}" if matter.due_to_the_minute else text
