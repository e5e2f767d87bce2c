"""Links for people without an account are made and taken back. Only a trace of a token is kept."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from infolinia.city.rules.calendar import end_of_day
from infolinia.correspondence.rules.links import ALPHABET
from infolinia.matters.models import GuestLink, Matter

TOKEN_LENGTH = 20  # 55^20: 115 bits, and as long as the place for a secret in a message
# A late answer is still an answer, while the matter waits for it.
KEPT_AFTER = timedelta(days=30)


def new_token() -> str:
    """Return a token that nobody can guess."""
    return "".join(secrets.choice(ALPHABET) for _place in range(TOKEN_LENGTH))


def trace_of(token: str) -> str:
    """Return what is kept of a token: it is long and random, so its plain hash gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


def for_question(matter: Matter, *, event_id: int | None, to: str, at: datetime) -> str:
    """Make the link by which the resident answers the question of this line of the story; returns its token.

    A link to an earlier question ends: its answer would be taken for one to this.
    """
    asked = GuestLink.objects.filter(matter=matter, purpose=GuestLink.Purpose.QUESTION)
    asked.filter(revoked_at=None, ended_at=None).update(revoked_at=at)
    until = end_of_day(matter.remind_on) if matter.remind_on else at
    token = new_token()
    GuestLink.objects.create(
        matter=matter,
        purpose=GuestLink.Purpose.QUESTION,
        token_hash=trace_of(token),
        event_id=event_id,
        to=to,
        created_at=at,
        expires_at=until + KEPT_AFTER,
    )
    return token


def for_order(
    matter: Matter,
    *,
    event_id: int | None,
    to: str,
    brief: str,
    days: int,
    by_id: int,
    at: datetime,
    shows_resident: bool,
    file_ids: Sequence[UUID],
) -> str:
    """Make the link by which the contractor works on the matter, instead of any earlier one; returns its token."""
    GuestLink.objects.filter(matter=matter, purpose=GuestLink.Purpose.ORDER, revoked_at=None, ended_at=None).update(
        revoked_at=at
    )
    token = new_token()
    GuestLink.objects.create(
        matter=matter,
        purpose=GuestLink.Purpose.ORDER,
        token_hash=trace_of(token),
        event_id=event_id,
        to=to,
        name=matter.contractor,
        brief=brief,
        shows_resident=shows_resident,
        file_ids=[str(one) for one in file_ids],
        created_at=at,
        created_by_id=by_id,
        expires_at=at + timedelta(days=days),
    )
    return token
