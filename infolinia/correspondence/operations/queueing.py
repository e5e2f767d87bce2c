"""Messages are queued with the change they tell of, in one transaction, and never twice."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.text import one_line
from infolinia.core.together import together
from infolinia.correspondence import addresses, letters
from infolinia.correspondence.addresses import CannotSend
from infolinia.correspondence.models import Channel, Enclosure, Message, ShortLink, Status, StoredFile
from infolinia.correspondence.operations import jobs_of, telling
from infolinia.correspondence.rules import links, segments
from infolinia.correspondence.shapes import Attachment, Outgoing

MOST_BYTES = 15 * 1024 * 1024  # of all files of a message; many mail servers take 20 MB with a third for base64
LONGEST_SMS = 10  # parts


def queue(outgoing: Outgoing, *, at: datetime) -> UUID | None:
    """Queue a message in the caller's transaction; returns its id, or None when the key was queued before.

    Messages to one address leave in the order in which they were queued. A message that `is_first` costs no look
    whether it was queued before. Raises `CannotSend`.
    """
    to = addresses.stored(outgoing.channel, outgoing.to)
    _check(outgoing)
    message = _row(outgoing, to, at)
    with together():
        if not _stored(message, is_first=outgoing.is_first):
            return None
        _enclose(message, outgoing.attachments)
        _adopt_links(message)
        jobs_of.defer(message, at=outgoing.not_before if outgoing.not_before and outgoing.not_before > at else None)
        telling.tell(message)
    return message.id


def queue_email(
    *,
    to: str,
    subject: str,
    text: str,
    key: str,
    at: datetime,
    html: str = "",
    matter_id: UUID | None = None,
    conversation_id: UUID | None = None,
    secret: str = "",
) -> UUID | None:
    """Queue an e-mail; see `queue`."""
    return queue(
        Outgoing(
            channel="email",
            to=to,
            subject=subject,
            text=text,
            key=key,
            html=html,
            matter_id=matter_id,
            conversation_id=conversation_id,
            secret=secret,
        ),
        at=at,
    )


def send_letter(
    *,
    kind: str,
    to: str,
    values: Mapping[str, object],
    key: str,
    at: datetime,
    matter_id: UUID | None = None,
    secret: str = "",
    language: str = "pl",
) -> UUID | None:
    """Render a letter of `letters.KINDS` and queue it as an e-mail; see `queue`."""
    letter = letters.render(kind, values, language=language)
    return queue(
        Outgoing(
            channel="email",
            to=to,
            subject=letter.subject,
            text=letter.text,
            key=key,
            html=letter.html,
            matter_id=matter_id,
            secret=secret,
            language=language,
            purpose=kind,
            template=letter.template,
            template_edition=letter.edition,
        ),
        at=at,
    )


def cancel(message_ids: Sequence[UUID], *, at: datetime) -> int:
    """Call back messages that nobody has begun to give away; returns how many. The others go or have gone.

    What a port of ours holds can be called back; what the operator of e-Doręczenia has taken over is on its way.
    """
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(id__in=message_ids, status=Status.QUEUED)
        rows = [row for row in waiting if _is_ours(row, at)]
        Message.objects.filter(id__in=[row.id for row in rows]).update(
            status=Status.CANCELLED, settled_at=at, is_held=False, secret=""
        )
        for row in rows:
            telling.tell(row)
            jobs_of.wake_next(row.lane, at=at)
    return len(rows)


def _is_ours(row: Message, at: datetime) -> bool:
    if row.is_held:
        return row.channel != Channel.EDELIVERY
    return row.handed_at is None and (row.claimed_until is None or row.claimed_until <= at)


def _check(outgoing: Outgoing) -> None:
    if sum(len(one.content) for one in outgoing.attachments) > MOST_BYTES:
        raise CannotSend(_("Załączniki są za duże. Razem mogą mieć najwyżej 15 MB."))
    if not outgoing.text.strip():
        raise CannotSend(_("Wiadomość jest pusta."))
    if outgoing.channel == "sms":
        if outgoing.attachments:
            raise CannotSend(_("Do wiadomości SMS nie można dołączyć pliku. Wyślij odnośnik."))
        if segments.counted(outgoing.text).segments > LONGEST_SMS:
            raise CannotSend(_("Ta wiadomość jest za długa na SMS."))


def _row(outgoing: Outgoing, to: str, at: datetime) -> Message:
    return Message(
        key=outgoing.key,
        channel=outgoing.channel,
        to=to,
        lane=addresses.lane(outgoing.channel, to),
        subject=one_line(outgoing.subject, 200),
        text=outgoing.text,
        html=outgoing.html,
        secret=outgoing.secret,
        language=outgoing.language,
        is_large=outgoing.is_large,
        purpose=outgoing.purpose,
        template=outgoing.template,
        template_edition=outgoing.template_edition,
        legal_basis=one_line(outgoing.legal_basis, 200),
        in_reply_to=one_line(outgoing.reply_to or "", 500),
        created_at=at,
        not_before=outgoing.not_before,
        next_attempt_at=max(at, outgoing.not_before or at),
        segments=segments.counted(outgoing.text).segments if outgoing.channel == "sms" else 0,
        matter_id=outgoing.matter_id,
        conversation_id=outgoing.conversation_id,
        question_id=outgoing.question_id,
        resident_id=outgoing.resident_id,
        campaign_id=outgoing.campaign_id,
    )


def _stored(message: Message, *, is_first: bool) -> bool:
    """Store the message unless its key was queued before."""
    if is_first:
        message.save(force_insert=True)
        return True
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(id=message.id).exists()


def _enclose(message: Message, files: Sequence[Attachment]) -> None:
    """Keep the files, each content once."""
    if not files:
        return
    stored = {hashlib.sha256(one.content).hexdigest(): one for one in files}
    StoredFile.objects.bulk_create(
        [StoredFile(sha256=digest, content=one.content, size=len(one.content)) for digest, one in stored.items()],
        ignore_conflicts=True,
    )
    Enclosure.objects.bulk_create(
        Enclosure(
            message=message,
            position=position,
            name=one_line(one.name, 200).replace("/", "_").replace("\\", "_"),
            media_type=one.media_type,
            file_id=hashlib.sha256(one.content).hexdigest(),
        )
        for position, one in enumerate(files)
    )


def _adopt_links(message: Message) -> None:
    """Let the short links in the text know whose they are, so that an opened one says that the message was read."""
    if tokens := links.tokens_in(message.text):
        ShortLink.objects.filter(token__in=tokens, message=None).update(message=message)
