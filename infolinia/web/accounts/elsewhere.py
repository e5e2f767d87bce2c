"""Whether a person who leaves one browser still works in another."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session

from infolinia.web.middleware import SEEN_AT


def works_elsewhere(*, staff_id: int, at: datetime) -> bool:
    """Return whether another session of this person is open and was used lately."""
    keys = UserSession.objects.filter(user_id=staff_id).values("session_key")
    open_ones = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    lately = at.timestamp() - settings.SESSION_IDLE_SECONDS
    return any(one.get_decoded().get(SEEN_AT, 0) > lately for one in open_ones)
