"""Files are added to a matter: judged by their bytes, pictures drawn anew, kept with the line that tells of them."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Count, Q, Sum

from infolinia.correspondence.rules.sniffing import REFUSED, SHOWN, Verdict, verdict
from infolinia.matters import pictures
from infolinia.matters.models import FileSource, Matter, MatterFile
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.rules import files as limits
from infolinia.matters.rules.changes import CONTRACTOR, Actor
from infolinia.matters.rules.phrases import Phrase
from infolinia.matters.shapes.files import NewFile
from infolinia.matters.wording import say

FIELD = "attachments"
_GUESTS = (FileSource.RESIDENT, FileSource.CONTRACTOR)


class CannotAddFiles(CannotChangeMatter):
    """A file is not taken, or there are too many; nothing was kept. The text says which and what to do."""


@transaction.atomic
def add_files(
    *,
    matter_id: UUID,
    files: Sequence[NewFile],
    by_id: int | None,
    at: datetime,
    visible: bool,
    event_id: int | None = None,
    source: str = "",
) -> tuple[UUID, ...]:
    """Keep the files with the matter and return their ids, in their order; raises `CannotAddFiles`.

    With `event_id` they belong to a line of the story that the caller has just told, in the caller's transaction: the
    matter's version stays. Without, they are a change of their own. `source` is a code of `FileSource`; by itself the
    office for people who work here, the resident for nobody. `visible` lets the matter's resident see them.
    """
    return keep_prepared(
        matter_id=matter_id,
        judged=prepared(files),
        by_id=by_id,
        at=at,
        visible=visible,
        event_id=event_id,
        source=source,
    )


@transaction.atomic
def keep_prepared(
    *,
    matter_id: UUID,
    judged: Sequence[tuple[Verdict, bytes]],
    by_id: int | None,
    at: datetime,
    visible: bool,
    event_id: int | None = None,
    source: str = "",
) -> tuple[UUID, ...]:
    """Keep what `prepared` returned, as `add_files` does: drawing pictures takes seconds in which nothing is locked."""
    if not judged:
        return ()
    given = FileSource(source or (FileSource.OFFICE if by_id else FileSource.RESIDENT))
    if event_id is None:
        actor = Actor(CONTRACTOR) if given == FileSource.CONTRACTOR else None
        matter = begin("add_file", matter_id=matter_id, by_id=by_id, actor=actor)
        names = ", ".join(found.name for found, _content in judged)
        event_id = tell(matter, "file_added", by_id=by_id, at=at, text=names, visible=visible).pk
        finish("add_file", matter)
    _check_room(matter_id, judged, given)
    rows = [
        MatterFile(
            id=uuid4(),
            matter_id=matter_id,
            event_id=event_id,
            position=position,
            name=found.name,
            media_type=found.media_type,
            way=found.way,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            source=given,
            by_id=by_id,
            added_at=at,
            visible_to_resident=visible,
        )
        for position, (found, content) in enumerate(judged)
    ]
    MatterFile.objects.bulk_create(rows)
    return tuple(row.id for row in rows)


@transaction.atomic
def show_file(*, matter_id: UUID, file_id: UUID, visible: bool, by_id: int, at: datetime) -> None:
    """Let the resident see a file of their matter, or no longer; the story tells who decided so."""
    matter = begin("show_file", matter_id=matter_id, by_id=by_id)
    row = MatterFile.objects.defer("content").select_for_update().filter(matter_id=matter_id, pk=file_id).first()
    if row is None or row.visible_to_resident == visible:
        return
    MatterFile.objects.filter(pk=row.pk).update(visible_to_resident=visible)
    tell(matter, "file_shown" if visible else "file_hidden", by_id=by_id, at=at, text=row.name)
    finish("show_file", matter)


def prepared(files: Sequence[NewFile]) -> list[tuple[Verdict, bytes]]:
    """Return what each file is and the bytes to keep; raises `CannotAddFiles` for the first that is not taken.

    Touches no table: a page may ask before it locks anything.
    """
    size = sum(len(one.content) for one in files)
    _refuse(limits.refusal_of_number(count=len(files), size=size))
    return [_prepared(one) for one in files]


def _prepared(one: NewFile) -> tuple[Verdict, bytes]:
    found = verdict(one.name, one.content)
    if found.way == REFUSED:
        _refuse(limits.not_taken(found.name))
    if not pictures.is_picture(found.media_type):
        return found, one.content
    try:
        drawn = pictures.redrawn(one.content, found.media_type)
    except pictures.NotAPicture as error:
        is_common = found.media_type != pictures.HEIC
        why = limits.spoiled(found.name) if is_common else limits.other_picture(found.name)
        raise CannotAddFiles(say(why), FIELD) from error
    if pictures.kept_as(found.media_type) == found.media_type:
        return found, drawn
    name = f"{found.name.rpartition('.')[0] or found.name}.jpg"
    return replace(found, name=name, media_type=pictures.kept_as(found.media_type), way=SHOWN), drawn


def _check_room(matter_id: UUID, judged: Sequence[tuple[Verdict, bytes]], source: FileSource) -> None:
    """Refuse what would fill the matter; the matter's lock keeps two who add at once apart."""
    Matter.objects.select_for_update(of=("self",)).only("id").get(pk=matter_id)
    there = MatterFile.objects.filter(matter_id=matter_id).aggregate(
        all=Count("pk"),
        count=Count("pk", filter=Q(source__in=_GUESTS)),
        size=Sum("size", filter=Q(source__in=_GUESTS)),
    )
    _refuse(
        limits.refusal_of_matter(
            is_guest=source in _GUESTS,
            count=there["count"] + len(judged),
            size=(there["size"] or 0) + sum(len(content) for _found, content in judged),
            all_count=there["all"] + len(judged),
        )
    )


def _refuse(why: Phrase | None) -> None:
    if why:
        raise CannotAddFiles(say(why), FIELD)
