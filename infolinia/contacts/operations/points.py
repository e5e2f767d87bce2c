"""A person's own record: what they are called, what they need, and every number and address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import Channel, ContactPoint, Need, Resident
from infolinia.contacts.operations.residents import CannotRemember
from infolinia.contacts.rules import needs as notes
from infolinia.core import retention
from infolinia.core.phones import normalise
from infolinia.core.text import one_line

LETTER_LINES = 8
Kind = ContactPoint.Kind


@dataclass(frozen=True)
class PersonDraft:
    """What of a person may be changed. `need` is a note in the office's words: what to do, never why."""

    name: str
    preferred_channel: str = ""
    needs: Sequence[str] = ()
    need: str = ""
    language: str = "pl"
    is_child: bool = False
    adult_on: date | None = None


@dataclass(frozen=True)
class PointDraft:
    """A number or an address with whose it is and from when to when."""

    kind: str
    value: str
    label: str = ""
    is_main: bool = False
    valid_from: date | None = None
    valid_until: date | None = None


def lock_resident(resident_id: UUID) -> None:
    """Let nobody change the person until the transaction ends."""
    list(Resident.objects.select_for_update().filter(id=resident_id).values_list("id"))


def new_person(*, draft: PersonDraft, sure: bool, at: datetime) -> UUID:
    """Make a record of a person who has none; refused like `save_person`."""
    _check(draft, sure=sure)
    with transaction.atomic():
        row = Resident(created_at=at)
        _fill(row, draft)
        row.save()
    return row.id


def save_person(*, resident_id: UUID, draft: PersonDraft, sure: bool) -> None:
    """Write what the person is called and needs.

    Refused (`CannotRemember`, field `need`) while the note names an illness or a PESEL; `sure` says that somebody read
    the hint and the word means something else. A PESEL is refused all the same.
    """
    _check(draft, sure=sure)
    with transaction.atomic():
        row = _locked(resident_id)
        _fill(row, draft)
        row.save()


def add_point(*, resident_id: UUID, draft: PointDraft) -> int:
    """Write a number or an address; the same one again takes the new label and days. Returns its id."""
    value = stored(draft.kind, draft.value)
    with transaction.atomic():
        _locked(resident_id)
        _leave_one_main(resident_id, draft)
        point, _created = ContactPoint.objects.update_or_create(
            resident_id=resident_id,
            kind=draft.kind,
            value=value,
            defaults={
                "label": one_line(draft.label, 60),
                "is_main": draft.is_main,
                "valid_from": draft.valid_from,
                "valid_until": _ordered(draft),
                "unusable_since": None,
                "unusable_why": "",
            },
        )
    return point.pk


def change_point(*, resident_id: UUID, point_id: int, draft: PointDraft) -> None:
    """Correct a number or an address, its label and its days. Its kind stays: another kind is another point."""
    value = stored(draft.kind, draft.value)
    with transaction.atomic():
        _locked(resident_id)
        point = ContactPoint.objects.select_for_update().get(pk=point_id, resident_id=resident_id)
        if draft.kind != point.kind:
            raise CannotRemember(_("Nie znamy takiego rodzaju adresu."), "kind")
        twin = ContactPoint.objects.filter(resident_id=resident_id, kind=point.kind, value=value).exclude(pk=point_id)
        if twin.exists():
            raise CannotRemember(_("Ten numer albo adres już jest zapisany."), "value")
        _leave_one_main(resident_id, draft)
        if point.value != value:
            point.unusable_since, point.unusable_why = None, ""
        point.value, point.label, point.is_main = value, one_line(draft.label, 60), draft.is_main
        point.valid_from, point.valid_until = draft.valid_from, _ordered(draft)
        point.save()


def remove_point(*, resident_id: UUID, point_id: int) -> None:
    """Erase a number or an address that was never the person's, with its history. One that was, gets a last day."""
    with transaction.atomic():
        _locked(resident_id)
        if ContactPoint.objects.filter(pk=point_id, resident_id=resident_id).delete()[0]:
            retention.forget_history(ContactPoint, [point_id])


def mark_unusable(*, kind: str, value: str, why: str, at: datetime) -> int:
    """Write that a number or address does not work (a message came back); returns how many people have it.

    For everybody who has it: a returned letter or a bounced e-mail tells of the address, not of the person.
    """
    points = ContactPoint.objects.filter(kind=kind, value=value, unusable_since=None)
    return points.update(unusable_since=at, unusable_why=one_line(why, 120))


def stored(kind: str, value: str) -> str:
    """Return a number or address in its one stored form; raises `CannotRemember` for what is none."""
    if kind == Kind.PHONE:
        return normalise(value) or _refuse(
            _("To nie wygląda na numer telefonu. Wpisz 9 cyfr, na przykład 500 000 014.")
        )
    if kind == Kind.EMAIL:
        return _email(value)
    if kind == Kind.LETTER:
        lines = [line for text in value.splitlines() if (line := one_line(text, 80))]
        if not 2 <= len(lines) <= LETTER_LINES:
            _refuse(_("Adres do listów wpisz w wierszach: imię i nazwisko, ulica z numerem, kod z miejscowością."))
        return "\n".join(lines)[:254]
    if kind == Kind.EDELIVERY:
        return one_line(value, 80).upper() or _refuse(
            _("Podaj adres do e-Doręczeń, na przykład AE:PL-12345-67890-ABCDE-12.")
        )
    return _refuse(_("Nie znamy takiego rodzaju adresu."))


def _email(value: str) -> str:
    try:
        validate_email(value.strip())
    except ValidationError:
        _refuse(_("To nie wygląda na adres e-mail. Sprawdź, czy jest w nim znak @ i kropka."))
    return value.strip().lower()


def _refuse(text: str) -> str:
    raise CannotRemember(text, "value")


def _check(draft: PersonDraft, *, sure: bool) -> None:
    for field, note in (("need", draft.need), ("name", draft.name)):
        word = notes.telling(note) if field == "need" or any(letter.isdigit() for letter in note) else ""
        if word.isdigit():
            raise CannotRemember(_("Nie zapisuj numeru PESEL: do kontaktu nie jest potrzebny."), field)
        if word and not sure:
            told = {"word": word}
            raise CannotRemember(
                _("„%(word)s” może mówić o zdrowiu. Napisz, co mamy robić, na przykład „pisać SMS, nie dzwonić”.")
                % told,
                field,
            )
    if set(draft.needs) - set(Need.values) or (
        draft.preferred_channel and draft.preferred_channel not in Channel.values
    ):
        raise CannotRemember(_("Nie znamy takiej potrzeby. Wybierz z listy."), "needs")


def _fill(row: Resident, draft: PersonDraft) -> None:
    row.name, row.need = one_line(draft.name, 120), one_line(draft.need, 120)
    row.preferred_channel, row.language = draft.preferred_channel, draft.language
    row.needs = [need for need in Need.values if need in draft.needs]
    row.is_child, row.adult_on = draft.is_child, draft.adult_on if draft.is_child else None


def _locked(resident_id: UUID) -> Resident:
    row = Resident.objects.select_for_update().filter(id=resident_id).first()
    if row is None or row.merged_into_id:
        raise CannotRemember(_("Tej osoby nie ma już w kartotece."), "")
    return row


def _ordered(draft: PointDraft) -> date | None:
    if draft.valid_from and draft.valid_until and draft.valid_until < draft.valid_from:
        raise CannotRemember(_("Ostatni dzień jest przed pierwszym."), "valid_until")
    return draft.valid_until


def _leave_one_main(resident_id: UUID, draft: PointDraft) -> None:
    if draft.is_main:
        ContactPoint.objects.filter(resident_id=resident_id, kind=draft.kind, is_main=True).update(is_main=False)
