"""A message becomes a letter on paper: its words set, its files behind it, waiting for the day's print run."""

import re
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.utils.dateformat import format as date_words
from django.utils.translation import gettext as _
from django.utils.translation import override
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from infolinia.core.clock import city_time
from infolinia.core.pdf.joining import join
from infolinia.core.text import one_line
from infolinia.correspondence.channels.base import NotSent
from infolinia.correspondence.models import Message, PaperMail
from infolinia.correspondence.printing.letters import Sheet, letter_pdf
from infolinia.correspondence.rules import paper_mail
from infolinia.correspondence.rules.marks import filled

PDF = "application/pdf"
_NUMBER = re.compile(r"\b[A-Z]{2,5}-\d{4}-\d{5,}\b")
_MOST_LINES_WITH_RETURN = 4


def prepare(message: Message, at: datetime) -> PaperMail:
    """Return the paper of the message, made once. Raises `NotSent` for a file that nobody can print."""
    if found := prepared(message):
        return found
    content = _content(message, at)
    lines = message.to.splitlines()
    recipient, rest = one_line(lines[0], 200), lines[1:]
    is_pickup = message.channel == paper_mail.PICKUP
    fields = {
        "kind": message.channel,
        "service": paper_mail.ORDINARY if is_pickup else paper_mail.service_for(message.purpose),
        "recipient": recipient,
        "address": "" if is_pickup else "\n".join(rest),
        "place": one_line(", ".join(rest), 200) if is_pickup else "",
        "reference": reference(message),
        "language": message.language[:2],
        "is_large": message.is_large,
        "content": content,
        "pages": len(PdfReader(BytesIO(content)).pages),
        "created_at": at,
    }
    with transaction.atomic():
        paper, _made = PaperMail.objects.get_or_create(message=message, defaults=fields)
    return paper


def prepared(message: Message) -> PaperMail | None:
    """Return the paper of the message if there is one."""
    return PaperMail.objects.filter(message=message).defer("content").first()


def preview(message: Message, at: datetime) -> bytes:
    """Return the letter as it would be printed; nothing is kept and the code stays hidden."""
    return _content(message, at)


def reference(message: Message) -> str:
    """Return the matter's number, which every subject about a matter begins with."""
    found = _NUMBER.search(message.subject)
    return found.group() if found else ""


def _content(message: Message, at: datetime) -> bytes:
    enclosures = list(message.enclosures.select_related("file"))
    for enclosure in enclosures:
        if enclosure.media_type != PDF:
            raise NotSent(
                _("Załącznika „%(name)s” nie wydrukujemy: do listu można dodać tylko pliki PDF.")
                % {"name": enclosure.name},
                permanent=True,
            )
    letter = letter_pdf(sheet(message, [each.name for each in enclosures], at), at)
    if not enclosures:
        return letter
    try:
        return join([letter, *(bytes(each.file.content) for each in enclosures)])
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotSent(_("Załącznika nie da się wydrukować: plik jest uszkodzony."), permanent=True) from error


def sheet(message: Message, enclosures: list[str], at: datetime) -> Sheet:
    """Return the words of the letter, in the reader's language."""
    lines = message.to.splitlines()
    sender = settings.LETTER_SENDER
    with override(message.language):
        number = reference(message)
        return Sheet(
            title=message.subject,
            text=filled(message.text, message.secret),
            language=message.language[:2],
            sender=(settings.CITY_NAME, *sender),
            addressee=lines,
            date=date_words(city_time(at), "j E Y"),
            footer=" · ".join(
                (_("Infolinia: %(phone)s") % {"phone": settings.CITY_PHONE}, settings.PUBLIC_URL.partition("//")[2])
            ),
            enclosures_heading=_("Załączniki"),
            return_line=", ".join((settings.CITY_NAME, *sender)) if len(lines) <= _MOST_LINES_WITH_RETURN else "",
            reference=_("Znak: %(reference)s") % {"reference": number} if number else "",
            enclosures=[name.removesuffix(".pdf") for name in enclosures],
            is_large=message.is_large,
        )
