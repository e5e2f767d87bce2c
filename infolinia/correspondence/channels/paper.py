"""The ways out that end in somebody's hands: letters by post, and papers to collect at a counter."""

from infolinia.core.clock import now
from infolinia.correspondence.channels.base import Accepted
from infolinia.correspondence.models import Message, PaperMail
from infolinia.correspondence.printing import preparing


class PaperPort:
    """Prepares the paper and takes it over: the message leaves when a clerk says that it was posted or laid ready."""

    def deliver(self, message: Message) -> Accepted:
        """Set the letter for the next print run; the same message has one paper whoever asks and how often."""
        return _taken(preparing.prepare(message, now()))

    def find(self, message: Message) -> Accepted | None:
        """Return the paper if it was prepared before the worker died."""
        paper = preparing.prepared(message)
        return _taken(paper) if paper else None


def _taken(paper: PaperMail) -> Accepted:
    return Accepted(ref=str(paper.pk), provider=paper.kind, is_sent=False)
