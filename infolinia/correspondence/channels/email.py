"""The wire to the mail server: one message out by SMTP, and what the server's answer means."""

import contextlib
import re
import smtplib
import threading
import time

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from infolinia.correspondence.channels import mails
from infolinia.correspondence.channels.base import Accepted, NotSent, Unsure
from infolinia.correspondence.models import Message

KEPT_SECONDS = 20.0  # an idle connection is left after this; servers wait for five minutes (RFC 5321, 4.5.3.2)
FRESH_SECONDS = 1.0  # after a good answer so lately nobody asks the server whether it is still there
LAST_ANSWER_SECONDS = 120.0  # for the answer after the whole message: giving up early makes doubles (RFC 1047)


class EmailPort:
    """Sends by the mail server of the settings, over a connection kept open between messages of one thread."""

    def __init__(self) -> None:
        self._mine = threading.local()

    def prepare(self) -> None:
        """Have a connection that answers; raises `NotSent`. After this the message itself is given away at once."""
        backend = self._backend()
        if not isinstance(backend, EmailBackend):
            return
        try:
            if backend.connection and not self._is_alive(backend.connection):
                self.leave(broken=True)
                backend = self._backend()
            if isinstance(backend, EmailBackend) and backend.open() and backend.connection:
                backend.connection.ehlo_or_helo_if_needed()
                self._mine.used_at = time.monotonic()
        except (smtplib.SMTPException, OSError) as error:
            self.leave(broken=True)
            raise NotSent(_said(error), permanent=False, is_away=True) from error

    def deliver(self, message: Message) -> Accepted:
        """Hand the message to the server; raises `NotSent`, or `Unsure` when it fell silent after it had the whole."""
        self.prepare()
        backend, mail = self._backend(), mails.compose(message)
        try:
            if isinstance(backend, EmailBackend) and backend.connection:
                _give(backend.connection, mail, message)
            else:
                backend.send_messages([mail])
        except Unsure:
            self.leave(broken=True)
            raise
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self.leave(broken=True)
            raise NotSent(_said(error), permanent=_is_permanent(error), is_away=_is_away(error)) from error
        self._mine.used_at = time.monotonic()
        return Accepted()

    def leave(self, *, broken: bool = False) -> None:
        """End this thread's conversation with the server; a broken one is just closed."""
        backend = getattr(self._mine, "backend", None)
        self._mine.backend = None
        # One that was refused at its sign-in is kept by Django under the second name.
        for name in ("connection", "_partial_connection"):
            server = getattr(backend, name, None)
            if isinstance(server, smtplib.SMTP):
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    if not broken:
                        server.quit()
                server.close()

    def _backend(self) -> BaseEmailBackend:
        """Return this thread's way to the server; another one when the settings have changed."""
        wanted = (settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT)
        if getattr(self._mine, "backend", None) is None or self._mine.wanted != wanted:
            self.leave()
            self._mine.backend, self._mine.wanted = get_connection(), wanted
        backend: BaseEmailBackend = self._mine.backend
        return backend

    def _is_alive(self, server: smtplib.SMTP) -> bool:
        idle = time.monotonic() - getattr(self._mine, "used_at", 0.0)
        if idle < FRESH_SECONDS:
            return True
        with contextlib.suppress(smtplib.SMTPException, OSError):
            return idle < KEPT_SECONDS and bool(server.noop()[0] == 250)
        return False


def _give(server: smtplib.SMTP, mail: EmailMultiAlternatives, message: Message) -> None:
    """Speak SMTP (RFC 5321): sender, recipient, content. Delivery reports are asked for (RFC 3461) where it can."""
    sender, to = (mails.bare(sanitize_address(one, "utf-8")) for one in (mail.from_email, message.to))
    content = re.sub(rb"(?m)^\.", b"..", mail.message().as_bytes(linesep="\r\n"))  # type: ignore[call-arg]
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    has_reports = server.has_extn("dsn")
    options = ["RET=HDRS", f"ENVID={message.id}"] if has_reports else []
    if server.has_extn("8bitmime") and not content.isascii():
        options.append("BODY=8BITMIME")
    code, said = server.mail(sender, options)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, said, sender)
    code, said = server.rcpt(to, ["NOTIFY=SUCCESS,FAILURE,DELAY"] if has_reports else [])
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({message.to: (code, said)})
    code, said = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPDataError(code, said)
    server.send(content + b".\r\n")
    code, said = _last_answer(server)
    if code != 250:
        raise smtplib.SMTPDataError(code, said)


def _last_answer(server: smtplib.SMTP) -> tuple[int, bytes]:
    """Return the answer to the whole message. Before it comes nobody knows who is responsible for the message."""
    usual = server.sock.gettimeout() if server.sock else None
    try:
        if server.sock:
            server.sock.settimeout(LAST_ANSWER_SECONDS)
        answer = server.getreply()
        if server.sock:
            server.sock.settimeout(usual)
    except (smtplib.SMTPException, OSError) as error:
        raise Unsure(_said(error)) from error
    return answer


def _is_away(error: Exception) -> bool:
    """Whether the trouble is the server's or that of our own account, so that every message would have it now."""
    if isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)):
        codes = _codes(error)
        return 421 in codes
    return isinstance(error, (smtplib.SMTPException, OSError))


def _is_permanent(error: Exception) -> bool:
    """Whether the server refused this message for good: 5xx to the recipient or the content (RFC 5321, 4.2.1)."""
    if isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)):
        return all(500 <= code < 600 for code in _codes(error))
    return isinstance(error, ValueError)


def _codes(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> list[int]:
    if isinstance(error, smtplib.SMTPDataError):
        return [error.smtp_code]
    return [code for code, _ in error.recipients.values()]


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in error.recipients.values())[:500]
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"[:500]
    return f"{type(error).__name__}: {error}"[:500]
