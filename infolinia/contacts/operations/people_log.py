"""The log of erasures on request: identifiers and counts, never a name."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from infolinia.contacts.models import ErasedPerson, Merge
from infolinia.core.text import one_line


def note_erased_person(
    *,
    resident_id: UUID,
    ground: str,
    reason: str,
    counts: Mapping[str, int],
    stays: Mapping[str, int],
    by_id: int | None,
    at: datetime,
) -> None:
    """Write that a person's data were erased, on what ground, how much went, and what stays by law."""
    ErasedPerson.objects.create(
        resident_id=resident_id,
        ground=ground,
        reason=one_line(reason, 200),
        counts=dict(counts),
        stays=dict(stays),
        by_id=by_id,
        at=at,
    )


def empty_merges(resident_ids: frozenset[UUID]) -> None:
    """Empty what merges of these records remember: their identifiers stay, nothing of the people does."""
    for name in ("kept_id", "gone_id"):
        Merge.objects.filter(**{f"{name}__in": resident_ids}).update(moved={}, before={}, reason="")
