"""Entry points of the worker for what is forgotten at night: sessions that ended, and data whose time is over."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from procrastinate.contrib.django import app

from infolinia.core.clock import now
from infolinia.journeys import forget


@app.periodic(cron="29 3 * * *")
@app.task(name="web.forget_sessions", queue="web", queueing_lock="web.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Delete sessions that ended and where they came from, for they may hold codes, and old counts of sign-ins."""
    with transaction.atomic():
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_cache WHERE expires < now()")


@app.periodic(cron="7 2 * * *")
@app.task(name="web.erase_what_is_due", queue="web", queueing_lock="web.erase_what_is_due")
def erase_what_is_due(timestamp: int) -> None:
    """Erase what is kept longer than residents were promised."""
    forget.everything_due(at=now())
