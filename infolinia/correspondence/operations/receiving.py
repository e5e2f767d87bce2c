"""Letters that arrive: kept once, told apart, and those that people wrote given to people. Nothing is ever dropped."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.db import transaction

from infolinia.contacts import operations as contacts
from infolinia.contacts import queries as people
from infolinia.core.phones import normalise
from infolinia.core.text import one_line
from infolinia.correspondence import queries
from infolinia.correspondence.models import IncomingFile, IncomingMessage, StoredFile
from infolinia.correspondence.operations.reported import note_report
from infolinia.correspondence.received import Incoming, Received
from infolinia.correspondence.rules import incoming, sniffing
from infolinia.correspondence.rules.incoming import AUTO_REPLY, DELIVERY_REPORT, DUPLICATE, MESSAGE, Parsed, Part
from infolinia.correspondence.rules.languages import language_of
from infolinia.correspondence.rules.parsing import parse
from infolinia.correspondence.rules.plain_text import plain_subject, tidy, without_quote
from infolinia.correspondence.shapes import SentMessage

FIRST_QUEUE = "general"
JOINED_FOR = timedelta(days=30)
SMS_JOINED_FOR = timedelta(hours=24)
MOST_FILES = 20


@dataclass(frozen=True)
class _Told:
    """A letter as it will be stored, whatever brought it."""

    channel: str
    source: str
    key: str
    letter: Parsed
    kind: str
    answers: SentMessage | None = None
    matter_id: UUID | None = None
    reply_by: str = ""
    answer_to: str = ""
    language: str = ""
    trace: str = ""
    size: int = 0


def receive_email(raw: bytes, *, source: str, at: datetime, defect: str = "") -> Received:
    """Keep an e-mail as a mailbox gave it. The same letter twice, from whatever mailbox, is kept once.

    Reports and automatic answers are noted at the message they speak of and open no conversation; what a person wrote
    joins the conversation it belongs to, or waits as a new one.
    """
    letter = parse(raw)
    letter = replace(letter, defects=(*letter.defects, defect)) if defect else letter
    answers = _answered(letter)
    matter_id = answers.matter_id if answers else queries.matter_by_thread(" ".join(letter.answers_to))
    own = [parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower(), *settings.MAILBOX_ADDRESSES]
    kind = incoming.kind_of(letter, own_addresses=own, answers_ours=bool(answers or matter_id))
    told = _Told("email", source, _fingerprint(letter, raw), letter, kind, answers, matter_id, size=len(raw))
    return _receive(told, at)


def receive(arrived: Incoming, *, at: datetime) -> Received:
    """Keep a text message or a form of the page, as a new conversation or in the one it belongs to."""
    number = (normalise(arrived.sender) or one_line(arrived.sender, 40)) if arrived.channel == "sms" else ""
    letter = Parsed(
        sender=number or one_line(arrived.sender, 254).lower(),
        sender_name=one_line(arrived.name, 120),
        subject=one_line(arrived.subject, 300),
        recipients=(arrived.recipient,) if arrived.recipient else (),
        sent_at=arrived.sent_at,
        text=tidy(arrived.text),
        parts=arrived.parts,
    )
    key = f"{arrived.source}:{hashlib.sha256(arrived.key.encode()).hexdigest()}"
    told = _Told(arrived.channel, arrived.source, key, letter, MESSAGE, trace=arrived.trace, size=len(arrived.text))
    reply = replace(told, reply_by=arrived.reply_by, answer_to=arrived.answer_to, language=arrived.language)
    return _receive(reply, at)


def _receive(told: _Told, at: datetime) -> Received:
    with transaction.atomic():
        row, created = IncomingMessage.objects.get_or_create(source_key=told.key, defaults=_columns(told, at))
        if not created:
            return Received(DUPLICATE, row.id, row.conversation_id, row.matter_id)
        if told.kind == DELIVERY_REPORT and not note_report(row, told.letter, at):
            told = replace(told, kind=_what_it_is_then(told.letter))
            row.kind = told.kind
        is_new = False
        if told.kind == MESSAGE:
            row.conversation_id, is_new = _conversation(row, told, at)
            _keep_files(row, told.letter.parts)
        row.save()
    before = told.answers.conversation_id if told.answers else None
    return Received(row.kind, row.id, row.conversation_id, row.matter_id, is_new, before)


def _what_it_is_then(letter: Parsed) -> str:
    """Return what a report is that speaks of nothing of ours: somebody else's trouble, or a letter in its clothes."""
    return AUTO_REPLY if letter.signs.from_daemon or letter.signs.empty_return_path else MESSAGE


def _columns(told: _Told, at: datetime) -> dict[str, object]:
    letter = told.letter
    fresh, quoted = without_quote(letter.text) if told.channel == "email" else (letter.text, "")
    return {
        "channel": told.channel,
        "source": told.source,
        "kind": told.kind,
        "message_id": letter.message_id[:255],
        "sender": letter.sender[:254],
        "sender_name": one_line(letter.sender_name, 120),
        "answer_to": told.answer_to or letter.reply_to[:254],
        "reply_by": told.reply_by or {"email": "email", "sms": "sms"}.get(told.channel, "none"),
        "recipient": next(iter(letter.recipients), "")[:254],
        "subject": one_line(letter.subject, 300),
        "text": fresh,
        "quoted": quoted,
        "language": told.language or language_of(f"{letter.subject}\n{fresh}"),
        "sent_at": letter.sent_at,
        "received_at": at,
        "is_machine": incoming.is_machine(letter.signs),
        "defects": " ".join(letter.defects)[:200],
        "size": told.size,
        "trace": told.trace,
        "answers_id": told.answers.id if told.answers else None,
        "matter_id": told.matter_id,
        "matter_found": "thread" if told.matter_id else "",
    }


def _answered(letter: Parsed) -> SentMessage | None:
    """Return the message of ours that the letter answers, the nearest in its thread."""
    for header in letter.answers_to:
        if found := queries.message_by_header(header):
            return found
    return None


def _fingerprint(letter: Parsed, raw: bytes) -> str:
    """Return what tells this letter from any other: its own id and words, so that two ways to us make one letter."""
    if not letter.message_id:
        return f"email:{hashlib.sha256(raw).hexdigest()}"
    told = hashlib.sha256()
    words = (letter.message_id, letter.sender, letter.subject, str(letter.sent_at), letter.text)
    for part in (*(word.encode() for word in words), *(one.content for one in letter.parts)):
        told.update(hashlib.sha256(part).digest())
    return f"email:{told.hexdigest()}"


def _conversation(row: IncomingMessage, told: _Told, at: datetime) -> tuple[UUID, bool]:
    """Return the conversation of the letter, and whether it is a new one."""
    for known in _candidates(row, told, at):
        if contacts.wrote_again(conversation_id=known, at=at, event_key=f"{row.id}:wrote_again"):
            return known, False
    address = row.sender if told.channel == "email" else (row.answer_to if row.reply_by == "email" else "")
    number = row.sender if told.channel == "sms" else (row.answer_to if row.reply_by == "sms" else "")
    opened = contacts.wrote(
        key=str(row.id),
        channel=told.channel,
        address=address,
        number=number,
        name=row.sender_name,
        subject=plain_subject(row.subject) or one_line(row.text, 80),
        language=row.language,
        queue_code=FIRST_QUEUE,
        at=at,
        resident_id=told.answers.resident_id if told.answers else None,
    )
    return opened, True


def _candidates(row: IncomingMessage, told: _Told, at: datetime) -> Iterable[UUID]:
    """Return the conversations that the letter may join: of its thread, else of the same person about the same.

    Whoever else answers a message of ours, it was passed on to them: theirs is a new one.
    """
    if told.answers and told.answers.conversation_id and told.answers.to.lower() == row.sender:
        yield told.answers.conversation_id
    if told.channel == "email":
        ids = [one[:255] for one in told.letter.answers_to]
        yield from _conversations(message_id__in=ids, sender=row.sender)
        open_ones = people.letter_from(address=row.sender, number="", since=at - JOINED_FOR)
        subject = plain_subject(row.subject).lower()
        for other in IncomingMessage.objects.filter(conversation_id__in=open_ones, sender=row.sender):
            if subject and plain_subject(other.subject).lower() == subject and other.conversation_id:
                yield other.conversation_id
    elif told.channel == "sms":
        yield from people.letter_from(address="", number=row.sender, since=at - SMS_JOINED_FOR)


def _conversations(**conditions: object) -> list[UUID]:
    rows = IncomingMessage.objects.filter(conversation_id__isnull=False, **conditions).order_by("-received_at")
    return [one for one in dict.fromkeys(rows.values_list("conversation_id", flat=True)[:20]) if one]


def _keep_files(row: IncomingMessage, parts: Iterable[Part]) -> None:
    """Keep each file that may be kept; of the others the page says what came and why it is not here."""
    for position, part in enumerate(parts):
        found = sniffing.verdict(part.name, part.content)
        if position >= MOST_FILES and found.way != sniffing.REFUSED:
            found = sniffing.Verdict(sniffing.REFUSED, found.name, why="too_many")
        IncomingFile.objects.create(
            letter=row,
            position=position,
            name=found.name[:200],
            declared_type=one_line(part.declared_type, 100),
            media_type=found.media_type,
            way=found.way,
            why=found.why,
            size=len(part.content),
            file=None if found.way == sniffing.REFUSED else _stored(part.content),
        )


def _stored(content: bytes) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    stored, _created = StoredFile.objects.get_or_create(
        sha256=digest, defaults={"content": content, "size": len(content)}
    )
    return stored
