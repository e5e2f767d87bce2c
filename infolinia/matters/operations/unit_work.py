"""What a unit does with a matter in its hands: opens it, takes it, answers, notes."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.text import one_line
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.changing import (
    CannotChangeMatter,
    actor_for,
    begin,
    finish,
    publish,
    role_of,
    tell,
)
from infolinia.matters.operations.drafting import search_key
from infolinia.matters.operations.telling import tell_resident, told_how
from infolinia.matters.rules.changes import UNIT, WORKERS


@transaction.atomic
def opened(*, matter_id: UUID, by_id: int, at: datetime) -> bool:
    """Note that somebody of the unit has seen the matter, the first time since it came to them; says whether it was.

    The version stays: nobody's form is out of date because a matter was read.
    """
    unread = Matter.objects.select_for_update().filter(pk=matter_id, opened_at=None).exclude(status=Status.CLOSED)
    matter = unread.first()
    if matter is None or actor_for(matter, by_id).role != UNIT:
        return False
    matter.opened_at = at
    matter.save(update_fields=["opened_at"])
    tell(matter, "opened", by_id=by_id, at=at)
    publish(matter)
    return True


@transaction.atomic
def take(*, matter_id: UUID, by_id: int, at: datetime, officer_id: int | None = None) -> None:
    """Take a new or returned matter, for oneself or for a colleague of the unit."""
    matter = begin("take", matter_id=matter_id, by_id=by_id)
    name = _give_to(matter, officer_id or by_id)
    matter.opened_at = matter.opened_at or at
    event = tell(matter, "taken", by_id=by_id, at=at, visible=True, details={"officer": name})
    tell_resident("taken", matter, key=str(event.pk), at=at)
    finish("take", matter)


@transaction.atomic
def hand_over(*, matter_id: UUID, officer_id: int, by_id: int, at: datetime) -> None:
    """Give a matter in hand to a colleague who can see it."""
    matter = begin("hand_over", matter_id=matter_id, by_id=by_id)
    name = _give_to(matter, officer_id)
    tell(matter, "handed_over", by_id=by_id, at=at, details={"officer": name})
    finish("hand_over", matter)


@transaction.atomic
def answer(*, matter_id: UUID, text: str, by_id: int, at: datetime, is_full: bool = False) -> None:
    """Write to the resident without ending the matter; after a full answer only the closing is left."""
    matter = begin("answer", matter_id=matter_id, by_id=by_id, given={"text": text})
    if is_full and matter.stopped_since:
        raise CannotChangeMatter(_("Zegar stoi. Najpierw wróć do pracy, potem odpowiedz na całość."), "is_full")
    details = {"full": is_full, **told_how("answer", matter)}
    event = tell(matter, "answered", by_id=by_id, at=at, text=text, visible=True, details=details)
    tell_resident("answer", matter, key=str(event.pk), at=at, body=text.strip())
    finish("answer", matter, status=Status.ANSWERED if is_full else None)


@transaction.atomic
def to_sign(*, matter_id: UUID, by_id: int, at: datetime) -> None:
    """Note that the draft waits for a signature."""
    matter = begin("to_sign", matter_id=matter_id, by_id=by_id)
    tell(matter, "to_sign", by_id=by_id, at=at)
    finish("to_sign", matter)


@transaction.atomic
def add_note(*, matter_id: UUID, text: str, by_id: int, at: datetime) -> None:
    """Add a note for colleagues; the resident never sees it."""
    matter = begin("add_note", matter_id=matter_id, by_id=by_id, given={"text": text})
    tell(matter, "note", by_id=by_id, at=at, text=text)
    finish("add_note", matter)


@transaction.atomic
def set_znak(*, matter_id: UUID, znak: str, by_id: int, at: datetime) -> None:
    """Note the number the matter has in the office's case system; its shape is never enforced."""
    matter = begin("set_znak", matter_id=matter_id, by_id=by_id, given={"znak": znak})
    matter.znak = one_line(znak, 60)
    matter.search_key = search_key(matter)
    tell(matter, "znak", by_id=by_id, at=at, text=matter.znak)
    finish("set_znak", matter)


def _give_to(matter: Matter, staff_id: int) -> str:
    """Put the matter into somebody's hands and return their name; they must be able to work in it."""
    person = get_user_model().objects.only("display_name", "username", "role", "unit_id").get(pk=staff_id)
    if role_of(matter, person.role, person.unit_id).role not in WORKERS:
        raise CannotChangeMatter(_("Wybierz osobę z komórki, która prowadzi sprawę."), "officer_id")
    matter.officer_id = staff_id
    return str(person)
