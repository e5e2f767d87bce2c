"""Text that an editor typed and has not saved: kept for them alone until they save it or throw it away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from infolinia.knowledge.models import WorkingCopy


@transaction.atomic
def open_copy(*, edition_id: int, staff_id: int, version: int, at: datetime) -> None:
    """Remember that this person has the draft open, and with which version they begin.

    Text they typed earlier and did not save keeps the beginning it had.
    """
    copy, made = _locked(edition_id, staff_id, version, at)
    if not made and copy.typed is None:
        copy.base_version = version
    copy.seen_at = at
    copy.save()


@transaction.atomic
def keep_typed(*, edition_id: int, staff_id: int, base_version: int, typed: Mapping[str, Any], at: datetime) -> None:
    """Keep what was typed, and from which version of the draft on."""
    copy, _made = _locked(edition_id, staff_id, base_version, at)
    copy.base_version, copy.typed, copy.typed_at, copy.seen_at = base_version, dict(typed), at, at
    copy.save()


def leave_copy(*, edition_id: int, staff_id: int) -> None:
    """Forget what this person typed: it is saved, or they do not want it."""
    WorkingCopy.objects.filter(edition_id=edition_id, staff_id=staff_id).delete()


def _locked(edition_id: int, staff_id: int, version: int, at: datetime) -> tuple[WorkingCopy, bool]:
    fresh = {"base_version": version, "seen_at": at}
    rows = WorkingCopy.objects.select_for_update()
    return rows.get_or_create(edition_id=edition_id, staff_id=staff_id, defaults=fresh)
