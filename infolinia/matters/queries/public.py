"""What a resident with a number and a code sees of a matter."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.clock import city_day, city_time
from infolinia.core.numbers import clean_matter_number
from infolinia.matters import codes, wording
from infolinia.matters.coming_back import reopening_refusal
from infolinia.matters.models import Matter, Result, Status, StoryEvent
from infolinia.matters.rules.changes import RESIDENT, Actor, allowed
from infolinia.matters.rules.words import on_weekday, weekday_and_day
from infolinia.matters.shapes import PublicStatus, PublicStep, StepLine
from infolinia.matters.story import telling

_MESSAGES = frozenset({"answered", "asked", "replied", "extended", "resident_message", "reopened"})


def public_status(number: str, code: str, at: datetime) -> PublicStatus | None:
    """Return the matter's state for its resident, or None: the same for a wrong code and for a number nobody has.

    Takes the same time in both cases, up to the moment the code is right. Two statements.
    """
    rows = Matter.objects.select_related("unit", "category")
    matter = rows.filter(number=clean_matter_number(number)).first()
    if not codes.is_code(matter.id if matter else None, matter.code_hash if matter else "", code) or matter is None:
        return None
    events = list(StoryEvent.objects.filter(matter=matter, visible_to_resident=True).order_by("at", "id"))
    may = allowed(status=matter.status, actor=Actor(RESIDENT))
    too_late = reopening_refusal(matter, Actor(RESIDENT), at) if matter.closed_at else ""
    asked = matter.status == Status.ASKED_RESIDENT
    return PublicStatus(
        id=matter.id,
        number=matter.number,
        subject=matter.subject,
        place=wording.place(matter),
        is_open=matter.closed_at is None,
        headline=_headline(matter, at),
        more=_more(matter, at),
        steps=tuple(_steps(matter, events, at)),
        why=() if matter.closed_at else tuple(step.text for step in _why(matter, at)),
        messages=tuple(_message(event, at) for event in reversed(events) if event.kind in _MESSAGES),
        closing_text=matter.closing_text,
        reply_text=_reply_text(matter),
        is_danger=matter.danger,
        danger_text=matter.category.danger_text,
        asks_resident=next((event.text for event in reversed(events) if event.kind == "asked"), "") if asked else "",
        may_write="resident_message" in may and not too_late,
        may_reopen="reopen" in may and not too_late,
        too_late=too_late,
    )


def _headline(matter: Matter, at: datetime) -> str:
    """Return the one sentence that answers "what about my matter?"."""
    if matter.closed_at:
        return str(wording.ENDS[Result(matter.result)])
    if matter.status == Status.ASKED_RESIDENT:
        return _("Czekamy na Twoją odpowiedź.")
    due = wording.resident_due(matter, at)
    if due.words.level == "late":
        return _("Termin minął %(day)s. Przepraszamy.") % {"day": wording.say(on_weekday(due.day, city_day(at)))}
    words = {"until": wording.until(matter, at)}
    return (_("Odpowiemy %(until)s.") if wording.is_answered(matter) else _("Załatwimy to %(until)s.")) % words


def _more(matter: Matter, at: datetime) -> str:
    if matter.closed_at:
        return ""
    if matter.status == Status.ASKED_RESIDENT:
        return _("Dopóki czekamy, termin załatwienia nie biegnie. Odpowiedz poniżej albo zadzwoń.")
    due = wording.resident_due(matter, at)
    if due.words.level == "late":
        return _("Sprawa jest otwarta i dalej się nią zajmujemy.") + " " + _reply_text(matter)
    days = (due.day - city_day(at)).days
    when = {0: _("To dziś."), 1: _("To jutro.")}.get(days)
    when = when or ngettext("To za %(n)d dzień.", "To za %(n)d dni.", days) % {"n": days}
    return " ".join([when, _("Nie musisz nic robić."), _reply_text(matter)]).strip()


def _steps(matter: Matter, events: list[StoryEvent], at: datetime) -> list[PublicStep]:
    """Return what is done, where the matter is, and what is still to come."""
    first = {event.kind: event for event in reversed(events)}
    unit = matter.unit.name if matter.unit else ""
    steps = [
        PublicStep("done", str(telling("registered").to_resident), "", _when(matter.started_at, at)),
        PublicStep("done", str(telling("forwarded").to_resident), unit, _when(matter.registered_at, at)),
    ]
    taken = first.get("taken")
    working = PublicStep("done", _("Komórka zajęła się sprawą"), "", _when(taken.at, at)) if taken else None
    if matter.closed_at:
        result = PublicStep(
            "done", _("Sprawa zakończona"), str(Result(matter.result).label), _when(matter.closed_at, at)
        )
        return [*steps, *([working] if working else []), result]
    here = _here(matter, taken, at)
    until = (
        "" if matter.stopped_since else _("do %(day)s") % {"day": _day(wording.last_day(matter.resident_due_at), at)}
    )
    return [*steps, here, PublicStep("todo", _("Wynik"), _reply_text(matter), until)]


def _here(matter: Matter, taken: StoryEvent | None, at: datetime) -> PublicStep:
    if matter.status == Status.ASKED_RESIDENT and matter.waits_since:
        return PublicStep(
            "here", _("Czekamy na Twoją odpowiedź"), "", _("od %(day)s") % {"day": _day(matter.waits_since, at)}
        )
    if taken is None or matter.status in (Status.NEW, Status.RETURNED, Status.AT_HELPLINE):
        return PublicStep("here", _("Czeka na przyjęcie przez komórkę"), "", "")
    return PublicStep("here", _("Komórka zajmuje się sprawą"), "", _when(taken.at, at))


def _why(matter: Matter, at: datetime) -> list[StepLine]:
    """Return the working without the unit's own goal, which is nobody's promise to the resident."""
    steps = [step for step in wording.stored_steps(matter) if step.mark != "goal"]
    return list(wording.step_lines(steps, at))


def _message(event: StoryEvent, at: datetime) -> PublicStep:
    return PublicStep("done", str(telling(event.kind).to_resident), event.text, _when(event.at, at))


def _reply_text(matter: Matter) -> str:
    told = {
        "email": _("Damy znać e-mailem."),
        "sms": _("Damy znać SMS-em."),
        "phone": _("Zadzwonimy."),
        "post": _("Odpowiemy listem."),
    }
    return told.get(matter.reply_channel, "")


def _day(day: date, at: datetime) -> str:
    return weekday_and_day(day, city_day(at), wording.say)


def _when(moment: datetime, at: datetime) -> str:
    shown, days = city_time(moment), (city_day(at) - city_day(moment)).days
    hour = f"{shown.hour}:{shown:%M}"
    if days in (0, 1):
        return (_("wczoraj, %(hour)s") if days else _("dziś, %(hour)s")) % {"hour": hour}
    return f"{_day(shown.date(), at)}, {hour}"
