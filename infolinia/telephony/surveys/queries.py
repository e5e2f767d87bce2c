"""Reads of the question of satisfaction: the office's decision, one answer, and the figures of a span."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from infolinia.contacts import queries as contacts
from infolinia.contacts.queries import ConversationLine
from infolinia.core.paging import BEGINNING, Beside, Lines, stretch
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


@dataclass(frozen=True)
class RatedCall:
    """One conversation that its caller rated from 1 to 5; `is_kept` until it was erased, then it has no words."""

    conversation_id: UUID
    score: int
    at: datetime
    is_kept: bool = False
    adviser_name: str = ""
    subject: str = ""

    @property
    def is_low(self) -> bool:
        """Whether somebody should look what went wrong."""
        return self.score < SATISFIED_FROM - 1


def decision() -> Decision | None:
    """Return what is in force, or nothing while nobody ever decided: then nobody is asked."""
    return next(iter(history(limit=1)), None)


def history(*, limit: int = 50) -> list[Decision]:
    """Return the office's decisions, newest first."""
    rows = SurveyRules.objects.select_related("by")[:limit]
    return [Decision(row.is_on, row.is_hidden_from_adviser, str(row.by), row.at) for row in rows]


def ratings(*, since: datetime, until: datetime, adviser_id: int | None = None) -> Ratings:
    """Return the answers of callers asked in the span, of one adviser's talks or of all, in one statement."""
    scores = {f"s{score}": Count("pk", filter=Q(score=score)) for score in range(6)}
    rows = _of(adviser_id).filter(asked_at__gte=since, asked_at__lt=until)
    found = rows.aggregate(asked=Count("pk"), **scores)
    return Ratings(found["asked"], found["s0"], tuple((score, found[f"s{score}"]) for score in range(5, 0, -1)))


def rated(
    *,
    since: datetime,
    until: datetime,
    score: int | None = None,
    adviser_id: int | None = None,
    beside: Beside = BEGINNING,
    size: int = 50,
) -> Lines[RatedCall]:
    """Return a page of the conversations that were rated in the span, newest first, in three statements."""
    rows = _of(adviser_id).filter(asked_at__gte=since, asked_at__lt=until, score__gte=1)
    if score:
        rows = rows.filter(score=score)
    page = stretch(rows, by=("-asked_at", "-conversation_id"), beside=beside, size=size)
    talks = contacts.lines_of([row.conversation_id for row in page.rows])
    return Lines(tuple(_rated(row, talks.get(row.conversation_id)) for row in page.rows), page.before, page.behind)


def advisers_may_see() -> bool:
    """Return whether the office lets advisers see the marks of their own talks."""
    rules = decision()
    return rules is not None and not rules.is_hidden_from_adviser


def score_for(staff: "Staff", conversation_id: UUID) -> int | None:
    """Return the mark of a conversation for who may see it: a supervisor, or its adviser unless the office hides it.

    Raises `Http404` for a conversation that is not theirs; 0 means that the caller did not want to rate.
    """
    contacts.conversation_for(staff, conversation_id)
    if staff.role == "adviser" and not advisers_may_see():
        return None
    return SurveyAnswer.objects.filter(conversation_id=conversation_id).values_list("score", flat=True).first()


def _of(adviser_id: int | None) -> QuerySet[SurveyAnswer]:
    if adviser_id is None:
        return SurveyAnswer.objects.all()
    return SurveyAnswer.objects.filter(conversation_id__in=contacts.ids_of_adviser(adviser_id))


def _rated(row: SurveyAnswer, talk: ConversationLine | None) -> RatedCall:
    rated = RatedCall(row.conversation_id, row.score or 0, row.asked_at)
    return replace(rated, is_kept=True, adviser_name=talk.adviser_name, subject=talk.subject) if talk else rated
