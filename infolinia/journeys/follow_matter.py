"""A caller reports what is known already: they follow the matter that is there, with a code of their own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.contacts import operations as contacts
from infolinia.journeys.register_and_forward import CannotRegister, Registration, reply_address, resident_of
from infolinia.matters import operations as matters
from infolinia.matters.shapes.following import FollowDraft, Followed


@dataclass(frozen=True)
class Asked:
    """In which talk, for which question, by which way somebody reports the same thing."""

    conversation_id: UUID
    question_id: int
    channel: str


@transaction.atomic
def follow(*, asked: Asked, matter_id: UUID, form: Registration, by_id: int, at: datetime) -> Followed:
    """Let the caller follow the matter and give the question its outcome: all or nothing.

    Raises `CannotRegister` with the field to mend, `CannotChangeMatter` where the matter takes no followers.
    """
    address = reply_address(form)
    resident_id = resident_of(asked.conversation_id, form, by_id, at)
    draft = FollowDraft(
        channel=asked.channel,
        resident_id=resident_id,
        conversation_id=asked.conversation_id,
        question_id=asked.question_id,
        reply_channel=form.reply_channel,
        reply_address=address,
        note=form.description,
        danger=form.danger,
    )
    followed = matters.follow(matter_id=matter_id, draft=draft, by_id=by_id, at=at)
    contacts.set_outcome(
        question_id=asked.question_id, by_id=by_id, at=at, outcome="registered", matter_id=followed.matter_id
    )
    return followed


__all__ = ["Asked", "CannotRegister", "follow"]
