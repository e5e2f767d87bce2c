"""What other programs do with a matter: write in its resident's name, and give it its case number."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.core.text import one_line
from infolinia.matters.coming_back import message_refusal
from infolinia.matters.models import Status
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.drafting import search_key
from infolinia.matters.operations.waiting import take_reply
from infolinia.matters.rules.changes import RESIDENT, SYSTEM, Actor


@transaction.atomic
def message_by_program(*, matter_id: UUID, text: str, program: str, at: datetime) -> int:
    """Keep what the resident says by a program; returns the line of the story. Raises `CannotChangeMatter`.

    A reply that the matter waits for starts its clock again, as from the status page; into a closed one nobody writes.
    """
    actor = Actor(RESIDENT)
    matter = begin("resident_message", matter_id=matter_id, by_id=None, actor=actor, given={"text": text})
    if why := message_refusal(matter, at, follows=False):
        raise CannotChangeMatter(why, "text")
    if matter.status == Status.ASKED_RESIDENT:
        return take_reply(matter, text, by_id=None, at=at).pk
    event = tell(matter, "resident_message", by_id=None, at=at, text=text, visible=True, details={"program": program})
    back = Status.IN_PROGRESS if matter.status == Status.ANSWERED else None
    finish("resident_message", matter, status=back)
    return event.pk


@transaction.atomic
def link_case(*, matter_id: UUID, znak: str, program: str, at: datetime) -> bool:
    """Give the matter the number that its case has in another system; False when it has that number already.

    Raises `CannotChangeMatter` for an empty one.
    """
    matter = begin("set_znak", matter_id=matter_id, by_id=None, actor=Actor(SYSTEM), given={"znak": znak})
    given = one_line(znak, 60)
    if matter.znak == given:
        return False
    matter.znak = given
    matter.search_key = search_key(matter)
    tell(matter, "znak", by_id=None, at=at, text=given, details={"program": program})
    finish("set_znak", matter)
    return True
