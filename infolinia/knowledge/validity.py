"""Which cards are in force on a day: not withdrawn, already valid and still valid."""

from datetime import date

from django.db.models import Q

from infolinia.knowledge.models import Card


def in_force(day: date, prefix: str = "card__") -> Q:
    """Return the condition that a card holds on the day; `prefix` leads from the asked table to the card."""
    return (
        Q(**{f"{prefix}status": Card.Status.ACTIVE})
        & (Q(**{f"{prefix}valid_from": None}) | Q(**{f"{prefix}valid_from__lte": day}))
        & (Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": day}))
    )


def standing(card: Card, day: date) -> str:
    """Return how the card itself stands on the day: `current`, `not_yet`, `ended` or `retired`."""
    if card.valid_from and day < card.valid_from:
        return "not_yet"
    if card.status == Card.Status.RETIRED and (card.valid_to is None or card.valid_to <= day):
        return "retired"
    return "ended" if card.valid_to and card.valid_to < day else "current"
