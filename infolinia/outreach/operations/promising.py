"""A promise of contact is made, changed, or ends without a call of ours."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.contacts import queries as contacts
from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.outreach.errors import CannotPromise
from infolinia.outreach.models import Medium, Promise
from infolinia.outreach.queries import settings
from infolinia.outreach.rules import hours, windows
from infolinia.outreach.rules.windows import BadWindow, Window
from infolinia.telephony.callbacks.operations import allowed

TOPIC = "promises"
REASON_LIMIT, NOTE_LIMIT = 120, 2000
State = Promise.State
Windows = str | Sequence[Window]


def promise_contact(
    *,
    reason: str,
    at: datetime,
    by_id: int | None,
    number: str = "",
    email: str = "",
    medium: str = "phone",
    resident_id: UUID | None = None,
    due_at: datetime | None = None,
    windows: Windows = (),
    conversation_id: UUID | None = None,
    matter_id: UUID | None = None,
    keeper_id: int | None = None,
    name: str = "",
    language: str = "",
    note: str = "",
) -> UUID:
    """Promise to contact somebody by a moment (usually 24 service hours from now); returns the promise's id.

    `windows` are the hours they named, as typed (`pn 14–16`) or ready. With a resident and no number their own is
    taken. The same person with the same reason has one open promise: a second one is the first. Raises
    `CannotPromise`.
    """
    why = one_line(reason, REASON_LIMIT)
    if not why:
        raise CannotPromise(_("Napisz, w jakiej sprawie się odezwiemy."), "reason")
    person = contacts.person(resident_id) if resident_id else None
    if person and not (number or email):
        ways = contacts.ways_for(person.id, medium, at)
        number = email = ways[0].value if ways else ""
    wanted = _read(windows, at)
    latest, first = _moments(wanted, due_at, at, medium)
    given: dict[str, Any] = {
        "medium": medium,
        "to": _address(medium, number, email),
        "reason": why,
        "note": note.strip()[:NOTE_LIMIT],
        "windows": _stored(wanted),
        "resident_id": resident_id,
        "name": one_line(name or (person.name if person else ""), 120),
        "language": language or (person.language if person else "pl"),
        "conversation_id": conversation_id,
        "matter_id": matter_id,
        "keeper_id": keeper_id,
        "made_at": at,
        "made_by_id": by_id,
        "due_at": latest,
        "next_try_at": first,
    }
    with transaction.atomic():
        row = Promise(**given)
        if not Promise.objects.bulk_create([row], ignore_conflicts=True) or not _is_there(row):
            row = Promise.objects.get(to=row.to, reason=why, state=State.OPEN, campaign=None)
        told(row)
    return row.pk


def change_promise(
    *,
    promise_id: UUID,
    windows: Windows | None,
    keeper_id: int | None,
    note: str,
    at: datetime,
    due_at: datetime | None = None,
) -> None:
    """Change when the resident likes to be called, who calls, and what to say; a moved end stays in the history.

    `windows` that are None stay as they are. Hours that come only after the end move it, never nearer. Raises
    `CannotPromise`.
    """
    wanted = None if windows is None else _read(windows, at)
    with transaction.atomic():
        row = open_promise(promise_id)
        row.keeper_id, row.note, row.due_at = keeper_id, note.strip()[:NOTE_LIMIT], due_at or row.due_at
        if wanted is not None:
            latest, first = _moments(wanted, due_at, at, row.medium)
            row.windows, row.next_try_at = _stored(wanted), first
            row.due_at = max(row.due_at, latest) if wanted and first > row.due_at else row.due_at
        row.save()
        told(row)


def cancel_promise(*, promise_id: UUID, why: str, by_id: int | None, at: datetime) -> None:
    """Call nobody any more; says why, for the one who promised. Raises `CannotPromise`."""
    reason = one_line(why, 200)
    if not reason:
        raise CannotPromise(_("Napisz, dlaczego nie zadzwonimy. Zostanie to w historii."), "why")
    with transaction.atomic():
        row = open_promise(promise_id)
        close(row, State.CANCELLED, at, by_id, why=reason)


def came_by_self(*, promise_id: UUID, conversation_id: UUID | None, by_id: int, at: datetime) -> None:
    """The resident reached us first and heard what we promised to tell."""
    with transaction.atomic():
        row = open_promise(promise_id)
        close(row, State.CAME_BY_SELF, at, by_id, why=_("w rozmowie przychodzącej") if conversation_id else "")


def open_promise(promise_id: UUID) -> Promise:
    """Return the promise, locked, if there is still something to do. Raises `CannotPromise`."""
    row = Promise.objects.select_for_update(of=("self",)).filter(pk=promise_id).first()
    if row is None or row.state != State.OPEN:
        raise CannotPromise(_("Ta obietnica jest już zakończona. Odśwież listę."))
    return row


def close(row: Promise, state: str, at: datetime, by_id: int | None = None, *, why: str = "") -> None:
    """End the promise; needs a transaction and the lock."""
    row.state, row.closed_at, row.closed_by_id, row.closed_why = state, at, by_id, why[:200]
    row.taken_by_id, row.taken_until = None, None
    row.save()
    told(row)


def told(row: Promise) -> None:
    """Tell the screens that show the promise."""
    live.publish(TOPIC)
    if row.conversation_id:
        live.publish("conversation", row.conversation_id)
    if row.matter_id:
        live.publish("matter", row.matter_id)


def _is_there(row: Promise) -> bool:
    return Promise.objects.filter(pk=row.pk).exists()


def _address(medium: str, number: str, email: str) -> str:
    """Return the number in its stored form, or the address. Raises `CannotPromise`."""
    if medium not in Medium.values:
        raise CannotPromise(_("Wybierz telefon, SMS albo e-mail."), "medium")
    if medium == "email":
        try:
            validate_email(email)
        except ValidationError:
            raise CannotPromise(_("Wpisz poprawny adres e-mail."), "email") from None
        return email
    stored = allowed(number)
    if not stored:
        raise CannotPromise(_("Na ten numer nie możemy dzwonić ani pisać. Podaj polski numer, 9 cyfr."), "number")
    return stored


def _read(given: Windows, at: datetime) -> tuple[Window, ...]:
    if not isinstance(given, str):
        return tuple(given)
    try:
        return windows.parse(given, today=city_day(at))
    except BadWindow as error:
        text = _("Nie rozumiemy „%(words)s”. Wpisz na przykład: pn 14–16; wt, czw po 17; jutro 9–11.")
        raise CannotPromise(text % {"words": one_line(str(error), 60)}, "windows") from None


def _moments(wanted: Sequence[Window], due_at: datetime | None, at: datetime, medium: str) -> tuple[datetime, datetime]:
    """Return by when, and from when on, the resident is contacted. Raises `CannotPromise`."""
    row, calendar = settings.current(), city.calendar()
    quiet = settings.quiet(row)
    if medium != "phone":
        usual = hours.due(calendar, hours=row.promise_hours, at=at, always_open=quiet.always_open)
        return due_at or usual, at
    latest = hours.due_for(quiet, calendar, hours=row.promise_hours, windows=wanted, at=at)
    first = hours.next_call(quiet, calendar, wanted, at)
    if latest is None or first is None:
        text = _("W tych godzinach nie dzwonimy. Dzwonimy między %(from)s a %(to)s, gdy linia jest czynna.")
        told_hours = {"from": f"{quiet.earliest:%H:%M}", "to": f"{quiet.latest:%H:%M}"}
        raise CannotPromise(text % told_hours, "windows")
    return due_at or latest, first


def _stored(wanted: Sequence[Window]) -> list[dict[str, object]]:
    return windows.stored(wanted)
