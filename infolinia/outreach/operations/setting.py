"""The office says how it contacts people."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from infolinia.core.errors import Cannot
from infolinia.outreach.models import OutreachSettings


class CannotSave(Cannot):
    """The settings stay as they are; `fields` says what is wrong with which."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(text for texts in fields.values() for text in texts))
        self.fields = fields


def save_settings(values: Mapping[str, object], *, by_id: int, at: datetime) -> None:
    """Keep the office's decisions, which hold at once. Raises `CannotSave`."""
    with transaction.atomic():
        row = OutreachSettings.objects.select_for_update().first() or OutreachSettings()
        for name, value in values.items():
            setattr(row, name, value)
        try:
            row.full_clean()
        except ValidationError as error:
            raise CannotSave(error.message_dict) from error
        row.save()
