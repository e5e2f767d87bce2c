"""Which cards answered questions, counted: nothing here names a person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, DateField, Q
from django.db.models.functions import TruncDate

from infolinia.contacts.models import Conversation, Outcome, Question
from infolinia.core.clock import CITY_ZONE

HELPED = (Outcome.ANSWERED, Outcome.FORM_SENT, Outcome.VISIT_BOOKED, Outcome.REGISTERED)
"""Outcomes with which a card did its work; passing on and calling back mean that it did not answer."""


@dataclass(frozen=True)
class CardUse:
    """On one city day a card was used for so many questions, and helped with so many of them."""

    day: date
    card_code: str
    asked: int
    helped: int


@dataclass(frozen=True)
class Ending:
    """How a question ended, and by which card; both empty while it is open."""

    question_id: int
    card_code: str
    outcome: str

    @property
    def helped(self) -> bool:
        """Say whether the card did its work."""
        return self.outcome in HELPED


def card_uses(*, since: datetime, until: datetime, card_code: str | None = None) -> list[CardUse]:
    """Return the uses of cards (or of one) in conversations that arrived in the span, day by day.

    A question without a card has an empty code.

    One statement over the index of arrivals: a day of 300 conversations takes milliseconds, a year a second.
    """
    rows = Question.objects.filter(conversation__arrived_at__gte=since, conversation__arrived_at__lt=until)
    if card_code is not None:
        rows = rows.filter(card_code=card_code)
    by_day = rows.annotate(
        day=TruncDate("conversation__arrived_at", output_field=DateField(), tzinfo=CITY_ZONE)
    ).values("day", "card_code")
    counted = by_day.annotate(asked=Count("id"), helped=Count("id", filter=Q(outcome__in=HELPED))).order_by()
    return [CardUse(row["day"], row["card_code"], row["asked"], row["helped"]) for row in counted]


def first_arrival() -> datetime | None:
    """Return when the first conversation arrived, if there was one."""
    return Conversation.objects.order_by("arrived_at").values_list("arrived_at", flat=True).first()


def endings(question_ids: Collection[int]) -> list[Ending]:
    """Return how these questions ended; those that still wait for an outcome are left out."""
    rows = Question.objects.filter(pk__in=question_ids).exclude(outcome="")
    return [Ending(*row) for row in rows.values_list("id", "card_code", "outcome")]
