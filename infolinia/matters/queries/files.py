"""Reads of a matter's files. Contents are read one at a time, only when somebody opens one."""

from uuid import UUID

from infolinia.matters.models import FileSource, MatterFile
from infolinia.matters.shapes.files import GivenFile, MatterFileLine


def files_of(matter_id: UUID, *, for_resident: bool, own: bool = True) -> list[MatterFileLine]:
    """Return the matter's files in their order: all for the office, for a resident what they gave and may see.

    `own` is false for somebody who only follows the matter: what its resident gave is not for them.
    """
    rows = MatterFile.objects.filter(matter_id=matter_id).defer("content").select_related("by")
    if for_resident:
        rows = rows.filter(visible_to_resident=True)
    if not own:
        rows = rows.exclude(source=FileSource.RESIDENT)
    return [_line(row) for row in rows.order_by("added_at", "event_id", "position")]


def file_of(matter_id: UUID, file_id: UUID) -> GivenFile | None:
    """Return one file of the matter with its content, or None; whether the reader may see it the caller decides."""
    row = MatterFile.objects.select_related("by").filter(matter_id=matter_id, pk=file_id).first()
    return GivenFile(_line(row), bytes(row.content)) if row else None


def has_file(matter_id: UUID, file_id: UUID) -> bool:
    """Whether the matter has this file; nothing of its content is read."""
    return MatterFile.objects.filter(matter_id=matter_id, pk=file_id).exists()


def _line(row: MatterFile) -> MatterFileLine:
    return MatterFileLine(
        id=row.id,
        name=row.name,
        media_type=row.media_type,
        way=row.way,
        size=row.size,
        source=row.source,
        source_text=str(FileSource(row.source).label),
        by_name=str(row.by) if row.by else "",
        added_at=row.added_at,
        event_id=row.event_id,
        visible_to_resident=row.visible_to_resident,
    )
