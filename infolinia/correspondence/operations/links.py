"""Short links: an address for a text message that leads to a public page of ours for some time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from infolinia.correspondence.models import ShortLink
from infolinia.correspondence.operations.deliveries import note_delivery
from infolinia.correspondence.rules import links

KEPT_FOR = timedelta(days=30)


def short_link(path: str, *, at: datetime, expires: datetime | None = None, message_id: UUID | None = None) -> str:
    """Return a new absolute address that leads to a path of ours (`/karty/…`) until it expires, by default in 30 days.

    It holds no data of anybody and can't be guessed. The message that carries it finds it by itself when it is queued.
    """
    if not links.is_own_path(path):
        raise ValueError(f"a short link leads to a page of ours, not to {path!r}")
    token = links.new_token()
    ShortLink.objects.create(
        token=token, path=path, created_at=at, expires_at=expires or at + KEPT_FOR, message_id=message_id
    )
    return f"{settings.PUBLIC_URL}{links.PREFIX}{token}"


def follow(token: str, *, at: datetime, is_opened: bool = True) -> str | None:
    """Return where the link leads, or None when there is none or its time is over.

    The first opening is noted with the message: it was read. `is_opened=False` only looks.
    """
    with transaction.atomic():
        link = ShortLink.objects.select_for_update().filter(token=token, expires_at__gt=at).first()
        if link is None:
            return None
        if is_opened and link.first_opened_at is None:
            link.first_opened_at = at
            link.save(update_fields=["first_opened_at"])
            if link.message_id:
                note_delivery(message_id=link.message_id, state="read", at=at, event_key=f"link:{token}")
    return link.path


def forget_links(*, before: datetime) -> int:
    """Forget the links that expired before the moment; returns how many."""
    return ShortLink.objects.filter(expires_at__lt=before).delete()[0]
