"""Two records that are one person become one; for thirty days that can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import Acting, ContactPoint, Decision, Merge, Resident
from infolinia.contacts.operations.erasing import forget_residents
from infolinia.core.errors import Cannot
from infolinia.core.text import one_line

UNDO = timedelta(days=30)
_POINT = ("kind", "value", "label", "is_main", "valid_from", "valid_until", "unusable_since", "unusable_why")
_WISHES = ("name", "preferred_channel", "needs", "need", "is_child", "adult_on")


class CannotMerge(Cannot):
    """The two can't be made one, or can't be parted any more; nothing changed."""


def begin_merge(*, kept_id: UUID, gone_id: UUID, reason: str, by_id: int, at: datetime) -> UUID:
    """Let one record take over names, needs, numbers, addresses and agents of the other; returns the merge's id.

    What the kept record says stays; it takes what it lacks. Decisions stay with the record they were given for and
    hold for both. Must run in the transaction in which the other rooms move their rows.
    """
    why = one_line(reason, 200)
    if len(why) < 5:
        raise CannotMerge(_("Napisz, skąd wiadomo, że to ta sama osoba."))
    kept, gone = _both(kept_id, gone_id)
    before = {name: _json(getattr(kept, name)) for name in _WISHES}
    _take_wishes(kept, gone)
    moved: dict[str, Any] = {"points": _take_points(kept, gone), "acting": _take_acting(kept, gone)}
    gone.merged_into = kept
    gone.save(update_fields=["merged_into"])
    after = {name: _json(getattr(kept, name)) for name in _WISHES}
    row = Merge.objects.create(
        kept_id=kept_id,
        gone_id=gone_id,
        reason=why,
        moved=moved,
        before={"was": before, "became": after},
        by_id=by_id,
        at=at,
    )
    return row.id


def note_moved(*, merge_id: UUID, moved: Mapping[str, Sequence[str]]) -> None:
    """Write which rows of the other rooms moved."""
    row = Merge.objects.select_for_update().get(id=merge_id)
    row.moved = {**row.moved, "rows": {name: list(keys) for name, keys in moved.items()}}
    row.save(update_fields=["moved"])


def undo_merge(*, merge_id: UUID, by_id: int, at: datetime) -> tuple[UUID, UUID, Mapping[str, Sequence[str]]]:
    """Part the two again; returns kept, gone and the other rooms' rows. What was written since stays with the kept.

    Refused after thirty days, and when one of them was erased or merged on.
    """
    row = Merge.objects.select_for_update().filter(id=merge_id).first()
    if row is None or row.undone_at:
        raise CannotMerge(_("To scalenie już cofnięto."))
    people = {one.id: one for one in Resident.objects.select_for_update().filter(id__in=(row.kept_id, row.gone_id))}
    kept, gone = people.get(row.kept_id), people.get(row.gone_id)
    if row.settled_at or kept is None or gone is None:
        raise CannotMerge(_("Na cofnięcie jest 30 dni. Tego scalenia nie da się już cofnąć."))
    if kept.merged_into_id:
        raise CannotMerge(_("Tę osobę scalono dalej. Najpierw cofnij późniejsze scalenie."))
    _give_back_wishes(kept, row.before)
    _give_back_points(kept, gone, row.moved["points"])
    _give_back_acting(kept, gone, row.moved["acting"])
    gone.merged_into = None
    gone.save(update_fields=["merged_into"])
    row.undone_at, row.undone_by_id = at, by_id
    row.save(update_fields=["undone_at", "undone_by_id"])
    return row.kept_id, row.gone_id, row.moved.get("rows", {})


def settle_merges(*, at: datetime) -> int:
    """End merges older than thirty days: decisions are copied over, the leftover records go. Returns how many."""
    rows = list(Merge.objects.filter(at__lt=at - UNDO, undone_at=None, settled_at=None).order_by("at")[:200])
    for row in rows:
        with transaction.atomic():
            decisions = Decision.objects.filter(resident_id=row.gone_id).order_by("at", "id")
            if Resident.objects.filter(id=row.kept_id).exists():
                for said in decisions:
                    said.pk, said.resident_id = None, row.kept_id
                    said.save(force_insert=True)
            forget_residents([row.gone_id], before=at, at=at)
            Merge.objects.filter(pk=row.pk).update(settled_at=at, moved={}, before={})
    return len(rows)


def _both(kept_id: UUID, gone_id: UUID) -> tuple[Resident, Resident]:
    if kept_id == gone_id:
        raise CannotMerge(_("To ta sama kartoteka."))
    people = {
        one.id: one for one in Resident.objects.select_for_update().filter(id__in=(kept_id, gone_id)).order_by("id")
    }
    if len(people) < 2 or any(one.merged_into_id for one in people.values()):
        raise CannotMerge(_("Jednej z tych osób nie ma już w kartotece."))
    if people[kept_id].is_child != people[gone_id].is_child:
        raise CannotMerge(_("Jedna z tych osób to dziecko, druga nie. Sprawdź, czy to nie rodzic i dziecko."))
    if Acting.objects.filter(who_id__in=people, whom_id__in=people).exists():
        raise CannotMerge(_("Jedna z tych osób działa w imieniu drugiej, więc to nie jest ta sama osoba."))
    return people[kept_id], people[gone_id]


def _take_wishes(kept: Resident, gone: Resident) -> None:
    kept.name = kept.name or gone.name
    kept.preferred_channel = kept.preferred_channel or gone.preferred_channel
    kept.needs = [*kept.needs, *(need for need in gone.needs if need not in kept.needs)]
    kept.need = kept.need or gone.need
    kept.adult_on = kept.adult_on or gone.adult_on
    kept.save()


def _take_points(kept: Resident, gone: Resident) -> dict[str, Any]:
    """Move points; one that both have stays the kept one's, and the other is remembered."""
    own = {(point.kind, point.value) for point in kept.points.all()}
    mains = {point.kind for point in kept.points.all() if point.is_main}
    moved: list[int] = []
    doubles, demoted = [], []
    for point in gone.points.all():
        if (point.kind, point.value) in own:
            doubles.append({name: _json(getattr(point, name)) for name in _POINT})
            point.delete()
            continue
        if point.is_main and point.kind in mains:
            point.is_main = False
            demoted.append(point.pk)
        point.resident = kept
        point.save()
        moved.append(point.pk)
    return {"moved": moved, "doubles": doubles, "demoted": demoted}


def _give_back_points(kept: Resident, gone: Resident, taken: Mapping[str, Any]) -> None:
    for point in ContactPoint.objects.filter(pk__in=taken["moved"], resident=kept):
        point.resident = gone
        point.is_main = point.is_main or point.pk in taken["demoted"]
        point.save()
    for facts in taken["doubles"]:
        ContactPoint.objects.create(resident=gone, **facts)


def _take_acting(kept: Resident, gone: Resident) -> dict[str, Any]:
    moved: dict[str, Any] = {"who": [], "whom": [], "doubles": []}
    for side, other in (("who", "whom"), ("whom", "who")):
        own = {(getattr(row, f"{other}_id"), row.right) for row in Acting.objects.filter(**{side: kept})}
        for row in Acting.objects.filter(**{side: gone}):
            if (getattr(row, f"{other}_id"), row.right) in own:
                continue  # the leftover record keeps it until the merge is settled
            setattr(row, side, kept)
            row.save()
            moved[side].append(row.pk)
    return moved


def _give_back_acting(kept: Resident, gone: Resident, taken: Mapping[str, Any]) -> None:
    for side in ("who", "whom"):
        for row in Acting.objects.filter(pk__in=taken[side], **{side: kept}):
            setattr(row, side, gone)
            row.save()


def _give_back_wishes(kept: Resident, before: Mapping[str, Any]) -> None:
    """Put back what the merge itself changed and nobody changed since."""
    fields = {name: Resident._meta.get_field(name) for name in _WISHES}
    for name, became in before["became"].items():
        if became != before["was"][name] and _json(getattr(kept, name)) == became:
            setattr(kept, name, fields[name].to_python(before["was"][name]))  # type: ignore[union-attr]
    kept.save()


def _json(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
