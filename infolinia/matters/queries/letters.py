"""Which matters a letter may be about: by the numbers that it names, and by who writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from infolinia.contacts import queries as people
from infolinia.core.numbers import clean_matter_number
from infolinia.matters.models import Matter, Status


@dataclass(frozen=True)
class NamedMatter:
    """A matter in a few words, and the addresses and numbers under which its resident is known in it."""

    id: UUID
    number: str
    subject: str
    unit_name: str
    status: str
    status_label: str
    addresses: frozenset[str]

    @property
    def waits_for_resident(self) -> bool:
        """Whether the unit asked the resident something, and the clock stands until they reply."""
        return self.status == Status.ASKED_RESIDENT


def named(numbers: Sequence[str]) -> list[NamedMatter]:
    """Return the matters that have these numbers, in that order; numbers that nobody has are left out."""
    clean = [clean_matter_number(number) for number in numbers]
    found = {row.number: row for row in _rows().filter(number__in=clean)}
    return [_named(found[number]) for number in clean if number in found]


def by_ids(ids: Sequence[UUID]) -> list[NamedMatter]:
    """Return these matters in their order; those that are gone are left out."""
    found = {row.pk: row for row in _rows().filter(pk__in=ids)}
    return [_named(found[ident]) for ident in ids if ident in found]


def open_of_address(*, address: str, resident_id: UUID | None, limit: int = 5) -> list[NamedMatter]:
    """Return the open matters of whoever writes from this address or number, newest first."""
    who = Q(pk__in=[])
    if address:
        who |= Q(reply_address=address)
    if resident_id:
        who |= Q(resident_id=resident_id)
    rows = _rows().filter(who).exclude(status=Status.CLOSED).order_by("-registered_at")[:limit]
    return [_named(row) for row in rows]


def _rows() -> QuerySet[Matter]:
    return Matter.objects.select_related("unit")


def _named(row: Matter) -> NamedMatter:
    own = people.person(row.resident_id) if row.resident_id else None
    points = {point.value for point in own.points} if own else set()
    return NamedMatter(
        id=row.id,
        number=row.number,
        subject=row.subject,
        unit_name=row.unit.name if row.unit else "",
        status=row.status,
        status_label=str(Status(row.status).label),
        addresses=frozenset({row.reply_address, *points} - {""}),
    )
