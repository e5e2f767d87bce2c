"""The file of cards that a person uploaded and has not decided about."""

from datetime import datetime, timedelta
from uuid import UUID

from infolinia.knowledge.models import CardFile
from infolinia.knowledge.shapes_importing import WaitingFile

KEPT = timedelta(days=1)


def waiting_file(*, file_id: UUID, by_id: int, at: datetime) -> tuple[WaitingFile, bytes] | None:
    """Return the person's own waiting file and its content; None when it is gone, too old or somebody else's."""
    kept = CardFile.objects.filter(id=file_id, uploaded_by=by_id, uploaded_at__gte=at - KEPT).first()
    if kept is None:
        return None
    data = bytes(kept.data)
    return WaitingFile(kept.id, kept.name, len(data), kept.uploaded_at), data
