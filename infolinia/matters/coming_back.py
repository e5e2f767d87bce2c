"""Whether a settled matter may come back: asked by the pages that offer it and by the operation that does it."""

from datetime import datetime

from infolinia.core.clock import city_day
from infolinia.matters.models import Matter
from infolinia.matters.rules import changes
from infolinia.matters.wording import say


def reopening_refusal(matter: Matter, actor: changes.Actor, at: datetime) -> str:
    """Return why this actor may not open the closed matter again, or an empty text."""
    closed_at = matter.closed_at or at
    days = (city_day(at) - city_day(closed_at)).days
    why = changes.reopening_refusal(actor=actor, days_closed=days, times=matter.reopened)
    return say(why) if why else ""
