"""A message shown exactly as it will arrive, before anybody queues it; nothing is kept."""

from dataclasses import dataclass
from datetime import datetime

from infolinia.core.pdf.joining import join
from infolinia.core.text import one_line
from infolinia.correspondence.models import Message
from infolinia.correspondence.printing.letters import letter_pdf
from infolinia.correspondence.printing.preparing import sheet
from infolinia.correspondence.rules import segments
from infolinia.correspondence.rules.marks import hidden
from infolinia.correspondence.shapes import Outgoing


@dataclass(frozen=True)
class SmsCount:
    """How long a text message is: `letters` are those for which it costs more; `is_long` says it takes many parts."""

    parts: int
    used: int
    left: int
    is_plain: bool
    letters: str

    @property
    def is_long(self) -> bool:
        """Say whether the text had better be shorter."""
        return self.parts > 3


def sms_count(text: str) -> SmsCount:
    """Return how many parts the text takes."""
    found = segments.counted(text)
    return SmsCount(found.segments, found.used, found.left, found.alphabet == "gsm7", found.foreign)


def letter_preview(outgoing: Outgoing, *, at: datetime) -> bytes:
    """Return the paper as it would be printed, its files behind it; a code stays hidden."""
    message = Message(
        channel=outgoing.channel,
        to=outgoing.to,
        subject=one_line(outgoing.subject, 200),
        text=hidden(outgoing.text),
        language=outgoing.language,
        is_large=outgoing.is_large,
        purpose=outgoing.purpose,
    )
    letter = letter_pdf(sheet(message, [each.name for each in outgoing.attachments], at), at)
    return join([letter, *(each.content for each in outgoing.attachments)])
