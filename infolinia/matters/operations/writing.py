"""What people write from the page of their matter: words and files, as one change."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from infolinia.matters.coming_back import message_refusal
from infolinia.matters.models import FileSource, Follower, Matter, StoryEvent
from infolinia.matters.operations.changing import CannotChangeMatter, begin, finish, tell
from infolinia.matters.operations.ending import resident_message
from infolinia.matters.operations.files import add_files
from infolinia.matters.operations.reopening import reopen
from infolinia.matters.shapes.files import NewFile


@transaction.atomic
def resident_writes(*, matter_id: UUID, text: str, files: Sequence[NewFile], at: datetime) -> None:
    """Keep what the resident adds, with files; a reply that we wait for starts the clock again.

    Refused where the matter is closed: nobody reads there, and only `not_done` brings it back.
    """
    _refuse_closed(begin("resident_message", matter_id=matter_id, by_id=None, given={"text": text}), at)
    event_id = resident_message(matter_id=matter_id, text=text, at=at)
    add_files(matter_id=matter_id, files=files, by_id=None, at=at, visible=True, event_id=event_id)


@transaction.atomic
def not_done(*, matter_id: UUID, text: str, files: Sequence[NewFile], at: datetime) -> None:
    """Open the settled matter again for its resident ("nie zrobione"), with what shows it; the supervisor decides."""
    reopen(matter_id=matter_id, text=text, by_id=None, at=at)
    told = StoryEvent.objects.filter(matter_id=matter_id, kind="reopened").order_by("-id").values_list("pk", flat=True)
    add_files(matter_id=matter_id, files=files, by_id=None, at=at, visible=True, event_id=told[0])


@transaction.atomic
def follower_writes(*, follower_id: UUID, text: str, files: Sequence[NewFile], at: datetime) -> None:
    """Keep what somebody adds who reported the same: it answers no question that its resident was asked.

    Refused where the matter is closed.
    """
    follower = Follower.objects.get(pk=follower_id, left_at=None)
    matter_id = follower.matter.joined_to_id or follower.matter_id
    matter = begin("resident_message", matter_id=matter_id, by_id=None, given={"text": text})
    _refuse_closed(matter, at, follows=True)
    event = tell(matter, "follower_message", by_id=None, at=at, text=text, details={"follower": str(follower.pk)})
    finish("resident_message", matter)
    add_files(
        matter_id=matter_id,
        files=files,
        by_id=None,
        at=at,
        visible=False,
        event_id=event.pk,
        source=FileSource.RESIDENT,
    )


def _refuse_closed(matter: Matter, at: datetime, *, follows: bool = False) -> None:
    if why := message_refusal(matter, at, follows=follows):
        raise CannotChangeMatter(why, "text")
