"""Calendar feeds of units: secret addresses that are made, read and taken back."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.core.text import one_line
from infolinia.matters.models import UnitFeed

MOST_FEEDS = 20  # of one unit at a time
_NOTED_EVERY = timedelta(hours=1)


class CannotMakeFeed(Cannot):
    """The unit has as many feeds as it may, or nobody could tell this one from others."""


@transaction.atomic
def make_feed(*, unit_id: int, label: str, by_id: int, at: datetime) -> str:
    """Make an address of the unit's calendar; returns its secret, which is shown only now and never kept."""
    name = one_line(label, 80)
    if not name:
        raise CannotMakeFeed(_("Wpisz, gdzie będzie ten kalendarz, na przykład „telefon Piotra”."))
    if UnitFeed.objects.filter(unit_id=unit_id, revoked_at=None).count() >= MOST_FEEDS:
        raise CannotMakeFeed(_("Ta komórka ma już 20 kalendarzy. Wyłącz te, których nikt nie czyta."))
    secret = secrets.token_urlsafe(32)
    UnitFeed.objects.create(unit_id=unit_id, trace=feed_trace(secret), label=name, made_at=at, made_by_id=by_id)
    return secret


@transaction.atomic
def revoke_feed(*, unit_id: int, feed_id: int, at: datetime) -> None:
    """Take an address of the unit back; whoever has it gets nothing any more."""
    UnitFeed.objects.filter(pk=feed_id, unit_id=unit_id, revoked_at=None).update(revoked_at=at)


def feed_was_read(*, feed_id: int, at: datetime) -> None:
    """Note that somebody's calendar reads the feed, to the hour."""
    unread = Q(last_read_at=None) | Q(last_read_at__lt=at - _NOTED_EVERY)
    UnitFeed.objects.filter(unread, pk=feed_id).update(last_read_at=at)


def feed_trace(secret: str) -> str:
    """Return what is kept of a secret: it is long and random, so a plain hash gives nothing away."""
    return hashlib.sha256(secret.encode()).hexdigest()
