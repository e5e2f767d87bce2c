"""The middle of the desk: the conversation with its questions, one of them open for writing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from infolinia.contacts.queries import ConversationView, QuestionView
from infolinia.correspondence.queries import last_letter
from infolinia.web.desk.presenters.desk import open_question
from infolinia.web.desk.presenters.keys import short_key

# The order of the chips; the short text is what stands on the chip, the long one is its full name.
OUTCOMES = (
    ("answered", gettext_lazy("Odpowiedziano"), gettext_lazy("Odpowiedziano")),
    ("passed_on", gettext_lazy("Przekazano"), gettext_lazy("Przekazano")),
    ("call_back", gettext_lazy("Oddzwonimy"), gettext_lazy("Oddzwonimy")),
    ("form_sent", gettext_lazy("Wysłano formularz"), gettext_lazy("Wysłano formularz")),
    ("visit_booked", gettext_lazy("Umówiono wizytę"), gettext_lazy("Umówiono wizytę")),
    ("referred", gettext_lazy("Skierowano"), gettext_lazy("Skierowano gdzie indziej")),
    ("registered", gettext_lazy("Zgłoszenie"), gettext_lazy("Zarejestrowano zgłoszenie")),
)


@dataclass(frozen=True)
class Talk:
    """One conversation to write in. `saved_at` is when the server last took a note."""

    view: ConversationView
    question: QuestionView | None
    others: tuple[QuestionView, ...]
    saved_at: datetime | None
    missing: frozenset[int]
    outcomes: tuple[tuple[str, object, object], ...] = OUTCOMES

    @property
    def is_over(self) -> bool:
        """Say whether the line is cut, so that the work can be finished."""
        return self.view.ended_at is not None


def talk_key(view: ConversationView | None, question_id: int | None = None) -> str:
    """Return a text that changes with the questions, their cards and outcomes, and with each letter that comes.

    Typing does not change it.
    """
    if view is None:
        return short_key("no talk")
    parts = [(each.id, each.outcome, each.card_code, each.matter_id) for each in view.questions]
    last = last_letter(view.id) if view.is_letter else None
    return short_key(view.id, view.ended_at, question_id, last, *parts)


def talk(
    view: ConversationView | None, *, asked: int | None = None, missing: frozenset[int] = frozenset()
) -> Talk | None:
    """Return what the middle shows, or nothing when no conversation is open. `missing` are questions to mark."""
    if view is None:
        return None
    question = open_question(view, asked)
    notes = [each.saved_at for each in view.questions if each.note or each.subject or each.outcome]
    return Talk(
        view=view,
        question=question,
        others=tuple(each for each in view.questions if question is None or each.id != question.id),
        saved_at=max(notes, default=None),
        missing=missing,
    )
