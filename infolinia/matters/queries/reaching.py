"""Matters as those see them who write to many residents: whom, by which way, about what."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from infolinia.matters.models import Matter, Result, Status, StoryEvent
from infolinia.matters.wording import place

SETTLED = (Result.DONE, Result.UNVERIFIED)
"""Ends about which it makes sense to ask whether all is settled; a refusal has its own remedies of law."""


@dataclass(frozen=True)
class ReachLine:
    """One matter with its resident's chosen way. `asked` is what the office waits for, where it waits."""

    matter_id: UUID
    number: str
    subject: str
    place: str
    unit_id: int | None
    unit_name: str
    resident_id: UUID | None
    resident_name: str
    language: str
    channel: str
    to: str
    asked: str = ""
    asked_until: date | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Choice:
    """Which matters: what is empty does not narrow."""

    unit_ids: tuple[int, ...] = ()
    category_code: str = ""
    district: str = ""
    street: str = ""
    waits_for_resident: bool = False
    is_open: bool = True
    registered_since: date | None = None


def chosen(choice: Choice, *, limit: int) -> list[ReachLine]:
    """Return the matters of the choice in the order of registration, in one statement."""
    rows = Matter.objects.filter(~Q(status=Status.CLOSED) if choice.is_open else Q(status=Status.CLOSED))
    if choice.unit_ids:
        rows = rows.filter(unit_id__in=choice.unit_ids)
    if choice.category_code:
        rows = rows.filter(category__code=choice.category_code)
    if choice.district:
        rows = rows.filter(district=choice.district)
    if choice.street:
        rows = rows.filter(street__iexact=choice.street)
    if choice.waits_for_resident:
        rows = rows.filter(status=Status.ASKED_RESIDENT)
    if choice.registered_since:
        rows = rows.filter(registered_at__date__gte=choice.registered_since)
    return _lines(rows.order_by("registered_at", "id")[:limit])


def waiting_for_residents(first: date, last: date) -> list[ReachLine]:
    """Return the matters that wait for their resident until one of these days."""
    rows = Matter.objects.filter(status=Status.ASKED_RESIDENT, remind_on__range=(first, last))
    return _lines(rows.order_by("remind_on", "id"))


def waits_for_resident(matter_id: UUID) -> bool:
    """Whether the matter still waits for what its resident was asked."""
    return Matter.objects.filter(pk=matter_id, status=Status.ASKED_RESIDENT).exists()


def closed_between(since: datetime, until: datetime) -> list[ReachLine]:
    """Return the matters that ended in the span and are settled as far as we know, the earliest first."""
    rows = Matter.objects.filter(status=Status.CLOSED, result__in=SETTLED, closed_at__gt=since, closed_at__lte=until)
    return _lines(rows.order_by("closed_at"))


def closing_of(matter_id: UUID) -> datetime | None:
    """Return when the matter was closed, or nothing while it is open or when it is gone."""
    return Matter.objects.filter(pk=matter_id).values_list("closed_at", flat=True).first()


def is_there(matter_id: UUID) -> bool:
    """Whether the matter is still kept."""
    return Matter.objects.filter(pk=matter_id).exists()


def by_number(numbers: Collection[str]) -> dict[str, ReachLine]:
    """Return the matters with these numbers."""
    return {line.number: line for line in _lines(Matter.objects.filter(number__in=numbers))}


def _lines(rows: QuerySet[Matter]) -> list[ReachLine]:
    asked = StoryEvent.objects.filter(matter=OuterRef("pk"), kind="asked").order_by("-at", "-id").values("text")[:1]
    long_texts = ("description", "search_key", "working", "answers", "pauses", "code_hash")
    full = rows.select_related("unit", "resident").defer(*long_texts).annotate(asked=Subquery(asked))
    return [_line(row) for row in full]


def _line(row: Any) -> ReachLine:
    waits = row.status == Status.ASKED_RESIDENT
    return ReachLine(
        matter_id=row.id,
        number=row.number,
        subject=row.subject,
        place=place(row),
        unit_id=row.unit_id,
        unit_name=row.unit.short_name if row.unit else "",
        resident_id=row.resident_id,
        resident_name=row.resident.name if row.resident else "",
        language=row.resident.language if row.resident else "pl",
        channel=row.reply_channel,
        to=row.reply_address,
        asked=(row.asked or "") if waits else "",
        asked_until=row.remind_on if waits else None,
        closed_at=row.closed_at,
    )
