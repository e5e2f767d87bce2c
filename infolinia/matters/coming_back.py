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


def coming_back_refusal(matter: Matter, at: datetime, *, follows: bool) -> str:
    """Return what the page says to whoever can't open the closed matter again from it, or an empty text.

    `follows` is true for those who reported the same: the end was given to its first reporter.
    """
    if not follows:
        return reopening_refusal(matter, changes.Actor(changes.RESIDENT), at)
    told = changes.message_refusal(status=matter.status, follows=True)
    return say(told) if told else ""


def message_refusal(matter: Matter, at: datetime, *, follows: bool) -> str:
    """Return why words put into the matter from its page would reach nobody, or an empty text."""
    told = changes.message_refusal(status=matter.status, follows=follows)
    return (coming_back_refusal(matter, at, follows=follows) or say(told)) if told else ""
