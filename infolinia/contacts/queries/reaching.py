"""Many residents at once, for those who write to many: who is behind a number, what they wish, who said no."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from infolinia.contacts.models import ContactPoint, Resident

T = TypeVar("T")
_BATCH = 5000


@dataclass(frozen=True)
class Wish:
    """What one resident chose."""

    name: str
    channel: str
    language: str


def residents_by_points(values: Collection[str]) -> dict[str, tuple[UUID, ...]]:
    """Return who is known under each of these numbers and addresses; several people may share one."""
    found: dict[str, list[UUID]] = {}
    for part in _parts(sorted(values)):
        rows = ContactPoint.objects.filter(value__in=part).values_list("value", "resident_id").order_by("resident_id")
        for value, ident in rows:
            found.setdefault(value, []).append(ident)
    return {value: tuple(dict.fromkeys(ids)) for value, ids in found.items()}


def wishes(resident_ids: Collection[UUID]) -> dict[UUID, Wish]:
    """Return the name, the chosen way and the language of each of these residents."""
    found: dict[UUID, Wish] = {}
    for part in _parts(sorted(resident_ids)):
        rows = Resident.objects.filter(id__in=part).values_list("id", "name", "preferred_channel", "language")
        found |= {ident: Wish(name, channel, language) for ident, name, channel, language in rows}
    return found


def _parts(values: list[T]) -> list[list[T]]:
    return [values[start : start + _BATCH] for start in range(0, len(values), _BATCH)]
