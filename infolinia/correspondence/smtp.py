"""The wire to the mail server: one message out, and what its answer means."""

import smtplib
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from infolinia.core.clock import city_time
from infolinia.correspondence.models import Message

SECRET_MARK = "{{kod}}"  # noqa: S105 - where the matter's code goes at the moment of sending


class NotSent(Exception):
    """The server did not take the message; `permanent` says that trying again is useless."""

    def __init__(self, text: str, *, permanent: bool) -> None:
        super().__init__(text)
        self.permanent = permanent


def message_id(message: Message) -> str:
    """Return the Message-ID: the same for each attempt, so that a mailbox can tell a repeated delivery."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    return f"<{message.id}@{host}>"


def send(message: Message) -> None:
    """Hand the message to the mail server; raises `NotSent`. Blocks for at most settings.EMAIL_TIMEOUT."""
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text.replace(SECRET_MARK, message.secret),
        to=[message.to],
        headers={
            "Message-ID": message_id(message),
            "Date": format_datetime(city_time(message.created_at)),
            "Auto-Submitted": "auto-generated",
        },
    )
    if message.html:
        mail.attach_alternative(message.html.replace(SECRET_MARK, message.secret), "text/html")
    try:
        mail.send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(_said(error), permanent=_is_permanent(error)) from error


def _is_permanent(error: Exception) -> bool:
    """Whether the server refused for good: an answer of 5xx to the sender, the recipient or the content (RFC 5321)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, (smtplib.SMTPDataError, smtplib.SMTPSenderRefused)):
        return 500 <= error.smtp_code < 600
    return isinstance(error, ValueError)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values())[:500]
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"[:500]
    return f"{type(error).__name__}: {error}"[:500]
