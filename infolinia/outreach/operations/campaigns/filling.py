"""The people of a campaign, from a file or from matters: each with a way that works, or with why they get nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.queries import reaching as contacts
from infolinia.core import live
from infolinia.core.phones import normalise
from infolinia.core.text import one_line
from infolinia.correspondence import addresses
from infolinia.correspondence.rules.purposes import PURPOSES
from infolinia.correspondence.rules.variables import CITY
from infolinia.matters.queries import reaching as matters
from infolinia.matters.queries.reaching import Choice, ReachLine
from infolinia.outreach.consent import refusals
from infolinia.outreach.errors import CannotRunCampaign
from infolinia.outreach.models import Campaign, Recipient
from infolinia.outreach.operations.campaigns.making import TOPIC, draft
from infolinia.outreach.rules import choosing, sheets
from infolinia.outreach.rules.bases import purpose_of_contact
from infolinia.outreach.rules.choosing import Person
from infolinia.telephony.rules.numbers import Destination, destination

MOST = sheets.MOST_ROWS
_BATCH = 1000
Why = Recipient.Why


@dataclass(frozen=True)
class Filled:
    """How many of the list will get something, and the headings of the file that nobody understood."""

    people: int
    reached: int
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Line:
    """One person on the way into the list."""

    position: int
    person: Person
    matter_id: UUID | None = None
    values: dict[str, str] = field(default_factory=dict)
    resident_ids: tuple[UUID, ...] = ()


def fill_from_sheet(*, campaign_id: UUID, content: bytes, name: str, at: datetime) -> Filled:
    """Put the people of a CSV file on the list, in place of those there. Raises `CannotRunCampaign`."""
    with transaction.atomic():
        row = draft(campaign_id)
        try:
            sheet = sheets.read(content, variables=_headings(row.purpose))
        except sheets.BadSheet as error:
            raise CannotRunCampaign(_bad_sheet(str(error))) from None
        numbers = {one.cells.get("number", "") for one in sheet.rows} - {""}
        known = matters.by_number(numbers) if numbers else {}
        lines = [_of_row(one, known) for one in sheet.rows]
        row.source = {"kind": "sheet", "name": one_line(name, 120), "rows": len(lines), "unknown": list(sheet.unknown)}
        reached = _fill(row, lines, at)
    return Filled(len(lines), reached, sheet.unknown)


def fill_from_matters(*, campaign_id: UUID, choice: Choice, at: datetime) -> Filled:
    """Put the residents of the chosen matters on the list, in place of those there. Raises `CannotRunCampaign`."""
    with transaction.atomic():
        row = draft(campaign_id)
        found = matters.chosen(choice, limit=MOST + 1)
        if not found:
            raise CannotRunCampaign(_("Żadna sprawa nie pasuje. Zmień wybór."))
        if len(found) > MOST:
            raise CannotRunCampaign(_("Pasuje ponad %(most)d spraw. Zawęź wybór.") % {"most": MOST})
        lines = [_of_matter(number, one) for number, one in enumerate(found, 1)]
        row.source = {"kind": "matters", "rows": len(lines), **_told(choice)}
        reached = _fill(row, lines, at)
    return Filled(len(lines), reached)


def _fill(row: Campaign, lines: Sequence[_Line], at: datetime) -> int:
    """Write the list; returns how many will be reached. Few statements however long the list is."""
    row.recipients.all().delete()
    row.save()
    known = _with_residents(lines)
    everybody = {ident for one in known for ident in one.resident_ids}
    refused = refusals(everybody, purpose=purpose_of_contact(basis=row.basis, purpose=row.purpose), at=at)
    seen: set[tuple[str, str]] = set()
    made = [_recipient(row, one, refused, seen) for one in known]
    Recipient.objects.bulk_create(made, batch_size=_BATCH)
    live.publish(TOPIC)
    return sum(one.state == Recipient.State.WAITING for one in made)


def _recipient(
    row: Campaign, line: _Line, refused: dict[tuple[UUID, str], str], seen: set[tuple[str, str]]
) -> Recipient:
    person = line.person
    way = choosing.way(row.way, person)
    made = Recipient(
        campaign=row,
        position=line.position,
        resident_id=line.resident_ids[0] if len(line.resident_ids) == 1 else None,
        matter_id=line.matter_id,
        name=one_line(person.name, 120),
        language=person.language or "pl",
        values=line.values,
    )
    if way is None:
        return _left_out(made, Why.BAD_ADDRESS if person.has_broken else Why.NO_ADDRESS)
    made.channel, made.to = way
    if way in seen:
        return _left_out(made, Why.DOUBLE)
    seen.add(way)
    for ident in line.resident_ids:
        if why := refused.get((ident, made.channel)):
            return _left_out(made, Why.NO_CONSENT if row.basis == Campaign.Basis.CONSENT else Why.OBJECTED, why)
    if row.basis == Campaign.Basis.CONSENT and not line.resident_ids:
        return _left_out(made, Why.NO_CONSENT, _("Nie znamy tej osoby, więc nie mamy jej zgody."))
    return made


def _left_out(made: Recipient, why: str, text: str = "") -> Recipient:
    made.state, made.why, made.why_text = Recipient.State.LEFT_OUT, why, text[:200]
    return made


def _with_residents(lines: Sequence[_Line]) -> list[_Line]:
    """Find who is known under the numbers and addresses; of those, what they chose."""
    points = {value for one in lines if not one.resident_ids for value in (one.person.phone, one.person.email) if value}
    by_point = contacts.residents_by_points(points)
    found = []
    for one in lines:
        ids = one.resident_ids or tuple(
            dict.fromkeys(ident for value in (one.person.phone, one.person.email) for ident in by_point.get(value, ()))
        )
        found.append(replace(one, resident_ids=ids))
    people = contacts.wishes({ident for one in found for ident in one.resident_ids if len(one.resident_ids) == 1})
    return [_wished(one, people) for one in found]


def _wished(line: _Line, people: dict[UUID, contacts.Wish]) -> _Line:
    wish = people.get(line.resident_ids[0]) if len(line.resident_ids) == 1 else None
    if wish is None:
        return line
    person = line.person
    wanted = replace(
        person,
        preferred=person.preferred or wish.channel,
        language=person.language or wish.language,
        name=person.name or wish.name,
    )
    return replace(line, person=wanted)


def _of_row(row: sheets.Row, known: dict[str, ReachLine]) -> _Line:
    cells = row.cells
    matter = known.get(cells.get("number", ""))
    person = _person(
        name=cells.get(sheets.NAME, ""),
        phone=cells.get(sheets.PHONE, ""),
        email=cells.get(sheets.EMAIL, ""),
        address=cells.get(sheets.ADDRESS, ""),
        language=_language(cells.get(sheets.LANGUAGE, "")),
        preferred=_channel(cells.get(sheets.CHANNEL, "")),
    )
    usual = {sheets.NAME, sheets.PHONE, sheets.EMAIL, sheets.ADDRESS, sheets.LANGUAGE, sheets.CHANNEL}
    values = {name: cell for name, cell in cells.items() if name not in usual and cell}
    if matter is None:
        return _Line(row.line, person, values=values)
    ids = (matter.resident_id,) if matter.resident_id else ()
    if not (person.phone or person.email or person.address):
        person = _of_matter(row.line, matter).person
    return _Line(row.line, person, matter.matter_id, {**_matter_values(matter), **values}, ids)


def _of_matter(position: int, line: ReachLine) -> _Line:
    person = _person(
        name=line.resident_name,
        phone=line.to if line.channel in ("phone", "sms") else "",
        email=line.to if line.channel == "email" else "",
        address=line.to if line.channel == "post" else "",
        language=line.language,
        preferred=line.channel,
    )
    ids = (line.resident_id,) if line.resident_id else ()
    return _Line(position, person, line.matter_id, _matter_values(line), ids)


def _matter_values(line: ReachLine) -> dict[str, str]:
    values = {"number": line.number, "subject": line.subject, "documents": line.asked, "place": ""}
    if line.asked_until:
        values["until"] = line.asked_until.isoformat()
    return {name: value for name, value in values.items() if value}


def _person(*, name: str, phone: str, email: str, address: str, language: str, preferred: str) -> Person:
    number = normalise(phone) if phone else ""
    found = destination(number) if number else None
    at_home = isinstance(found, Destination)
    mail = _stored("email", email).lower()  # as records keep it: an objection must be found
    return Person(
        name=name,
        phone=number if at_home else "",
        takes_texts=at_home and bool(_stored("sms", number)),
        email=mail,
        address=_stored("letter", address),
        language=language,
        preferred=preferred,
        has_broken=bool((phone and not at_home) or (email and not mail)),
    )


def _stored(channel: str, to: str) -> str:
    if not to.strip():
        return ""
    try:
        return addresses.stored(channel, to.strip())
    except addresses.CannotSend:
        return ""


def _headings(purpose: str) -> dict[str, str]:
    variables = [one for one in PURPOSES[purpose].variables if one not in CITY]
    names = {sheets.fold(one.word): one.code for one in variables} | {one.code: one.code for one in variables}
    return {"numer sprawy": "number", "nr sprawy": "number", "sprawa": "number", **names}


def _language(text: str) -> str:
    folded = sheets.fold(text)
    starts = {"pl": "pl", "pol": "pl", "en": "en", "ang": "en", "uk": "uk", "ukr": "uk", "ua": "uk"}
    return next((code for start, code in starts.items() if folded.startswith(start)), "")


def _channel(text: str) -> str:
    words = {"e-mail": "email", "email": "email", "mail": "email", "sms": "sms", "list": "post", "telefon": "phone"}
    return words.get(sheets.fold(text), "")


def _told(choice: Choice) -> dict[str, object]:
    told: Iterable[tuple[str, object]] = vars(choice).items()
    return {name: str(value) if name == "registered_since" else value for name, value in told if value}


def _bad_sheet(why: str) -> str:
    words = {
        "too_big": _("Plik jest za duży. Zapisz samą listę, bez obrazów i innych arkuszy."),
        "no_text": _("To nie jest plik CSV. W arkuszu wybierz: Zapisz jako, CSV."),
        "no_headings": _("Pierwszy wiersz musi zawierać nazwy kolumn."),
        "too_many": _("Na liście jest więcej niż %(most)d osób. Podziel ją.") % {"most": MOST},
        "too_wide": _("Lista ma za dużo kolumn."),
        "no_address_column": _("Nie widzimy kolumny „telefon”, „e-mail”, „adres” ani „numer sprawy”."),
        "empty": _("W pliku nie ma żadnej osoby."),
    }
    return words[why]
