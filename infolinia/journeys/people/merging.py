"""Two records of one person become one in every room, after a look at what that would do; and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts import operations as contacts
from infolinia.contacts.operations import merging
from infolinia.core import personal
from infolinia.core.personal import RESIDENT
from infolinia.journeys.people.catalogue import LINKS, TABLES

MOVING = (*TABLES, *LINKS)


@dataclass(frozen=True)
class MergePreview:
    """How many rows of each table would move to the record that stays."""

    moves: Mapping[str, int]


def preview(*, gone_id: UUID) -> MergePreview:
    """Return what would move from the record that goes."""
    scopes = {RESIDENT: frozenset({gone_id})}
    counts = personal.counted([table for table in MOVING if RESIDENT in table.hangs.values()], scopes)
    counts.pop("contacts.Resident", None)
    counts.pop("contacts.Reading", None)
    return MergePreview(counts)


def merge(*, kept_id: UUID, gone_id: UUID, reason: str, by_id: int, at: datetime) -> UUID:
    """Make the two records one; returns the merge's id, by which it is taken back."""
    with transaction.atomic():
        merge_id = merging.begin_merge(kept_id=kept_id, gone_id=gone_id, reason=reason, by_id=by_id, at=at)
        moved = personal.move(MOVING, from_id=gone_id, to_id=kept_id)
        merging.note_moved(merge_id=merge_id, moved=moved)
        for ident in (kept_id, gone_id):
            contacts.log_reading(
                staff_id=by_id, at=at, why="stated", what="scalenie kartotek", resident_id=ident, reason=reason
            )
    return merge_id


def undo(*, merge_id: UUID, by_id: int, at: datetime) -> UUID:
    """Part the two again; returns the record that came back."""
    with transaction.atomic():
        kept_id, gone_id, moved = merging.undo_merge(merge_id=merge_id, by_id=by_id, at=at)
        personal.move_back(MOVING, moved, from_id=kept_id, to_id=gone_id)
    return gone_id
