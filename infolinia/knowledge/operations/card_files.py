"""Uploaded files of cards, kept from the upload until a person has seen what they would do."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.text import one_line
from infolinia.knowledge.models import CardFile
from infolinia.knowledge.operations.importing import CannotImport, refuse_too_large
from infolinia.knowledge.queries.card_files import KEPT


@transaction.atomic
def keep_file(*, name: str, data: bytes, by_id: int, at: datetime) -> UUID:
    """Keep an uploaded file for a day; the person's earlier one and everybody's old ones go.

    Raises `CannotImport` for an empty or too large file.
    """
    refuse_too_large(len(data))
    if not data.strip():
        raise CannotImport(_("Plik jest pusty."))
    CardFile.objects.filter(uploaded_by=by_id).delete()
    CardFile.objects.filter(uploaded_at__lt=at - KEPT).delete()
    kept = CardFile.objects.create(
        name=one_line(name, 120) or "plik.json", data=data, uploaded_by_id=by_id, uploaded_at=at
    )
    return kept.id


def drop_file(*, file_id: UUID, by_id: int) -> None:
    """Throw the person's own file away; nothing happens when it is gone."""
    CardFile.objects.filter(id=file_id, uploaded_by=by_id).delete()
