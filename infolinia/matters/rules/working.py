"""The working of a deadline as people read it: one plain sentence a step, its rule, and the day it gives."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from infolinia.city.rules.calendar import CITY_ZONE
from infolinia.city.rules.days_off import days_off
from infolinia.matters.rules.phrases import Forms, Phrase, Say, gettext_noop, ngettext, polish
from infolinia.matters.rules.shapes import Step, Term
from infolinia.matters.rules.terms import in_words
from infolinia.matters.rules.words import on_weekday, short_day, weekday_and_day, weekday_name

_TEXTS: Mapping[str, str | Forms] = {
    "start_request_next": gettext_noop("Zgłoszenie wpłynęło %(start_on)s. Tego dnia nie liczymy."),
    "start_request_same": gettext_noop("Zgłoszenie wpłynęło %(start_on)s. Tego dnia zaczął się termin."),
    "start_event_next": gettext_noop("Liczymy od zdarzenia %(start_on)s. Samego dnia zdarzenia nie liczymy."),
    "start_event_same": gettext_noop("Liczymy od zdarzenia %(start_on)s. Tego dnia zaczął się termin."),
    "count_days": gettext_noop("Mamy %(term)s: od %(first)s do %(last)s."),
    "count_dates": gettext_noop("Mamy %(term)s: od %(first)s do %(last)s."),
    "count_short_month": gettext_noop(
        "Mamy %(term)s. Dnia %(number)d nie ma w tamtym miesiącu, "
        "więc termin kończy się w jego ostatnim dniu, %(last)s."
    ),
    "count_working": gettext_noop("Mamy %(term)s. Liczymy od następnego dnia, bez sobót i dni wolnych od pracy."),
    "skipped": ngettext(
        "Po drodze jest dzień wolny: %(named_days)s.",
        "Po drodze są dni wolne: %(named_days)s.",
        "Po drodze są dni wolne: %(named_days)s.",
    ),
    "pause": ngettext(
        "%(first)s zegar stał: %(reason)s. Tego dnia nie liczymy.",
        "Od %(first)s do %(last)s zegar stał: %(reason)s. Tych %(n)d dni nie liczymy.",
        "Od %(first)s do %(last)s zegar stał: %(reason)s. Tych %(n)d dni nie liczymy.",
    ),
    "pause_plain": ngettext(
        "%(first)s zegar stał. Tego dnia nie liczymy.",
        "Od %(first)s do %(last)s zegar stał. Tych %(n)d dni nie liczymy.",
        "Od %(first)s do %(last)s zegar stał. Tych %(n)d dni nie liczymy.",
    ),
    "extended_to": gettext_noop("%(noticed)s wyznaczyliśmy nowy termin: %(new)s. Powód: %(reason)s."),
    # Steps without the new day are older ones, kept with their matters.
    "extended": gettext_noop("%(noticed)s wyznaczyliśmy nowy termin: %(reason)s."),
    "shift_day_off_to": gettext_noop(
        "%(end)s to dzień wolny (%(end_name)s). Termin przechodzi na następny dzień, "
        "który nie jest sobotą ani dniem wolnym: %(legal)s."
    ),
    "shift_weekend_to": gettext_noop(
        "%(end)s to %(end_weekday)s. Termin przechodzi na następny dzień, "
        "który nie jest sobotą ani dniem wolnym: %(legal)s."
    ),
    "shift_day_off": gettext_noop(
        "%(end)s to dzień wolny (%(end_name)s). Termin przechodzi na następny dzień, "
        "który nie jest sobotą ani dniem wolnym."
    ),
    "shift_weekend": gettext_noop(
        "%(end)s to %(end_weekday)s. Termin przechodzi na następny dzień, który nie jest sobotą ani dniem wolnym."
    ),
    "hours_open_request": gettext_noop("Prośba wpłynęła %(start_on)s o %(start_hour)s, gdy infolinia pracowała."),
    "hours_closed_request": gettext_noop(
        "Prośba wpłynęła %(start_on)s o %(start_hour)s. Infolinia nie pracowała, więc liczymy od otwarcia."
    ),
    "hours_open_event": gettext_noop("Liczymy od chwili zdarzenia %(start_on)s o %(start_hour)s."),
    "hours_closed_event": gettext_noop(
        "Zdarzenie było %(start_on)s o %(start_hour)s. Infolinia nie pracowała, więc liczymy od otwarcia."
    ),
    "hours_count": gettext_noop("Mamy na to: %(term)s. Gdy infolinia nie pracuje, czas nie płynie."),
    "hours_day": gettext_noop("%(begin)s od %(begin_hour)s do %(end_hour)s mija %(spent)s (razem %(sum)s)."),
    "hours_between": ngettext(
        "Potem %(n)d dzień pracy infolinii (%(spent)s).",
        "Potem %(n)d dni pracy infolinii (%(spent)s).",
        "Potem %(n)d dni pracy infolinii (%(spent)s).",
    ),
    "goal_days": ngettext(
        "Komórka chce skończyć dzień roboczy wcześniej.",
        "Komórka chce skończyć %(n)d dni roboczych wcześniej.",
        "Komórka chce skończyć %(n)d dni robocze wcześniej.",
    ),
    "goal_hours": ngettext(
        "Komórka chce skończyć godzinę pracy wcześniej.",
        "Komórka chce skończyć %(n)d godzin pracy wcześniej.",
        "Komórka chce skończyć %(n)d godziny pracy wcześniej.",
    ),
    "goal_same": gettext_noop("Cel komórki jest ten sam: nie ma wcześniejszego dnia roboczego."),
}
_RESULTS = {
    "from": gettext_noop("od %(day)s"),
    "until": gettext_noop("do %(day)s"),
    "goal": gettext_noop("cel: %(day)s"),
}
_WITH_HOUR = gettext_noop("%(day)s, %(hour)s")
_HOURS = gettext_noop("%(hours)d godz.")
_MINUTES = gettext_noop("%(minutes)d min")
_HOURS_AND_MINUTES = gettext_noop("%(hours)d godz. %(minutes)d min")


def sentence(step: Step, *, today: date, say: Say = polish) -> str:
    """Return the step's sentence; days outside today's year carry their year."""
    params: dict[str, str | int | Phrase] = {}
    own = _own_names(step)
    for name, value in step.params.items():
        params |= _said(name, value, own, today, say)
    if "length" in step.params:
        params["term"] = in_words(Term(int(step.params["length"]), str(step.params["unit"])))
    return say(Phrase(_TEXTS[step.key], params, int(step.params.get("n", 0))))


def result(step: Step, *, today: date, say: Say = polish) -> str:
    """Return what stands at the right of the step: `od śr. 14.10`, `do pn. 30.11`, `cel: pt. 27.11`."""
    if isinstance(step.day, datetime):
        moment = step.day.astimezone(CITY_ZONE)
        hour = {"day": weekday_and_day(moment.date(), today, say), "hour": _hour(moment)}
        day = say(Phrase(_WITH_HOUR, hour))
    else:
        day = weekday_and_day(step.day, today, say)
    return say(Phrase(_RESULTS[step.mark], {"day": day}))


def to_json(step: Step) -> dict[str, Any]:
    """Return the step as it is stored with its matter."""
    return {
        "key": step.key,
        "params": dict(step.params),
        "rule": step.rule,
        "day": step.day.isoformat(),
        "mark": step.mark,
        "links": list(step.links),
    }


def from_json(stored: Mapping[str, Any]) -> Step:
    """Return a stored step."""
    return Step(
        key=stored["key"],
        params=stored["params"],
        rule=stored["rule"],
        day=end_from_text(stored["day"]),
        mark=stored["mark"],
        links=tuple(stored.get("links", ())),
    )


def end_from_text(text: str) -> date | datetime:
    """Return an ISO day or an ISO moment."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _own_names(step: Step) -> Mapping[date, str]:
    """Return the names of days off that the step brings along: those that acts added to the statutory list."""
    lines = [line.partition("=") for line in str(step.params.get("names", "")).splitlines() if "=" in line]
    return {date.fromisoformat(day): name for day, _, name in lines}


def _said(name: str, value: str | int, own: Mapping[date, str], today: date, say: Say) -> dict[str, str | int | Phrase]:
    """Return the values that a text may use for one stored value, by the ending of its name."""
    stem, _, ending = name.rpartition("_")
    if ending == "day":
        return _said_day(stem, date.fromisoformat(str(value)), own, today)
    if ending == "moment":
        moment = datetime.fromisoformat(str(value)).astimezone(CITY_ZONE)
        return {**_said_day(stem, moment.date(), own, today), f"{stem}_hour": _hour(moment)}
    if ending == "minutes":
        return {stem: duration(int(value))}
    if name == "days":
        days = [date.fromisoformat(day) for day in str(value).split(",")]
        return {"named_days": ", ".join(f"{short_day(day, today)} ({say(_name(day, own))})" for day in days)}
    return {name: value}


def _said_day(stem: str, day: date, own: Mapping[date, str], today: date) -> dict[str, str | int | Phrase]:
    return {
        stem: short_day(day, today),
        f"{stem}_on": on_weekday(day, today),
        f"{stem}_weekday": weekday_name(day),
        f"{stem}_name": _name(day, own),
    }


def _name(day: date, own: Mapping[date, str]) -> Phrase:
    return Phrase(own.get(day) or days_off(day.year).get(day, ""))


def duration(minutes: int) -> Phrase:
    """Return `1 godz. 30 min`, `11 godz.` or `45 min` as a phrase."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return Phrase(_MINUTES, {"minutes": rest})
    return Phrase(_HOURS_AND_MINUTES, {"hours": hours, "minutes": rest}) if rest else Phrase(_HOURS, {"hours": hours})


def _hour(moment: datetime) -> str:
    return f"{moment.hour}:{moment:%M}"
