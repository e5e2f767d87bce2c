"""What a resident asked, the card that answered it, and how it ended."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from infolinia.contacts.models import Conversation, Outcome, Question, UsedCard
from infolinia.core import history, live
from infolinia.core.errors import Cannot
from infolinia.core.text import storable
from infolinia.core.together import together

SUBJECT_LIMIT = 200
NOTE_LIMIT = 20_000
REFERRED_LIMIT = 200


class CannotFinish(Cannot):
    """The conversation still needs something from the adviser."""


class CannotWrite(Cannot):
    """The note or outcome is not taken; nothing was changed."""


def add_question(*, conversation_id: UUID, by_id: int, at: datetime) -> int:
    """Open one more question of the conversation; returns its id."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(id=conversation_id)
        if conversation.state in (Conversation.State.CLOSED, Conversation.State.ABANDONED):
            raise CannotWrite(_("Ta rozmowa jest już zakończona. Nowe pytanie dopiszesz w kolejnej rozmowie."))
        last = conversation.questions.aggregate(last=Max("position"))["last"] or 0
        question = Question.objects.create(conversation=conversation, position=last + 1, saved_at=at)
        live.publish("conversation", conversation_id)
    return question.pk


def save_question(
    *,
    question_id: int,
    by_id: int,
    at: datetime,
    subject: str | None = None,
    note: str | None = None,
    outcome: str | None = None,
) -> None:
    """Keep what the adviser typed so far. `None` leaves a field as it is; nothing is ever cut off silently."""
    if subject is not None and len(subject) > SUBJECT_LIMIT:
        raise CannotWrite(
            _("Temat ma więcej niż %(limit)d znaków. Skróć go, resztę wpisz w notatce.") % {"limit": SUBJECT_LIMIT}
        )
    if note is not None and len(note) > NOTE_LIMIT:
        raise CannotWrite(_("Notatka ma więcej niż %(limit)d znaków. Skróć ją.") % {"limit": NOTE_LIMIT})
    _check_outcome(outcome)
    given = {"subject": subject, "note": note, "outcome": outcome}
    # PostgreSQL keeps no NUL in a text; what is pasted from elsewhere may bring one along.
    changes = {field: storable(value) for field, value in given.items() if value is not None}
    _write(question_id, changes, at)


def use_card(
    *, question_id: int, by_id: int, at: datetime, code: str, title: str, edition: int, language: str = "pl"
) -> None:
    """Remember which edition of which card was used for the question, and in which language.

    Every card used stays listed; the last one is the question's own. An empty subject takes the card's title.
    """
    named = title[:SUBJECT_LIMIT]
    with transaction.atomic():
        question = Question.objects.select_for_update().get(id=question_id)
        used = UsedCard(
            question=question, code=code, title=named, language=language, edition=edition, by_id=by_id, at=at
        )
        UsedCard.objects.bulk_create([used], ignore_conflicts=True)
        changes: dict[str, Any] = {
            "card_code": code,
            "card_title": named,
            "card_language": language,
            "card_edition": edition,
        }
        if not question.subject:
            changes["subject"] = named
        _write(question_id, changes, at)


def set_outcome(*, question_id: int, by_id: int, at: datetime, outcome: str, matter_id: UUID | None = None) -> None:
    """Say how the question ended, with the matter that was registered for it if there was one."""
    _check_outcome(outcome)
    _write(question_id, {"outcome": outcome} | ({"matter_id": matter_id} if matter_id else {}), at)


def refer(*, question_id: int, by_id: int, at: datetime, to: str, subject: str = "") -> None:
    """Say that the caller was referred to somebody else, by name; an empty subject takes what it was about."""
    with transaction.atomic():
        question = Question.objects.select_for_update().get(id=question_id)
        changes: dict[str, Any] = {"outcome": Outcome.REFERRED, "referred_to": to[:REFERRED_LIMIT]}
        if subject and not question.subject:
            changes["subject"] = subject[:SUBJECT_LIMIT]
        _write(question_id, changes, at)


def open_question(conversation_id: UUID) -> int | None:
    """Return the id of the latest question without an outcome, if there is one."""
    question = Question.objects.filter(conversation_id=conversation_id, outcome="").order_by("-position").first()
    return question.pk if question else None


def unfinished(conversation: Conversation) -> str:
    """Return what the adviser still has to do before the conversation can be finished, or an empty string."""
    over = (Conversation.State.AFTER_CALL, Conversation.State.ANSWERING)
    if conversation.state not in over and conversation.ended_at is None:
        return _("Rozmowa jeszcze trwa. Najpierw się rozłącz.")
    if conversation.attempt and conversation.attempt != Conversation.Attempt.REACHED:
        return ""  # nobody was reached, so nothing was asked
    missing = [question.position for question in conversation.questions.all() if not question.outcome]
    if missing:
        return _("Wybierz wynik pytania nr %(numbers)s.") % {"numbers": ", ".join(map(str, missing))}
    return ""


def _check_outcome(outcome: str | None) -> None:
    if outcome and outcome not in Outcome.values:
        raise CannotWrite(_("Nie znamy takiego wyniku. Wybierz jeden z listy."))


def _write(question_id: int, changes: dict[str, Any], at: datetime) -> None:
    if not changes:
        return
    with together():
        question = Question.objects.select_for_update(of=("self",)).select_related("conversation").get(id=question_id)
        for field, value in changes.items():
            setattr(question, field, value)
        question.saved_at = at
        question.save(update_fields=[*changes, "saved_at"])
        if question.conversation.state == Conversation.State.CLOSED:
            history.note(question, "corrected")
        live.publish("conversation", question.conversation_id)
