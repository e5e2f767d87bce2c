"""What units must do so that cards stay true: opened once each, escalated once when missed, closed with an answer."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core import live
from infolinia.core.clock import city_day
from infolinia.core.errors import Cannot
from infolinia.knowledge.models import Card, CardReview, CardTask, Edition, TaskNotice
from infolinia.knowledge.queries.tasks import cards_to_review
from infolinia.knowledge.shapes_editions import Notice, ReviewLine

DAYS_BEFORE_REVIEW = 30
_LONGEST_REPLY = 2_000
_LONGEST_NOTE = 300


class CannotCloseTask(Cannot):
    """The task stays open, or was closed before; the text says why."""


class CannotConfirm(Cannot):
    """The card cannot be said to be still true; the text says why."""


@transaction.atomic
def open_task(
    *,
    key: str,
    kind: str,
    card_code: str,
    text: str,
    due_on: date,
    at: datetime,
    unit_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> int | None:
    """Give the card's owner (or the named unit) something to do by a day; returns the task's id.

    The same key is opened once for ever: None says that it was opened before.
    """
    card = Card.objects.get(code=card_code)
    task, is_new = CardTask.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "card": card,
            "unit_id": unit_id or card.unit_id,
            "text": text,
            "due_on": due_on,
            "opened_at": at,
            "details": dict(details or {}),
        },
    )
    if not is_new:
        return None
    _tell([task.unit_id])
    return int(task.pk)


@transaction.atomic
def answer_task(*, task_id: int, reply: str, by_id: int, at: datetime, is_dropped: bool = False) -> None:
    """Close the task with what was done, or drop it with a reason. Raises `CannotCloseTask`.

    A review is closed only by `confirm_review` or by a new edition.
    """
    said = reply.strip()
    if is_dropped and not said:
        raise CannotCloseTask(_("Napisz, dlaczego nic nie trzeba robić."))
    if len(said) > _LONGEST_REPLY:
        raise CannotCloseTask(_("Skróć odpowiedź do %(limit)s znaków.") % {"limit": _LONGEST_REPLY})
    task = CardTask.objects.select_for_update().filter(pk=task_id).first()
    if task is None or task.state != CardTask.State.OPEN:
        raise CannotCloseTask(_("To zadanie jest już zamknięte."))
    if task.kind == CardTask.Kind.REVIEW_DUE:
        raise CannotCloseTask(_("Potwierdź kartę albo opublikuj nowe wydanie: wtedy to zadanie zamknie się samo."))
    task.state = CardTask.State.DROPPED if is_dropped else CardTask.State.DONE
    task.reply, task.closed_by_id, task.closed_at = said, by_id, at
    task.save()
    _tell([task.unit_id])


@transaction.atomic
def confirm_review(
    *, card_code: str, by_id: int, at: datetime, next_due: date, note: str = "", language: str = "pl"
) -> None:
    """Say that the current edition is still true: it stays, its next review moves, its review task closes.

    Raises `CannotConfirm` where nothing is published, or for a next review that is not ahead.
    """
    current = Edition.objects.filter(card__code=card_code, language=language, state=Edition.State.PUBLISHED).first()
    if current is None:
        raise CannotConfirm(_("Ta karta nie ma opublikowanego wydania."))
    if next_due <= city_day(at):
        raise CannotConfirm(_("Wybierz następny przegląd w przyszłości."))
    if len(note) > _LONGEST_NOTE:
        raise CannotConfirm(_("Skróć uwagę do %(limit)s znaków.") % {"limit": _LONGEST_NOTE})
    CardReview.objects.create(edition=current, by_id=by_id, at=at, next_due=next_due, note=note.strip())
    close_reviews(card_id=current.card_id, language=language, at=at, by_id=by_id, reply=note.strip())


def close_reviews(*, card_id: int, language: str, at: datetime, by_id: int | None, reply: str = "") -> None:
    """Close the card's open review tasks in the language: somebody has just looked at it."""
    reviews = CardTask.objects.filter(card=card_id, kind=CardTask.Kind.REVIEW_DUE, state=CardTask.State.OPEN)
    closed = reviews.filter(details__language=language)
    units = list(closed.values_list("unit_id", flat=True))
    closed.update(state=CardTask.State.DONE, closed_at=at, closed_by_id=by_id, reply=reply)
    _tell(units)


@transaction.atomic
def keep_tasks(*, at: datetime) -> None:
    """Open a task for each review that comes within 30 days, close those that no longer matter, mark missed ones.

    Running it again changes nothing: each review has one task, each task is escalated once.
    """
    day = city_day(at)
    reviews = cards_to_review(at, days=DAYS_BEFORE_REVIEW)
    wanted = {_review_key(one): one for one in reviews}
    open_reviews = CardTask.objects.filter(kind=CardTask.Kind.REVIEW_DUE, state=CardTask.State.OPEN)
    open_reviews.exclude(key__in=wanted).update(state=CardTask.State.DROPPED, closed_at=at)
    known = set(CardTask.objects.filter(key__in=wanted).values_list("key", flat=True))
    cards = dict(Card.objects.filter(code__in=[one.card_code for one in reviews]).values_list("code", "id"))
    fresh = [_review_task(key, one, cards[one.card_code], at) for key, one in wanted.items() if key not in known]
    CardTask.objects.bulk_create(fresh, ignore_conflicts=True)
    missed = CardTask.objects.filter(state=CardTask.State.OPEN, due_on__lt=day, escalated_at=None)
    units = list(missed.values_list("unit_id", flat=True))
    missed.update(escalated_at=at)
    _tell([*units, *(task.unit_id for task in fresh)])


@transaction.atomic
def note_told(*, notice: Notice, at: datetime) -> None:
    """Remember that the person was written about these tasks, so that each warning is given once."""
    stages = ((TaskNotice.Stage.NEW, notice.new), (TaskNotice.Stage.MISSED, notice.missed))
    TaskNotice.objects.bulk_create(
        [
            TaskNotice(task_id=task.id, staff_id=notice.staff_id, stage=stage, at=at)
            for stage, tasks in stages
            for task in tasks
        ],
        ignore_conflicts=True,
    )


def _review_key(review: ReviewLine) -> str:
    return f"{CardTask.Kind.REVIEW_DUE}:{review.card_code}:{review.language}:{review.review_due.isoformat()}"


def _review_task(key: str, review: ReviewLine, card_id: int, at: datetime) -> CardTask:
    return CardTask(
        key=key,
        kind=CardTask.Kind.REVIEW_DUE,
        card_id=card_id,
        unit_id=review.unit_id,
        opened_at=at,
        due_on=review.review_due,
        details={"language": review.language},
    )


def _tell(unit_ids: Iterable[int | None]) -> None:
    """Tell the open screens of these units, and the editors', that their tasks changed."""
    for unit_id in {one for one in unit_ids if one}:
        live.publish("unit", unit_id)
