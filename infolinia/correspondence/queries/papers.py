"""Reads of what was handed over in a conversation, with what became of the message that carried it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from infolinia.correspondence.models import Message, SentPaper
from infolinia.correspondence.queries.messages import lines
from infolinia.correspondence.shapes import MessageLine


@dataclass(frozen=True)
class PaperLine:
    """One thing handed over. `forms` are titles with versions; `message` is missing for what was dictated."""

    id: int
    question_id: int
    channel: str
    channel_text: str
    forms: tuple[tuple[str, str], ...]
    card_title: str
    card_edition: int | None
    is_filled: bool
    is_large: bool
    by_name: str
    at: datetime
    message: MessageLine | None


def papers_in(conversation_id: UUID) -> list[PaperLine]:
    """Return what was handed over in the conversation, oldest first."""
    rows = list(SentPaper.objects.filter(conversation_id=conversation_id).select_related("by"))
    carried = Message.objects.filter(id__in=[row.message_id for row in rows if row.message_id])
    messages = {line.id: line for line in lines(carried)}
    return [_line(row, messages.get(row.message_id) if row.message_id else None) for row in rows]


def paper_by_key(key: str) -> tuple[str, str, str] | None:
    """Return by which channel, with its name, and to which address this went already, or None when it did not.

    The address is empty when no message carried it, or when the message was forgotten.
    """
    paper = SentPaper.objects.filter(key=key).first()
    if paper is None:
        return None
    carried = Message.objects.filter(id=paper.message_id) if paper.message_id else Message.objects.none()
    to = carried.values_list("to", flat=True).first()
    return paper.channel, str(paper.get_channel_display()), to or ""


def _line(row: SentPaper, message: MessageLine | None) -> PaperLine:
    return PaperLine(
        id=row.pk,
        question_id=row.question_id,
        channel=row.channel,
        channel_text=row.get_channel_display(),
        forms=tuple((str(form["title"]), str(form["version"])) for form in row.forms),
        card_title=row.card_title,
        card_edition=row.card_edition,
        is_filled=row.is_filled,
        is_large=row.is_large,
        by_name=str(row.by),
        at=row.at,
        message=message,
    )
