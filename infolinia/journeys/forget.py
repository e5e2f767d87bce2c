"""What the city promised residents about their data: each kind goes when its time is over, room by room."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from infolinia.contacts import operations as contacts
from infolinia.contacts.queries import erasing as people
from infolinia.core import retention
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.operations import erasing_letters as letters
from infolinia.correspondence.operations import papers
from infolinia.correspondence.queries import erasing as written
from infolinia.journeys.people import erasing
from infolinia.matters import operations as matters
from infolinia.matters import queries as cases
from infolinia.outreach import operations as outreach
from infolinia.outreach.queries import erasing as promised
from infolinia.routing.supervision import forgetting as supervision
from infolinia.telephony.callbacks import operations as call_backs
from infolinia.telephony.recordings import operations as recordings
from infolinia.telephony.surveys import operations as surveys

# Kinds as the log of erasures names them.
CALLS, MATTERS, READINGS = "conversations", "matters", "readings"
MOST_BATCHES = 400  # of one kind in one night: 200,000 rows, some minutes


@dataclass(frozen=True)
class Promise:
    """How long one kind is kept, and how old the oldest is that is still there. `is_kept` allows one night's delay."""

    kind: str
    months: int
    oldest: datetime | None
    erased: int
    last_at: datetime | None
    is_kept: bool


def everything_due(*, at: datetime) -> dict[str, int]:
    """Erase whatever is older than promised; returns how many of each kind went.

    It goes by age alone, so what a backup brought back goes again in the next night; whom somebody erased, by the book.
    """
    return {
        "people": erasing.erase_again(at=at),
        "merges": contacts.settle_merges(at=at),
        "matters": _all(matters.forget_matters, _before("matters", at), at),
        "consents": _all(recordings.forget_consents, _before("calls", at), at),
        "ratings": _all(surveys.forget_ratings, _before("calls", at), at),
        "call_backs": _all(call_backs.forget, _before("calls", at), at),
        "conversations": _all(contacts.forget_conversations, _before("calls", at), at),
        "sent_papers": _all(papers.forget_papers, _before("calls", at), at),
        "messages": _all(correspondence.forget_loose_messages, _before("calls", at), at),
        "letters": _all(letters.forget_loose_letters, _before("calls", at), at),
        "promises": _all(outreach.forget_promises, _before("calls", at), at),
        "campaigns": _all(outreach.forget_campaigns, _before("calls", at), at),
        "reminders": _all(outreach.forget_reminders, _before("calls", at), at),
        "satisfaction": _all(outreach.forget_answers, _before("calls", at), at),
        "residents": _residents(_before("calls", at), at),
        "desk_messages": _all(supervision.forget_desk_messages, _before("calls", at), at),
        "supervisor_acts": _all(supervision.forget_acts, _before("readings", at), at),
        "readings": _all(contacts.forget_readings, _before("readings", at), at),
    }


def promises(at: datetime) -> list[Promise]:
    """Return what is promised and whether it is kept."""
    done = retention.latest()
    oldest = {
        CALLS: ("calls", people.oldest_conversation()),
        MATTERS: ("matters", cases.oldest_settled()),
        READINGS: ("readings", people.oldest_reading()),
        "messages": ("calls", written.oldest_message()),
        "letters": ("calls", written.oldest_letter()),
        "promises": ("calls", promised.oldest_promise()),
        "campaigns": ("calls", promised.oldest_campaign()),
    }
    return [
        Promise(
            kind=kind,
            months=settings.KEEP_MONTHS[name],
            oldest=moment,
            erased=done.get(kind, (0, None))[0],
            last_at=done.get(kind, (0, None))[1],
            is_kept=moment is None or moment >= _before(name, at) - timedelta(days=2),
        )
        for kind, (name, moment) in oldest.items()
    ]


def _before(name: str, at: datetime) -> datetime:
    """Return the same day so many months ago, or the last of that month."""
    months = at.year * 12 + at.month - 1 - settings.KEEP_MONTHS[name]
    year, month = months // 12, months % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def _all(forget: Callable[..., int], before: datetime, at: datetime) -> int:
    gone = 0
    for _ in range(MOST_BATCHES):
        batch = forget(before=before, at=at)
        gone += batch
        if not batch:
            break
    return gone


def _residents(before: datetime, at: datetime) -> int:
    """Erase those who are in no conversation and no matter any more, walking through them once."""
    gone, last = 0, None
    while found := people.residents_without_conversations(before=before, after=last, limit=retention.BATCH):
        last = found[-1]
        idle: set[UUID] = set(found) - cases.residents_with_matters(found)
        if idle:
            gone += contacts.forget_residents(idle, before=before, at=at)
    return gone
