"""What residents wrote goes with what it was about, or when its time is over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from infolinia.core import retention
from infolinia.correspondence.models import AnswerDraft, IncomingFile, IncomingMessage
from infolinia.correspondence.operations.erasing import drop_unused

LETTERS = "letters"


def forget_letters_of(matter_ids: Sequence[UUID], *, before: datetime, at: datetime) -> int:
    """Erase what residents wrote about these matters, with the files; returns how many letters."""
    found = IncomingMessage.objects.filter(matter_id__in=matter_ids)
    return _forget(list(found.values_list("id", flat=True)), before, at)


def forget_loose_letters(*, before: datetime, at: datetime) -> int:
    """Erase one batch of letters about no matter that arrived before the moment, with the files; returns how many."""
    loose = IncomingMessage.objects.filter(matter_id=None, received_at__lt=before).order_by("received_at")
    return _forget(list(loose.values_list("id", flat=True)[: retention.BATCH]), before, at)


def _forget(ids: list[UUID], before: datetime, at: datetime) -> int:
    letters = IncomingMessage.objects.filter(id__in=ids)
    files = list(IncomingFile.objects.filter(letter__in=ids, file__isnull=False).values_list("file_id", flat=True))
    talks = {talk for talk in letters.values_list("conversation_id", flat=True) if talk}
    with retention.erasing(
        LETTERS, before=before, at=at, past=("correspondence.IncomingMessage:written_stays",)
    ) as tally:
        AnswerDraft.objects.filter(conversation_id__in=talks).delete()
        letters.delete()
        drop_unused(files)
        tally.count = len(ids)
    return len(ids)
