"""Matters that no one of their unit has opened for longer than the office allows: a state of its own."""

from datetime import datetime

from django.utils.translation import gettext as _

from infolinia.matters.models import Matter
from infolinia.matters.shapes import StatusWords
from infolinia.matters.warned import UNTOUCHED


def is_silent(matter: Matter, at: datetime) -> bool:
    """Whether the unit has left the matter unopened for longer than it may; the job of warnings notes since when."""
    untouched = matter.status in UNTOUCHED and matter.opened_at is None
    return untouched and matter.silent_since is not None and matter.silent_since <= at


def silent_words() -> StatusWords:
    """Return the state of a matter that nobody of its unit has opened."""
    return StatusWords("silent", _("komórka nie otworzyła"), "eye-slash")
