"""Reads of what residents wrote."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from infolinia.correspondence.models import AnswerDraft, IncomingFile, IncomingMessage, MailboxState

LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class FileLine:
    """A file that came with a letter. `way` is shown, downloaded or refused, then `why` names the reason."""

    id: UUID
    name: str
    media_type: str
    way: str
    why: str
    size: int


@dataclass(frozen=True)
class LetterView:
    """One letter as it came. Every text is a stranger's."""

    id: UUID
    channel: str
    channel_text: str
    kind: str
    kind_text: str
    sender: str
    sender_name: str
    answer_to: str
    reply_by: str
    subject: str
    text: str
    quoted: str
    language: str
    sent_at: datetime | None
    received_at: datetime
    is_machine: bool
    defects: tuple[str, ...]
    message_id: str
    conversation_id: UUID | None
    matter_id: UUID | None
    matter_found: str
    matter_guesses: tuple[UUID, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class StoredBytes:
    """A file with its content, and the letter it came with."""

    line: FileLine
    content: bytes
    conversation_id: UUID | None
    matter_id: UUID | None


@dataclass(frozen=True)
class Draft:
    """An answer that is being written."""

    text: str
    saved_at: datetime
    by_name: str


@dataclass(frozen=True)
class MailboxLine:
    """How a mailbox is doing."""

    code: str
    read_at: datetime | None
    failing_since: datetime | None
    last_error: str
    taken: int
    spoiled: int


def letter(letter_id: UUID) -> LetterView:
    """Return one letter."""
    return _view(IncomingMessage.objects.prefetch_related("files").get(id=letter_id))


def letters_in(conversation_id: UUID) -> list[LetterView]:
    """Return the letters of a conversation, oldest first."""
    rows = IncomingMessage.objects.filter(conversation_id=conversation_id).prefetch_related("files")
    return [_view(row) for row in rows.order_by("received_at", "id")]


def last_letter(conversation_id: UUID) -> UUID | None:
    """Return the newest letter of a conversation, by its id."""
    rows = IncomingMessage.objects.filter(conversation_id=conversation_id).order_by("-received_at", "-id")
    return rows.values_list("id", flat=True).first()


def letters_about(matter_id: UUID) -> list[LetterView]:
    """Return the letters about a matter, newest first."""
    rows = IncomingMessage.objects.filter(matter_id=matter_id, kind="message").prefetch_related("files")
    return [_view(row) for row in rows.order_by("-received_at", "-id")[:50]]


def machines(*, since: datetime, limit: int = 100) -> list[LetterView]:
    """Return what was not given to anybody since the moment, newest first: reports, automatic answers, loops."""
    rows = IncomingMessage.objects.exclude(kind="message").filter(received_at__gte=since).prefetch_related("files")
    return [_view(row) for row in rows.order_by("-received_at")[:limit]]


def draft_of(conversation_id: UUID) -> Draft | None:
    """Return the answer that is being written in the conversation."""
    row = AnswerDraft.objects.select_related("by").filter(pk=conversation_id).first()
    return Draft(row.text, row.saved_at, str(row.by)) if row else None


def stored_file(file_id: UUID) -> StoredBytes | None:
    """Return a file that may be given away; a refused one is nothing."""
    row = IncomingFile.objects.select_related("letter", "file").filter(pk=file_id).first()
    if row is None or row.file is None:
        return None
    return StoredBytes(_file(row), bytes(row.file.content), row.letter.conversation_id, row.letter.matter_id)


def mailboxes() -> list[MailboxLine]:
    """Return every mailbox that was ever read, and how it is doing."""
    fields = ("code", "read_at", "failing_since", "last_error", "taken", "spoiled")
    return [MailboxLine(*row) for row in MailboxState.objects.order_by("code").values_list(*fields)]


def forms_since(*, trace: str, since: datetime) -> int:
    """Return how many forms came from one network since the moment."""
    return IncomingMessage.objects.filter(trace=trace, received_at__gt=since).count()


def _view(row: IncomingMessage) -> LetterView:
    return LetterView(
        id=row.id,
        channel=row.channel,
        channel_text=row.get_channel_display(),
        kind=row.kind,
        kind_text=row.get_kind_display(),
        sender=row.sender,
        sender_name=row.sender_name,
        answer_to=row.answer_to,
        reply_by=row.reply_by,
        subject=row.subject,
        text=row.text,
        quoted=row.quoted,
        language=row.language,
        sent_at=row.sent_at,
        received_at=row.received_at,
        is_machine=row.is_machine,
        defects=tuple(row.defects.split()),
        message_id=row.message_id,
        conversation_id=row.conversation_id,
        matter_id=row.matter_id,
        matter_found=row.matter_found,
        matter_guesses=tuple(UUID(one) for one in row.matter_guesses),
        files=tuple(_file(one) for one in row.files.all()),
    )


def _file(row: IncomingFile) -> FileLine:
    return FileLine(row.id, row.name, row.media_type, row.way, row.why, row.size)
