"""A program that asks twice with the same key gets one thing done and one answer."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection

from infolinia.core.errors import Cannot
from infolinia.core.together import together
from infolinia.partners.models import SeenRequest

_TAKE = """
INSERT INTO partners_seenrequest (partner_id, key, fingerprint, answer, at) VALUES (%s, %s, %s, '{}', %s)
ON CONFLICT DO NOTHING
"""


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
    with together():
        if not _is_first(partner_id, key, fingerprint, at):
            row = SeenRequest.objects.get(partner_id=partner_id, key=key)
            if row.fingerprint != fingerprint:
                raise CannotRepeat("This key was used for another request.")
            return dict(row.answer), True
        answer = do()
        SeenRequest.objects.filter(partner_id=partner_id, key=key).update(answer=answer)
    return answer, False


def _is_first(partner_id: int, key: str, fingerprint: str, at: datetime) -> bool:
    """Take the key for this request unless it is taken; whoever took it at the same moment is waited for."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [partner_id, key, fingerprint, at])
        return bool(cursor.rowcount == 1)
