"""Text that an editor typed and has not saved: kept for them alone until they save it or throw it away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from infolinia.knowledge.models import WorkingCopy


@transaction.atomic
def open_copy(*, edition_id: int, staff_id: int, version: int, base: Mapping[str, Any], at: datetime) -> None:
    """Remember that this person has the draft open, and the text they begin with.

    Text they typed earlier and did not save keeps the beginning it had.
    """
    fresh = {"base_version": version, "base": dict(base), "seen_at": at}
    copy, made = WorkingCopy.objects.select_for_update().get_or_create(
        edition_id=edition_id, staff_id=staff_id, defaults=fresh
    )
    if made:
        return
    if copy.typed is None:
        copy.base_version, copy.base = version, dict(base)
    copy.seen_at = at
    copy.save()


@transaction.atomic
def keep_typed(
    *,
    edition_id: int,
    staff_id: int,
    base_version: int,
    base: Mapping[str, Any] | None,
    typed: Mapping[str, Any],
    at: datetime,
) -> None:
    """Keep what was typed, and from which version of the draft on; `base` is that version's text where it is known.

    An unknown base stays what was remembered for the same version, otherwise it is empty.
    """
    copy, _made = WorkingCopy.objects.select_for_update().get_or_create(
        edition_id=edition_id, staff_id=staff_id, defaults={"base_version": base_version, "seen_at": at}
    )
    if base is not None:
        copy.base = dict(base)
    elif copy.base_version != base_version:
        copy.base = {}
    copy.base_version, copy.typed, copy.typed_at, copy.seen_at = base_version, dict(typed), at, at
    copy.save()


def leave_copy(*, edition_id: int, staff_id: int) -> None:
    """Forget what this person typed: it is saved, or they do not want it."""
    WorkingCopy.objects.filter(edition_id=edition_id, staff_id=staff_id).delete()
