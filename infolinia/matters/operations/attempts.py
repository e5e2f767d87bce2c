"""How often one address may ask about matters: slows guessing of codes without locking anybody else out."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.matters.models import StatusAttempt

WINDOW = timedelta(minutes=15)
MOST_FOR_NUMBER = 10  # one address, one matter
MOST_FOR_ADDRESS = 60  # one address, all matters: an office or a library shares one
REPORT_WINDOW = timedelta(hours=1)
MOST_REPORTS = 12  # one address: a school or a library shares one
_KEPT = timedelta(days=1)
_COUNT_ONE = """
    INSERT INTO matters_statusattempt (key, "window", count) VALUES (%s, %s, 1)
    ON CONFLICT (key, "window") DO UPDATE SET count = matters_statusattempt.count + 1
    RETURNING count
"""
_COUNT = """
    INSERT INTO matters_statusattempt (key, "window", count)
    VALUES (%s, %s, 1), (%s, %s, 1)
    ON CONFLICT (key, "window") DO UPDATE SET count = matters_statusattempt.count + 1
    RETURNING key, count
"""


class CannotCheckStatus(Cannot):
    """Too many tries from this address; the text says when to come back."""


def count_status_attempt(*, address: str, number: str, at: datetime) -> None:
    """Count one try, right or wrong, in one statement; raises `CannotCheckStatus` beyond the limit."""
    window = datetime.fromtimestamp(at.timestamp() // WINDOW.total_seconds() * WINDOW.total_seconds(), at.tzinfo)
    one, both = _key(address), _key(address, number)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [one, window, both, window])
        counts = dict(cursor.fetchall())
    if counts[one] > MOST_FOR_ADDRESS or counts[both] > MOST_FOR_NUMBER:
        raise CannotCheckStatus(_("Za dużo prób. Spróbuj za 15 minut albo zadzwoń: podamy stan sprawy."))


def count_report(*, address: str, at: datetime) -> None:
    """Count one report that a resident sends from an address; raises `CannotCheckStatus` beyond the limit."""
    window = datetime.fromtimestamp(
        at.timestamp() // REPORT_WINDOW.total_seconds() * REPORT_WINDOW.total_seconds(), at.tzinfo
    )
    key = _key(address, "report")
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE, [key, window])
        count = int(cursor.fetchone()[0])
    if count > MOST_REPORTS:
        raise CannotCheckStatus(_("Z tego łącza przyszło już kilka zgłoszeń. Spróbuj za godzinę albo zadzwoń."))


def forget_attempts(*, at: datetime) -> int:
    """Delete what is older than a day; returns how many rows went."""
    return StatusAttempt.objects.filter(window__lt=at - _KEPT).delete()[0]


def _key(*parts: str) -> str:
    return salted_hmac("infolinia.matters.attempts", "\n".join(parts), algorithm="sha256").hexdigest()
