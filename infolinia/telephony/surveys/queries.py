"""Reads of the question of satisfaction: the office's decision, one answer, and the figures of a span."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q

from infolinia.contacts import queries as contacts
from infolinia.telephony.models import SurveyAnswer, SurveyRules

if TYPE_CHECKING:
    from infolinia.city.models import Staff

SATISFIED_FROM = 4


@dataclass(frozen=True)
class Decision:
    """What the office decided about the question, by whom and when."""

    is_on: bool
    is_hidden_from_adviser: bool
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Ratings:
    """Answers of one span. `by_score` counts 5 down to 1; asked = rated + declined + silent."""

    asked: int
    declined: int
    by_score: tuple[tuple[int, int], ...]

    @property
    def rated(self) -> int:
        """Return how many gave a mark."""
        return sum(count for _score, count in self.by_score)

    @property
    def silent(self) -> int:
        """Return how many hung up or pressed nothing."""
        return self.asked - self.declined - self.rated

    @property
    def satisfied_percent(self) -> int | None:
        """Return the share of marks 4 and 5 among all marks, in whole percent; nothing without a mark."""
        good = sum(count for score, count in self.by_score if score >= SATISFIED_FROM)
        return round(100 * good / self.rated) if self.rated else None

    @property
    def answered_percent(self) -> int | None:
        """Return the share of those asked who gave a mark."""
        return round(100 * self.rated / self.asked) if self.asked else None


def decision() -> Decision | None:
    """Return what is in force, or nothing while nobody ever decided: then nobody is asked."""
    return next(iter(history(limit=1)), None)


def history(*, limit: int = 50) -> list[Decision]:
    """Return the office's decisions, newest first."""
    rows = SurveyRules.objects.select_related("by")[:limit]
    return [Decision(row.is_on, row.is_hidden_from_adviser, str(row.by), row.at) for row in rows]


def ratings(*, since: datetime, until: datetime) -> Ratings:
    """Return the answers of callers asked in the span, in one statement."""
    scores = {f"s{score}": Count("pk", filter=Q(score=score)) for score in range(6)}
    found = SurveyAnswer.objects.filter(asked_at__gte=since, asked_at__lt=until).aggregate(asked=Count("pk"), **scores)
    return Ratings(found["asked"], found["s0"], tuple((score, found[f"s{score}"]) for score in range(5, 0, -1)))


def score_for(staff: "Staff", conversation_id: UUID) -> int | None:
    """Return the mark of a conversation for who may see it: a supervisor, or its adviser unless the office hides it.

    Raises `Http404` for a conversation that is not theirs; 0 means that the caller did not want to rate.
    """
    contacts.conversation_for(staff, conversation_id)
    rules = decision()
    if staff.role == "adviser" and (rules is None or rules.is_hidden_from_adviser):
        return None
    return SurveyAnswer.objects.filter(conversation_id=conversation_id).values_list("score", flat=True).first()
