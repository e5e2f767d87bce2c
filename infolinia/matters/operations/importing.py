"""Matters of another system come in from a sheet: all of them or none, each only once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils.translation import gettext as _

from infolinia.city import queries as city
from infolinia.core.clock import CITY_ZONE, city_day, city_time
from infolinia.core.numbers import matter_number
from infolinia.core.text import fold
from infolinia.matters import clocks, codes, wording
from infolinia.matters.models import Category, EnteredFrom, Matter, Status, StoryEvent
from infolinia.matters.operations.drafting import (
    CannotRegister,
    category_to_register,
    matter_of,
    search_key,
)
from infolinia.matters.rules import importing as sheet
from infolinia.matters.rules.importing import ImportedMatter
from infolinia.matters.rules.service_hours import NeverOpen
from infolinia.matters.shapes import MatterDraft, Place

BATCH = 500
UNNUMBERED = 1  # a number is drawn when all is well: a trial draws none


@dataclass(frozen=True)
class ImportFault:
    """What to mend in the sheet: the line (1 is the header), the column and why, in words."""

    line: int
    column: str
    text: str


@dataclass(frozen=True)
class ImportReport:
    """What a sheet holds. `new` matters were taken, or would be; `known` came in before; faults: nothing was taken."""

    new: int
    known: int
    open: int
    closed: int
    faults: tuple[ImportFault, ...] = ()


def import_matters(*, text: str, by_id: int | None, at: datetime, is_trial: bool) -> ImportReport:
    """Take the matters of the sheet, or with `is_trial` only say what would come of it. One fault, and none is taken.

    Deadlines are counted from the day on which each came in; nobody is written to and no program is told. A matter
    whose number came in before is left as it is. Of two imports at the same moment the second waits for the first.
    """
    rows, wrong = sheet.read(text, now=city_time(at).replace(tzinfo=None))
    faults = [ImportFault(one.line, one.column, wording.say(one.phrase)) for one in wrong]
    with transaction.atomic():
        if not is_trial:
            _take_turns()
        known = _known(rows)
        made, more = _made([row for row in rows if row.number not in known], by_id, at)
        faults = sorted([*faults, *more], key=lambda one: (one.line, one.column))
        if not faults and not is_trial:
            _store(made, by_id, at)
        else:
            transaction.set_rollback(True)
    closed = sum(row.state == sheet.CLOSED for row, _matter in made)
    return ImportReport(len(made), len(known), len(made) - closed, closed, tuple(faults))


def _take_turns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('matters-import', 0))")


def _known(rows: Sequence[ImportedMatter]) -> set[str]:
    """Return the numbers that came in before."""
    found: set[str] = set()
    for start in range(0, len(rows), BATCH):
        wanted = {request_key(row.number): row.number for row in rows[start : start + BATCH]}
        held = Matter.objects.filter(request_key__in=wanted).values_list("request_key", flat=True)
        found |= {wanted[key] for key in held if key}
    return found


def request_key(number: str) -> str:
    """Return what keeps a matter of another system from coming in twice."""
    return f"import:{number}"


def _made(
    rows: Sequence[ImportedMatter], by_id: int | None, at: datetime
) -> tuple[list[tuple[ImportedMatter, Matter]], list[ImportFault]]:
    """Return the matters, not yet stored, and what is wrong with those that can't be."""
    kinds: dict[str, Category | str] = {}
    units = {unit.code: unit.id for unit in city.units(outside=False)}
    calendar = city.calendar()
    made, faults = [], []
    for row in rows:
        category = kinds.get(row.category_code) or kinds.setdefault(row.category_code, _category(row.category_code))
        if isinstance(category, str):
            faults.append(ImportFault(row.line, "rodzaj", category))
        elif row.unit_code and row.unit_code not in units:
            faults.append(ImportFault(row.line, "komorka", _("Nie ma komórki o takim kodzie.")))
        elif row.reply_channel == "email" and not _is_email(row.reply_address):
            faults.append(ImportFault(row.line, "adres", _("To nie jest adres e-mail.")))
        else:
            matter = _matter(row, category, units.get(row.unit_code), by_id, at)
            try:
                clocks.take_term(matter, category)
                clocks.recount(matter, lead_days=category.unit_lead_days, calendar=calendar)
            except NeverOpen:
                faults.append(ImportFault(row.line, "rodzaj", _("Nie da się policzyć terminu: brak godzin infolinii.")))
            made.append((row, matter))
    return made, faults


def _is_email(text: str) -> bool:
    """Whether letters can be sent there: the sending checks by the same rule, and would refuse each of them."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _category(code: str) -> Category | str:
    try:
        return category_to_register(code)
    except CannotRegister as error:
        return str(error)


def _matter(row: ImportedMatter, category: Category, unit_id: int | None, by_id: int | None, at: datetime) -> Matter:
    draft = MatterDraft(
        category_code=row.category_code,
        description=row.description,
        subject=row.subject,
        place=Place(row.street, row.house, row.district, row.note),
        point=row.point,
        channel=row.channel,
        reply_channel=row.reply_channel,
        reply_address=row.reply_address,
        received_at=_moment(row.received, at),
        entered_from=EnteredFrom.IMPORT,
        request_key=request_key(row.number),
    )
    matter = matter_of(draft, category, by_id, at, UNNUMBERED)
    matter.unit_id = unit_id or category.unit_id
    matter.registered_at = matter.with_unit_since = matter.started_at
    matter.code_hash = codes.code_hash(matter.id, codes.code_of_request(draft.request_key))
    matter.why_here = _("Przeniesiona z innego systemu, gdzie miała numer %(number)s.") % {"number": row.number}
    matter.znak = row.znak
    if row.state != sheet.OPEN:
        matter.status, matter.opened_at = Status.IN_PROGRESS, matter.started_at
    if row.state == sheet.CLOSED and row.closed:
        matter.status, matter.result = Status.CLOSED, row.result
        matter.closing_text, matter.closed_at = row.closing_text, _moment(row.closed, at)
    return matter


def _moment(wall: datetime, at: datetime) -> datetime:
    """Return a moment of the city's wall clock; never one that has not come."""
    return min(wall.replace(tzinfo=CITY_ZONE), at)


def _store(made: Sequence[tuple[ImportedMatter, Matter]], by_id: int | None, at: datetime) -> None:
    """Give each its number, drawn for all at once, and write them with their stories."""
    year = city_day(at).year
    for (row, matter), ordinal in zip(made, _ordinals(len(made)), strict=True):
        matter.number = matter_number(year, ordinal)
        matter.search_key = f"{search_key(matter)} {fold(row.number)} {fold(row.znak)}".strip()
    for start in range(0, len(made), BATCH):
        batch = made[start : start + BATCH]
        Matter.objects.bulk_create([matter for _row, matter in batch])
        StoryEvent.objects.bulk_create([event for row, matter in batch for event in _story(row, matter, by_id)])


def _ordinals(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_number') FROM generate_series(1, %s)", [count])
        return [int(row[0]) for row in cursor.fetchall()]


def _story(row: ImportedMatter, matter: Matter, by_id: int | None) -> list[StoryEvent]:
    origin: dict[str, Any] = {"channel": matter.channel, "from": EnteredFrom.IMPORT, "number": row.number}
    lines: list[tuple[str, datetime, str, Mapping[str, Any]]] = [
        ("registered", matter.started_at, "", origin),
        ("forwarded", matter.started_at, matter.why_here, {}),
    ]
    if matter.closed_at:
        lines.append(("closed", matter.closed_at, matter.closing_text, {"result": matter.result}))
    return [
        StoryEvent(
            matter=matter,
            kind=kind,
            at=moment,
            by_id=by_id,
            unit_id=None if kind == "registered" else matter.unit_id,
            text=text,
            details=dict(details),
            visible_to_resident=True,
        )
        for kind, moment, text, details in lines
    ]
