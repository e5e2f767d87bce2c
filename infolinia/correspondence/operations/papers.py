"""What was handed over in a conversation, noted beside the message that carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.core import live, retention
from infolinia.correspondence.models import SentPaper

SENT_PAPERS = "sent_papers"
_PAST = ("correspondence.SentPaper:delete_delete",)


@dataclass(frozen=True)
class HandedOver:
    """What to note: forms by code, title, version and checksum; the card with its edition; never to whom."""

    conversation_id: UUID
    question_id: int
    key: str
    channel: str
    message_id: UUID | None = None
    card_code: str = ""
    card_title: str = ""
    card_edition: int | None = None
    forms: Sequence[Mapping[str, str]] = ()
    is_filled: bool = False
    is_large: bool = False


def note_paper(handed: HandedOver, *, by_id: int, at: datetime) -> bool:
    """Note what was handed over, once for a key; returns whether it is new."""
    paper = SentPaper(
        conversation_id=handed.conversation_id,
        question_id=handed.question_id,
        message_id=handed.message_id,
        key=handed.key,
        channel=handed.channel,
        card_code=handed.card_code,
        card_title=handed.card_title[:200],
        card_edition=handed.card_edition,
        forms=[dict(form) for form in handed.forms],
        is_filled=handed.is_filled,
        is_large=handed.is_large,
        by_id=by_id,
        at=at,
    )
    was_there = SentPaper.objects.filter(key=handed.key).exists()
    SentPaper.objects.bulk_create([paper], ignore_conflicts=True)
    live.publish("conversation", handed.conversation_id)
    return not was_there


def forget_papers(*, before: datetime, at: datetime) -> int:
    """Erase one batch of what was handed over before the moment; returns how many. Messages go by their own rule."""
    old = SentPaper.objects.filter(at__lt=before).order_by("at")
    ids = list(old.values_list("id", flat=True)[: retention.BATCH])
    with retention.erasing(SENT_PAPERS, before=before, at=at, past=_PAST) as tally:
        SentPaper.objects.filter(id__in=ids).delete()
        tally.count = len(ids)
        retention.forget_history(SentPaper, ids)
    return len(ids)
