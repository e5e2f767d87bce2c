"""Letters as conversations: an e-mail, a text message or a form waits in a queue, lies on a desk, and is answered.

Nobody is on the line: a letter goes from waiting to an adviser and back as often as it must, and ends when it is
closed. Another letter of the same person about the same thing joins the conversation that is not closed yet.
"""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.contacts.models import ContactPoint, Conversation, Question
from infolinia.contacts.operations.calls import _ledger, _locked, _move
from infolinia.core.errors import Cannot
from infolinia.core.phones import normalise
from infolinia.core.text import one_line

LETTERS = frozenset({"email", "sms", "form"})
SUBJECT_LIMIT = 200
_IDS = uuid5(UUID("5a0f9d0e-52b3-5d6f-9c7e-0d2b1b6a4c11"), "letters")


class CannotTakeLetter(Cannot):
    """The letter is somebody else's, or nobody's any more; the text says so."""


def wrote(
    *,
    key: str,
    channel: str,
    address: str,
    number: str,
    name: str,
    subject: str,
    language: str,
    queue_code: str,
    at: datetime,
    resident_id: UUID | None = None,
) -> UUID:
    """Open the conversation of a letter, waiting in its queue; the same key opens it once.

    Address, number, name and subject are hostile text and are cleaned. The resident is who is given, else the only
    one known under the address or number: who it may be, never who it is.
    """
    ident = uuid5(_IDS, key)
    clean_number = normalise(number) or one_line(number, 20)
    clean_address = one_line(address, 254).lower()
    with transaction.atomic():
        conversation, created = Conversation.objects.get_or_create(
            id=ident,
            defaults={
                "channel": channel,
                "state": Conversation.State.WAITING,
                "queue_code": queue_code,
                "language": language,
                "caller_number": clean_number,
                "caller_address": clean_address,
                "caller_name": one_line(name, 80),
                "resident_id": resident_id or _only_resident(clean_address, clean_number),
                "arrived_at": at,
                "queued_at": at,
            },
        )
        if created:
            Question.objects.create(
                conversation=conversation, position=1, subject=one_line(subject, SUBJECT_LIMIT), saved_at=at
            )
            _ledger(conversation, "wrote", at, f"{ident}:wrote")
            _move(conversation, conversation.state)
    return ident


def wrote_again(*, conversation_id: UUID, at: datetime, event_key: str) -> bool:
    """Note one more letter in a conversation that is not closed; returns whether it took it (not when it is gone)."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().filter(id=conversation_id).first()
        if conversation is None or conversation.state not in (Conversation.State.WAITING, Conversation.State.ANSWERING):
            return False
        if _ledger(conversation, "wrote_again", at, event_key):
            _move(conversation, conversation.state)
    return True


def letter_taken(*, conversation_id: UUID, adviser_id: int, at: datetime, by_id: int | None = None) -> None:
    """Lay a waiting letter on this adviser's desk; `by_id` is who chose it, nobody when it was the letter's turn.

    Raises `CannotTakeLetter` when it waits no more; taking what is one's own changes nothing.
    """
    with transaction.atomic():
        conversation = _letter(conversation_id)
        if conversation.state == Conversation.State.ANSWERING and conversation.adviser_id == adviser_id:
            return
        if conversation.state != Conversation.State.WAITING:
            raise CannotTakeLetter(_("Ten list ma już ktoś inny albo jest zamknięty."))
        conversation.adviser_id = adviser_id
        conversation.offered_at = conversation.offered_at or at
        _write(conversation, "letter_taken", at, adviser_id=adviser_id, by=by_id)
        _move(conversation, Conversation.State.ANSWERING)


def letter_returned(*, conversation_id: UUID, at: datetime, why: str, by_id: int | None = None) -> None:
    """Put a letter back into its queue at its old place: `why` is set_aside, away or moved. Others stay as they are."""
    with transaction.atomic():
        conversation = _letter(conversation_id)
        if conversation.state != Conversation.State.ANSWERING:
            return
        lost, conversation.adviser_id = conversation.adviser_id, None
        _write(conversation, "letter_returned", at, adviser_id=lost, by=by_id, why=why)
        _move(conversation, Conversation.State.WAITING, also=lost)


def letter_answered(*, conversation_id: UUID, by_id: int, at: datetime) -> None:
    """Note that an answer was written; the first one's time is kept."""
    with transaction.atomic():
        conversation = _letter(conversation_id)
        conversation.answered_at = conversation.answered_at or at
        _write(conversation, "letter_answered", at, adviser_id=by_id)
        _move(conversation, conversation.state)


def letter_closed(*, conversation_id: UUID, by_id: int, at: datetime, why: str) -> None:
    """Close a letter that needs no answer: `why` is spam, no_answer_needed or a supervisor's own word."""
    with transaction.atomic():
        conversation = _letter(conversation_id)
        if conversation.state == Conversation.State.CLOSED:
            return
        conversation.adviser_id = conversation.adviser_id or by_id
        conversation.ended_at = conversation.finished_at = at
        _write(conversation, "letter_closed", at, adviser_id=by_id, why=why)
        _move(conversation, Conversation.State.CLOSED)


def _letter(conversation_id: UUID) -> Conversation:
    conversation = _locked(conversation_id)
    if conversation.channel not in LETTERS:
        raise CannotTakeLetter(_("To nie jest list."))
    return conversation


def _write(
    conversation: Conversation,
    kind: str,
    at: datetime,
    adviser_id: int | None,
    by: int | None = None,
    why: str = "",
) -> None:
    key = f"{conversation.id}:{kind}:{int(at.timestamp() * 1000)}:{adviser_id}"
    told = {name: value for name, value in (("by", by), ("why", why)) if value}
    _ledger(conversation, kind, at, key, adviser_id=adviser_id, **told)


def _only_resident(address: str, number: str) -> UUID | None:
    for kind, value in ((ContactPoint.Kind.EMAIL, address), (ContactPoint.Kind.PHONE, number)):
        if not value:
            continue
        points = ContactPoint.objects.filter(kind=kind, value=value).values_list("resident_id", flat=True)
        found = set(points[:2])
        if len(found) == 1:
            return found.pop()
    return None
