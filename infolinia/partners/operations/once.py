"""A program that asks twice with the same key gets one thing done and one answer."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from infolinia.core.errors import Cannot
from infolinia.partners.models import SeenRequest


class CannotRepeat(Cannot):
    """The key was used before for another request."""


def once(
    *, partner_id: int, key: str, asked: bytes, at: datetime, do: Callable[[], dict[str, Any]]
) -> tuple[dict[str, Any], bool]:
    """Do it and keep its answer, in one transaction; asked again, return that answer and True, and do nothing.

    Of two at the same moment the second waits for the first. What `do` refuses by an exception leaves no trace, so
    the key may be used again. Raises `CannotRepeat` when the key came before with something else.
    """
    fingerprint = hashlib.sha256(asked).hexdigest()
    with transaction.atomic():
        mine = SeenRequest(partner_id=partner_id, key=key, fingerprint=fingerprint, at=at)
        SeenRequest.objects.bulk_create([mine], ignore_conflicts=True)
        row = SeenRequest.objects.get(partner_id=partner_id, key=key)
        if row.fingerprint != fingerprint:
            raise CannotRepeat("This key was used for another request.")
        if row.answer:
            return dict(row.answer), True
        row.answer = do()
        row.save(update_fields=["answer"])
    return dict(row.answer), False
