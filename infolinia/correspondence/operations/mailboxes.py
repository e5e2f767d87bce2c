"""Reading a mailbox to its end: each letter is stored with us before it is taken off the pile there."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.db.models import F

from infolinia.correspondence.mailboxes import Mailbox, MailboxAway, Waiting, name_of, opened
from infolinia.correspondence.models import MailboxState

log = logging.getLogger(__name__)

MOST_BYTES = 30 * 1024 * 1024
MOST_AT_ONCE = 200
TOO_BIG = "too_big"
Take = Callable[[bytes, str], object]


@dataclass(frozen=True)
class Read:
    """How many letters one reading took, and how many it put aside because they could not be stored."""

    taken: int = 0
    spoiled: int = 0
    is_away: bool = False


def read_mailbox(url: str, take: Take, *, at: datetime) -> Read:
    """Give every letter of the mailbox to `take(raw, defect)`, each once it is ours off the pile.

    A letter that cannot be stored goes aside and never stops the others; when the database is away nothing is taken
    off, and the next reading finds everything again. Raises nothing but what tells of the database: whatever else is
    wrong with this mailbox, the next one is read.
    """
    try:
        with opened(url) as mailbox:
            read = _everything(mailbox, take)
    except (OperationalError, InterfaceError):
        raise
    except Exception as trouble:
        told = str(trouble) if isinstance(trouble, MailboxAway) else type(trouble).__name__
        log.warning("mailbox %s: %s", name_of(url), told)
        _note_trouble(url, told, at)
        return Read(is_away=True)
    _note_read(url, read, at)
    return read


def _everything(mailbox: Mailbox, take: Take) -> Read:
    taken = spoiled = 0
    for letter in mailbox.waiting(MOST_AT_ONCE):
        try:
            _take(mailbox, letter, take)
        except (OperationalError, InterfaceError, MailboxAway):
            raise
        except Exception as error:
            # Only its class: what it says may quote the letter.
            log.error("a letter could not be stored and is put aside: %s", type(error).__name__)
            mailbox.put_aside(letter.handle)
            spoiled += 1
        else:
            mailbox.done(letter.handle)
            taken += 1
    return Read(taken, spoiled)


def _take(mailbox: Mailbox, letter: Waiting, take: Take) -> None:
    if letter.size > MOST_BYTES:
        take(mailbox.fetch_head(letter.handle), TOO_BIG)
    else:
        take(mailbox.fetch(letter.handle), "")


def _note_read(url: str, read: Read, at: datetime) -> None:
    MailboxState.objects.get_or_create(code=name_of(url))
    MailboxState.objects.filter(code=name_of(url)).update(
        read_at=at,
        failing_since=None,
        last_error="",
        taken=F("taken") + read.taken,
        spoiled=F("spoiled") + read.spoiled,
    )


def _note_trouble(url: str, text: str, at: datetime) -> None:
    state, _created = MailboxState.objects.get_or_create(code=name_of(url))
    state.failing_since = state.failing_since or at
    state.last_error = text[:300]
    state.save(update_fields=["failing_since", "last_error"])
