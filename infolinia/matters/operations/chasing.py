"""Reminders of a supervisor to a unit, and what the unit answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.matters.operations.changing import begin, finish, tell


@transaction.atomic
def chase(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Remind the unit of the matter; the reminder stays in its story and in the supervisor's log."""
    matter = begin("chase", matter_id=matter_id, by_id=by_id)
    tell(matter, "chased", by_id=by_id, at=at, text=text)
    finish("chase", matter)


@transaction.atomic
def answer_chase(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Answer the reminder; the answer and its time stand in the supervisor's log."""
    matter = begin("answer_chase", matter_id=matter_id, by_id=by_id, given={"text": text})
    tell(matter, "chase_answered", by_id=by_id, at=at, text=text)
    finish("answer_chase", matter)
