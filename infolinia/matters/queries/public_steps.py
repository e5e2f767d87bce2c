"""The words of a resident's page: the one sentence that answers, what was done, where it is and what comes next."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.core.clock import city_day, city_time
from infolinia.matters import coming_in, wording
from infolinia.matters.models import Follower, Matter, Result, Status, StoryEvent
from infolinia.matters.rules.public_words import PLANNED, Meaning, meaning
from infolinia.matters.rules.words import on_weekday, weekday_and_day
from infolinia.matters.running import stands_since
from infolinia.matters.shapes import Due, PublicPart, PublicStep
from infolinia.matters.shapes.following import PartLine
from infolinia.matters.story import telling

_TO_COME = (Status.NEW, Status.RETURNED, Status.AT_HELPLINE, Status.REOPENED)


def headline(matter: Matter, at: datetime, *, is_asked: bool) -> str:
    """Return the one sentence that answers "what about my matter?"."""
    if matter.closed_at:
        return str(wording.ENDS[Result(matter.result)])
    if is_asked:
        return _("Czekamy na Twoją odpowiedź.")
    due = wording.resident_due(matter, at)
    if due.words.level == "late":
        return _("Termin minął %(day)s. Przepraszamy.") % {"day": wording.say(on_weekday(due.day, city_day(at)))}
    if matter.status == Status.REOPENED:
        return _("Sprawdzamy Twoją uwagę.")
    words = {"until": wording.until(matter, at)}
    return (_("Odpowiemy %(until)s.") if wording.is_answered(matter) else _("Załatwimy to %(until)s.")) % words


def more(matter: Matter, at: datetime, *, channel: str, is_asked: bool) -> str:
    """Return what stands under the headline: how far it is, and that nothing is asked of the reader, or what is."""
    if matter.closed_at:
        return ""
    due = wording.resident_due(matter, at)
    if is_asked:
        return f"{_while_asked(matter, due, at)} {_('Odpowiedz poniżej albo zadzwoń.')}"
    told = reply_text(channel)
    if due.words.level == "late":
        return f"{_('Sprawa jest otwarta i dalej się nią zajmujemy.')} {told}".strip()
    if matter.status == Status.REOPENED:
        return f"{_('Kierownik infolinii zdecyduje, co dalej. Nie musisz nic robić.')} {told}".strip()
    if stands_since(matter):
        return f"{_('Termin teraz nie biegnie: sprawa czeka, a my jej pilnujemy.')} {told}".strip()
    days = (due.day - city_day(at)).days
    when = {0: _("To dziś."), 1: _("To jutro.")}.get(days)
    when = when or ngettext("To za %(n)d dzień.", "To za %(n)d dni.", days) % {"n": days}
    return " ".join([when, _("Nie musisz nic robić."), told]).strip()


def _while_asked(matter: Matter, due: Due, at: datetime) -> str:
    """Return what becomes of the term while the resident is asked: not every act lets it stand."""
    if stands_since(matter):
        return _("Dopóki czekamy, termin załatwienia nie biegnie.")
    if due.words.level == "late":
        return _("Termin minął %(day)s. Przepraszamy.") % {"day": wording.say(on_weekday(due.day, city_day(at)))}
    return _("Termin biegnie dalej, %(until)s.") % {"until": wording.until(matter, at)}


def steps(
    matter: Matter, events: Sequence[StoryEvent], at: datetime, *, channel: str, follower: Follower | None
) -> list[PublicStep]:
    """Return what is done, where the matter is, and what is still to come, with its day."""
    first = {event.kind: event for event in reversed(events)}
    done = _begun(matter, first, at, follower)
    if matter.closed_at:
        result = str(Result(matter.result).label)
        return [*done, PublicStep("done", _("Sprawa zakończona"), result, _when(matter.closed_at, at))]
    meant = meaning(matter.status, matter.waits_kind)
    return [*done, _here(matter, meant, first.get("taken"), at), *_to_come(matter, meant, at, reply_text(channel))]


def message(event: StoryEvent, at: datetime) -> PublicStep:
    """Return one of the messages between the resident and the unit."""
    text = event.text
    if event.kind == "planned" and event.details.get("day"):
        planned = date.fromisoformat(str(event.details["day"]))
        told = _("Planujemy to zrobić %(day)s.") % {"day": wording.say(on_weekday(planned, city_day(at)))}
        text = f"{told} {text}".strip()
    return PublicStep("done", str(telling(event.kind).to_resident), text, _when(event.at, at))


def part(line: PartLine, at: datetime) -> PublicPart:
    """Return a part of the matter: who does it and whether it is done. No word of the report stands in it."""
    state, when = ("here", _("w toku")) if line.is_open else ("done", line.result)
    return PublicPart(state, line.unit_name, when)


def reply_text(channel: str) -> str:
    """Return how the resident hears of it, in one short sentence; nothing for those who wanted no word."""
    told = {
        "email": _("Damy znać e-mailem."),
        "sms": _("Damy znać SMS-em."),
        "phone": _("Zadzwonimy."),
        "post": _("Odpowiemy listem."),
    }
    return told.get(channel, "")


def _begun(matter: Matter, first: dict[str, StoryEvent], at: datetime, follower: Follower | None) -> list[PublicStep]:
    unit = matter.unit.name if matter.unit else ""
    since = follower.since if follower else coming_in.received_at(matter)
    done = [
        PublicStep("done", str(telling("registered").to_resident), "", _when(since, at)),
        PublicStep("done", str(telling("forwarded").to_resident), unit, _when(matter.registered_at, at)),
    ]
    if follower and follower.from_matter_id:
        joined = _("To samo zgłosił ktoś wcześniej. Pracujemy nad tym razem.")
        done.insert(1, PublicStep("done", _("Połączyliśmy zgłoszenia"), joined, ""))
    taken = first.get("taken")
    is_past = matter.closed_at or matter.status not in (*_TO_COME, Status.IN_PROGRESS)
    if taken and is_past:
        done.append(PublicStep("done", _("Komórka zajęła się sprawą"), "", _when(taken.at, at)))
    return done


def _here(matter: Matter, meant: Meaning, taken: StoryEvent | None, at: datetime) -> PublicStep:
    title, note = wording.say(meant.title), wording.say(meant.note)
    if matter.status == Status.IN_PROGRESS:
        return PublicStep("here", title, note, _when(taken.at, at) if taken else "")
    since = _("od %(day)s") % {"day": _day(matter.waits_since, at)} if matter.waits_since else ""
    return PublicStep("here", title, note, since)


def _to_come(matter: Matter, meant: Meaning, at: datetime, told: str) -> list[PublicStep]:
    """Return the next step with its day: the work that was planned, then what it ends with, until the deadline."""
    day = _day(wording.last_day(matter.resident_due_at), at)
    until = "" if stands_since(matter) else _("do %(day)s") % {"day": day}
    coming = []
    if matter.planned_on and matter.planned_on >= city_day(at):
        coming.append(PublicStep("todo", wording.say(PLANNED), "", _day(matter.planned_on, at)))
    elif matter.status == Status.WAITING and matter.remind_on and matter.remind_on > city_day(at):
        back = _("Wracamy do sprawy najpóźniej %(day)s") % {"day": _day(matter.remind_on, at)}
        coming.append(PublicStep("todo", back, "", ""))
    following = wording.say(meant.next_step)
    result = _("Wynik")
    if following != result and matter.status != Status.ASKED_RESIDENT:
        coming.append(PublicStep("todo", following, "", ""))
    return [*coming, PublicStep("todo", result, told, until)]


def _day(day: date, at: datetime) -> str:
    return weekday_and_day(day, city_day(at), wording.say)


def _when(moment: datetime, at: datetime) -> str:
    shown, days = city_time(moment), (city_day(at) - city_day(moment)).days
    hour = f"{shown.hour}:{shown:%M}"
    if days in (0, 1):
        return (_("wczoraj, %(hour)s") if days else _("dziś, %(hour)s")) % {"hour": hour}
    return f"{_day(shown.date(), at)}, {hour}"
