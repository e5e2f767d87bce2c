"""A letter arrives: it finds its conversation, its matter and its adviser, all or nothing."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction

from infolinia.contacts import queries as people
from infolinia.core.clock import city_day
from infolinia.core.text import one_line
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence import queries as mail
from infolinia.correspondence.received import Incoming, Received
from infolinia.correspondence.rules import matters_told
from infolinia.correspondence.rules.plain_text import plain_subject
from infolinia.correspondence.shapes import Outgoing
from infolinia.journeys.answer_letter import way_of
from infolinia.matters import operations as matters
from infolinia.matters import queries as cases
from infolinia.routing import letters as routing

MESSAGE = "message"
REPLY_LIMIT = 8_000


def read_mailboxes(*, at: datetime) -> int:
    """Read every mailbox of the installation to its end; returns how many letters were taken.

    Each letter is received at its own moment, from `at` on, so that those of one reading keep their order.
    """
    taken = 0
    moments = _moments(at)
    for url in settings.MAILBOXES:
        source = correspondence.name_of_mailbox(url)

        def take(raw: bytes, defect: str, source: str = source) -> None:
            email(raw, source=source, at=next(moments), defect=defect)

        taken += correspondence.read_mailbox(url, take, at=at).taken
    return taken


def _moments(at: datetime) -> Iterator[datetime]:
    """Give the moments of a piece of work that began at `at`: as time goes by, and no two the same."""
    began, last = time.monotonic(), at
    yield last
    while True:
        last = max(at + timedelta(seconds=time.monotonic() - began), last + timedelta(microseconds=1))
        yield last


def email(raw: bytes, *, source: str, at: datetime, defect: str = "") -> Received:
    """Receive one e-mail as a mailbox gave it; the same one twice changes nothing."""
    with transaction.atomic():
        return _placed(correspondence.receive_email(raw, source=source, at=at, defect=defect), at)


def letter(arrived: Incoming, *, at: datetime) -> Received:
    """Receive a text message or a form of the page; the same one twice changes nothing."""
    with transaction.atomic():
        return _placed(correspondence.receive(arrived, at=at), at)


def _placed(received: Received, at: datetime) -> Received:
    if received.kind != MESSAGE or received.letter_id is None or received.conversation_id is None:
        return received
    _find_matter(received, received.letter_id, received.conversation_id, at)
    if received.is_new and received.answers_conversation:
        _to_the_same_person(received.conversation_id, received.answers_conversation, at)
    elif received.is_new:
        _say_that_it_came(received.letter_id, received.conversation_id, at)
    routing.hand_out(at=at)
    return received


def _find_matter(received: Received, letter_id: UUID, conversation_id: UUID, at: datetime) -> None:
    """Say which matter the letter is about when that is sure; otherwise which it may be, for the adviser to choose."""
    view = mail.letter(letter_id)
    named = cases.named_matters(matters_told.numbers_in(view.subject, view.text))
    open_letter = people.open_letter(conversation_id)
    resident_id = open_letter.resident_id if open_letter else None
    known = cases.open_matters_of(address=view.sender or view.answer_to, resident_id=resident_id)
    found = matters_told.matter_of(
        thread=received.matter_id if received.matter_id and cases.matters_by_ids([received.matter_id]) else None,
        named={one.id: one.addresses for one in named},
        writer=view.sender,
        known=[one.id for one in known],
    )
    correspondence.set_letter_matter(
        letter_id=view.id, matter_id=found.matter_id, found=found.how, guesses=found.guesses
    )
    if found.matter_id and found.how == "thread":  # anybody can write a sender and a number: then an adviser decides
        _tell_the_unit(found.matter_id, view.text, at)


def _tell_the_unit(matter_id: UUID, text: str, at: datetime) -> None:
    """Let the clock run again when the unit waited for exactly this: what the resident was asked (KPA art. 35 § 5)."""
    asked = [one for one in cases.matters_by_ids([matter_id]) if one.waits_for_resident]
    if asked and text.strip():
        matters.resident_replied(matter_id=matter_id, text=text.strip()[:REPLY_LIMIT], by_id=None, at=at)


def _to_the_same_person(conversation_id: UUID, before: UUID, at: datetime) -> None:
    """Let somebody who wrote with this person before have the letter first."""
    adviser = people.advisers_of([before]).get(before)
    if adviser is not None:
        routing.prefer(conversation_id=conversation_id, staff_id=adviser, at=at)


def _say_that_it_came(letter_id: UUID, conversation_id: UUID, at: datetime) -> None:
    """Tell the writer that a person will answer: once a day to one address, and never to a machine (RFC 3834)."""
    view = mail.letter(letter_id)
    way = way_of(view)
    if not settings.LETTER_RECEIPTS or view.is_machine or way.channel != "email" or not way.to:
        return
    values = {"subject": plain_subject(view.subject) or one_line(view.text, 60)}
    once = hashlib.sha256(f"{way.to}:{city_day(at)}".encode()).hexdigest()[:40]
    with suppress(correspondence.CannotSend, correspondence.CannotCompose), transaction.atomic():
        told = correspondence.compose(purpose="received", channel="email", language=view.language, values=values, at=at)
        correspondence.queue(
            Outgoing(
                channel="email",
                to=way.to,
                subject=told.subject,
                text=told.text,
                html=told.html,
                key=f"received-{once}",
                conversation_id=conversation_id,
                purpose="received",
                language=view.language,
                template=told.template,
                template_edition=told.edition,
                reply_to=view.message_id or None,
            ),
            at=at,
        )
