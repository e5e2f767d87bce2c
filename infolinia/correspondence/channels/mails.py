"""An e-mail as it goes out: its headers, its text and page, its files."""

from email.utils import format_datetime, parseaddr
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from infolinia.core.clock import city_time
from infolinia.core.text import one_line
from infolinia.correspondence.models import Message
from infolinia.correspondence.rules.marks import filled

WRITTEN_BY_PEOPLE = ("", "answer", "reply")
"""Purposes of answers in which a person answers a person; robots may answer those, not the others."""

BY_HAND = frozenset({"reply"})
"""What a person wrote: no machine may be told that a machine wrote it (RFC 3834, 5)."""


def compose(message: Message) -> EmailMultiAlternatives:
    """Return the e-mail, each time the same to the byte's meaning: a mailbox can tell a repeated delivery by its id."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=filled(message.text, message.secret),
        to=[message.to],
        headers=headers(message),
    )
    if message.html:
        mail.attach_alternative(filled(message.html, message.secret), "text/html")
    for one in message.enclosures.select_related("file"):
        mail.attach(one.name, bytes(one.file.content), one.media_type)
    return mail


def headers(message: Message) -> dict[str, str]:
    """Return what makes the e-mail findable: its id, its time, its thread (RFC 5322, 3.6.4; RFC 3834, 5)."""
    found = {
        "Message-ID": message_id(message.id),
        "Date": format_datetime(city_time(message.created_at)),
    }
    if not (message.in_reply_to and message.purpose in WRITTEN_BY_PEOPLE):
        found["Auto-Submitted"] = "auto-replied" if message.in_reply_to else "auto-generated"
    thread = [thread_id(message.matter_id)] if message.matter_id else []
    if message.in_reply_to:
        found["In-Reply-To"] = bracketed(message.in_reply_to)
        thread.append(found["In-Reply-To"])
    elif thread:
        found["In-Reply-To"] = thread[0]
    if thread:
        found["References"] = " ".join(thread)
    return found


def message_id(ident: UUID) -> str:
    """Return the Message-ID of a message: the same for each attempt."""
    return f"<{ident}@{_host()}>"


def thread_id(matter_id: UUID) -> str:
    """Return the id of a mail that never was: every mail of the matter answers to it, so that they hang together."""
    return f"<sprawa.{matter_id}@{_host()}>"


def bracketed(header: str) -> str:
    """Return a Message-ID from outside as one safe header value."""
    return f"<{one_line(header, 480).strip('<> ')}>"


def bare(address: str) -> str:
    """Return the address without the name."""
    return parseaddr(address)[1]


def _host() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2].strip("> ")
