"""The daily digest: one e-mail a day to each person whom warnings concern, never one for each matter."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infolinia.city import queries as city
from infolinia.core.clock import city_day, city_time
from infolinia.core.together import together
from infolinia.correspondence import operations as correspondence
from infolinia.matters import clocks, wording
from infolinia.matters.models import Counts, DigestChoice, DigestSent, WarningSent
from infolinia.matters.rules.addressees import Roster, addressees
from infolinia.matters.rules.priorities import is_urgent
from infolinia.matters.shapes.terms import SideClock
from infolinia.matters.warned import is_of_side_clock, warned_now

PAGE = "/ostrzezenia"
USUAL_HOUR = 7
_MOST_LINES = 40
_AT_ONCE = 50  # e-mails queued in one transaction
_SIDE = "side"
_HEADINGS: tuple[str, ...] = (Counts.AFTER, Counts.SILENCE, _SIDE, Counts.BEFORE)


@dataclass(frozen=True)
class _Person:
    id: int
    name: str
    email: str
    language: str
    role: str
    unit_id: int | None


@dataclass(frozen=True)
class _Told:
    """What a digest says of one matter: the gravest warning of its end, or what is owed beside (`side`)."""

    matter_id: object
    number: str
    kind: str
    due_at: datetime
    to_the_minute: bool
    heading: str
    is_new: bool
    is_urgent: bool
    side: SideClock | None = None


def send_digests(*, at: datetime) -> int:
    """Write to everybody whose hour has come today and whom warnings concern; returns how many were written to.

    On working days only. It may run as often as it likes: a person gets one a city day, and a run that died goes on
    with the next one. Whoever has no e-mail address, or wants no mail, sees the same on the page.
    """
    today = city_day(at)
    if wording.WORKING_DAYS.is_free(today):
        return 0
    waiting = _waiting(today, city_time(at).hour)
    if not waiting:
        return 0
    by_person = list(_by_person(waiting).items())
    return sum(
        _send([(waiting[ident], told) for ident, told in by_person[first : first + _AT_ONCE]], at)
        for first in range(0, len(by_person), _AT_ONCE)
    )


def _waiting(today: date, hour: int) -> dict[int, _Person]:
    """Return the people whose digest of today is due and not sent."""
    off = set(DigestChoice.objects.filter(is_off=True).values_list("pk", flat=True))
    hours = dict(DigestChoice.objects.values_list("pk", "hour"))
    sent = set(DigestSent.objects.filter(day=today).values_list("staff_id", flat=True))
    fields = ("id", "display_name", "username", "email", "screen_language", "role", "unit_id")
    people = get_user_model().objects.filter(is_active=True).exclude(email="").values_list(*fields)
    found = (_Person(ident, name or login, mail, *rest) for ident, name, login, mail, *rest in people)
    return {
        one.id: one
        for one in found
        if one.id not in off and one.id not in sent and hours.get(one.id, USUAL_HOUR) <= hour
    }


def _by_person(waiting: Mapping[int, _Person]) -> dict[int, list[_Told]]:
    """Return what each waiting person is told, in a few statements for everybody."""
    roster = _roster()
    last = _last_digests(waiting)
    found: dict[int, dict[tuple[object, bool], _Told]] = defaultdict(dict)
    for row in _warnings():
        who = addressees(row.to, officer_id=row.matter.officer_id, unit_id=row.matter.unit_id, roster=roster)
        for ident in who:
            if ident in waiting:
                _keep_gravest(found[ident], _told(row, last.get(ident)))
    return {ident: sorted(told.values(), key=_order) for ident, told in found.items()}


def _order(told: _Told) -> tuple[bool, datetime]:
    return not told.is_urgent, told.due_at


def _keep_gravest(kept: dict[tuple[object, bool], _Told], told: _Told) -> None:
    key = told.matter_id, told.heading == _SIDE
    known = kept.get(key)
    if known is None or _HEADINGS.index(told.heading) < _HEADINGS.index(known.heading):
        kept[key] = told


def _warnings() -> Iterable[WarningSent]:
    fields = (
        "to", "at", "about", "rung__counts", "matter__number", "matter__officer_id", "matter__unit_id",
        "matter__resident_due_at", "matter__due_to_the_minute", "matter__category__name",
        "matter__category__priority", "matter__side_clocks", "matter__side_due_on", "matter__extension",
        "matter__term_is_promise", "matter__term_basis", "matter__notice_sent_at", "matter__reply_channel",
    )  # fmt: skip
    return warned_now().select_related("rung", "matter__category").only(*fields).iterator(chunk_size=2000)


def _told(row: WarningSent, last: datetime | None) -> _Told:
    side = clocks.owed(row.matter) if is_of_side_clock(row, row.matter) else None
    return _Told(
        row.matter_id,
        row.matter.number,
        row.matter.category.name,
        row.matter.resident_due_at,
        row.matter.due_to_the_minute,
        _SIDE if side else row.rung.counts,
        last is None or row.at > last,
        is_urgent(row.matter.category.priority),
        side,
    )


def _roster() -> Roster:
    """Return who is at work today."""
    officers: dict[int, list[int]] = defaultdict(list)
    advisers, supervisors = [], []
    for person in city.active_staff(["officer", "adviser", "supervisor"]):
        if person.role == "officer" and person.unit_id:
            officers[person.unit_id].append(person.pk)
        elif person.role == "adviser":
            advisers.append(person.pk)
        elif person.role == "supervisor":
            supervisors.append(person.pk)
    covering = {
        unit_id: frozenset(ident for each in above for ident in officers.get(each, ()))
        for unit_id, above in city.units_above().items()
    }
    return Roster(officers, covering, city.heads(), tuple(advisers), tuple(supervisors))


def _last_digests(waiting: Mapping[int, _Person]) -> dict[int, datetime]:
    """Return when each person got the digest before."""
    rows = DigestSent.objects.filter(staff_id__in=waiting).order_by("staff_id", "-day").distinct("staff_id")
    return dict(rows.values_list("staff_id", "at"))


def _send(digests: Sequence[tuple[_Person, Sequence[_Told]]], at: datetime) -> int:
    """Queue the e-mails of some people and remember them, in one transaction; returns how many are new."""
    written = [(person, told, *_written(person, told, at)) for person, told in digests]
    today, sent, new = city_day(at), [], 0
    with together():
        for person, told, subject, text in written:
            key = f"warnings-{person.id}-{today.isoformat()}"
            try:
                queued = correspondence.queue_email(to=person.email, subject=subject, text=text, key=key, at=at)
            except correspondence.CannotSend:  # said before anything is written, so the others' e-mails stand
                continue
            new += queued is not None
            sent.append(DigestSent(staff_id=person.id, day=today, at=at, count=len(told)))
        DigestSent.objects.bulk_create(sent, ignore_conflicts=True)
    return new


def _written(person: _Person, told: Sequence[_Told], at: datetime) -> tuple[str, str]:
    with translation.override(person.language):
        return _subject(told), _text(person, told, at)


def _subject(told: Sequence[_Told]) -> str:
    overdue = {one.matter_id for one in told if one.heading == Counts.AFTER}
    late, rest = len(overdue), len({one.matter_id for one in told} - overdue)
    said = []
    if late:
        said.append(ngettext("%(n)d sprawa po terminie", "%(n)d spraw po terminie", late) % {"n": late})
    if rest:
        said.append(ngettext("%(n)d sprawa wymaga uwagi", "%(n)d spraw wymaga uwagi", rest) % {"n": rest})
    return _("Ostrzeżenia: %(what)s") % {"what": ", ".join(said)}


def _text(person: _Person, told: Sequence[_Told], at: datetime) -> str:
    headings = {
        Counts.AFTER: _("Po terminie:"),
        Counts.SILENCE: _("Komórka jeszcze nie otworzyła:"),
        _SIDE: _("Co jeszcze trzeba zrobić i do kiedy:"),
        Counts.BEFORE: _("Termin się zbliża:"),
    }
    parts = [_("Dzień dobry, %(name)s,") % {"name": person.name}, ""]
    for heading in _HEADINGS:
        lines = [one for one in told if one.heading == heading]
        parts += _part(headings[heading], lines, at) if lines else []
    parts += [
        _("Wszystkie ostrzeżenia: %(address)s") % {"address": f"{settings.PUBLIC_URL}{PAGE}"},
        _("Godzinę tego listu zmienisz, a sam list wyłączysz, tutaj: %(address)s")
        % {"address": f"{settings.PUBLIC_URL}/konto/"},
    ]
    return "\n".join(parts) + "\n"


def _part(heading: str, told: Sequence[_Told], at: datetime) -> list[str]:
    lines = [_one(one, at) for one in told[:_MOST_LINES]]
    more = len(told) - len(lines)
    rest = [ngettext("i jeszcze %(n)d sprawa", "i jeszcze %(n)d spraw", more) % {"n": more}] if more else []
    return [heading, *lines, *rest, ""]


def _one(told: _Told, at: datetime) -> str:
    due = wording.due(told.due_at, at, to_the_minute=told.to_the_minute).words
    what = wording.owed(told.side, at) if told.side else f"{due.text}, {due.day}"
    urgent, new = _(" (pilne)") if told.is_urgent else "", _(" (nowe)") if told.is_new else ""
    return f"- {told.number} {told.kind}: {what}{urgent}{new}\n  {settings.PUBLIC_URL}/sprawy/{told.matter_id}"
