"""Reads of answers after closing: figures, and what residents wrote."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from infolinia.outreach.models import SatisfactionAsk

Answer = SatisfactionAsk.Answer


@dataclass(frozen=True)
class Figures:
    """How many were asked in a span, and what they said."""

    asked: int
    solved: int
    partly: int
    not_solved: int
    reopened: int

    @property
    def answered(self) -> int:
        """Return how many answered."""
        return self.solved + self.partly + self.not_solved

    @property
    def solved_percent(self) -> int | None:
        """Return the share of settled matters among the answers, in whole percent; nothing without one."""
        return round(100 * self.solved / self.answered) if self.answered else None

    @property
    def answered_percent(self) -> int | None:
        """Return the share of those asked who answered."""
        return round(100 * self.answered / self.asked) if self.asked else None


@dataclass(frozen=True)
class AnswerLine:
    """One answer with words."""

    matter_id: UUID
    answer: str
    answer_label: str
    comment: str
    answered_at: datetime
    reopened: bool
    refusal: str


def figures(*, since: datetime, until: datetime) -> Figures:
    """Return the answers of those asked in the span, in one statement."""
    said = {code: Count("pk", filter=Q(answer=code)) for code in Answer.values}
    rows = SatisfactionAsk.objects.filter(asked_at__gte=since, asked_at__lt=until)
    return Figures(**rows.aggregate(asked=Count("pk"), reopened=Count("pk", filter=Q(reopened=True)), **said))


def said(*, since: datetime, limit: int = 100) -> list[AnswerLine]:
    """Return the answers since the moment that are no plain yes, newest first."""
    rows = SatisfactionAsk.objects.filter(answered_at__gte=since).exclude(answer=Answer.SOLVED, comment="")
    return [
        AnswerLine(
            row.matter_id,
            row.answer,
            row.get_answer_display(),
            row.comment,
            row.answered_at or row.asked_at,
            row.reopened,
            row.refusal,
        )
        for row in rows.order_by("-answered_at")[:limit]
    ]
