"""The one place that tells the resident of a change, and those who follow, in the transaction of the change itself."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from infolinia.correspondence import addresses, letters
from infolinia.correspondence import operations as correspondence
from infolinia.correspondence.queries.ways_out import open_channels
from infolinia.correspondence.rules.marks import SECRET_MARK
from infolinia.correspondence.shapes import Outgoing
from infolinia.matters import wording
from infolinia.matters.followed import following
from infolinia.matters.letter_values import LETTER_LANGUAGE, values_of
from infolinia.matters.models import Follower, Matter, Result, StoryEvent
from infolinia.matters.operations import guest_tokens
from infolinia.matters.rules import telling as rules

WRITTEN = ("email", "sms")
FOLLOWERS_TASK = "matters.tell_followers"
QUEUE = "matters"


@dataclass(frozen=True)
class Whom:
    """Who is written to: a channel with its address, in a language."""

    channel: str
    address: str
    language: str = "pl"
    resident_id: UUID | None = None


def tell_resident(
    kind: str, matter: Matter, *, key: str, at: datetime, body: str = "", basis: str = "", secret: str = ""
) -> bool:
    """Tell the matter's resident, and those who follow, of a change; returns whether the resident gets an e-mail.

    `kind` is one of `rules.telling.KINDS`, `key` the id of the story's line (or the matter's, when it is registered):
    the same one is never told twice. `body` are the words of a person, told as they are. Whoever wants to hear less
    hears less. A text message tells in short and leads to the matter's page; without a provider of them, or to a
    number that takes none, nothing is queued: the page of the matter says what is left to a person.
    """
    is_refusal = matter.result == Result.REFUSED
    if matter.follower_count and kind in rules.FOR_FOLLOWERS:
        _defer_followers(kind, matter, key)
    if not rules.is_told(kind, tells=matter.tells, is_refusal=is_refusal):
        return False
    whom = Whom(matter.reply_channel, matter.reply_address, _language(matter, kind), matter.resident_id)
    if not _is_reachable(whom):
        return False
    values = values_of(matter, at, body=body, basis=basis, language=whom.language)
    if kind == "question":
        secret = guest_tokens.for_question(matter, event_id=int(key), to=matter.reply_address, at=at)
        values["link"] = guest_link_url("pytanie", SECRET_MARK)
    return _queue(kind, whom, values, key=key_of(kind, key), matter_id=matter.id, at=at, secret=secret)


def told_how(kind: str, matter: Matter) -> dict[str, object]:
    """Return what the story keeps of how the resident gets these words: by which way, where to, what becomes of them.

    Asked before `tell_resident`, which then does the same; for a matter as it is after the change.
    """
    channel, address = matter.reply_channel, matter.reply_address
    way = rules.way_of_telling(
        kind,
        tells=matter.tells,
        channel=channel,
        can_write=_can_get(Whom(channel, address)),
        is_part=matter.parent_id is not None,
        is_refusal=matter.result == Result.REFUSED,
    )
    return {"channel": channel, "to": address, "way": way}


def tell_follower(matter: Matter, follower: Follower, *, at: datetime, secret: str) -> bool:
    """Confirm to somebody that they follow the matter: its number and their own code; returns whether it was queued."""
    return _tell_one("followed", matter, follower, key=follower.pk.hex, at=at, secret=secret)


def key_of(kind: str, key: str) -> str:
    """Return the message's own key, by which it is found again."""
    return f"{kind}-{key}"


def guest_link_url(way: str, token: str) -> str:
    """Return the address of a page for somebody without an account."""
    return f"{settings.PUBLIC_URL}/{way}/{token}"


@transaction.atomic
def tell_followers(*, matter_id: UUID, kind: str, event_id: int, at: datetime) -> int:
    """Tell everybody who follows the matter of a line of its story, each once; returns how many messages were queued.

    Entry point of the worker: as many as they are, the officer who made the change does not wait for them. One whose
    address takes no message is passed over; the others hear.
    """
    matter = Matter.objects.select_related("unit", "category").get(pk=matter_id)
    event = StoryEvent.objects.get(pk=event_id, matter_id=matter_id)
    is_refusal = matter.result == Result.REFUSED
    rows = following(matter_id).filter(since__lte=event.at, reply_channel__in=WRITTEN)
    rows = rows.select_related("resident", "matter", "from_matter")
    wanting = [row for row in rows if rules.is_told(kind, tells=row.tells, is_refusal=is_refusal)]
    body = event.text if kind in rules.OFFICE_WORDS else ""
    basis = str(event.details.get("basis") or "")
    told = 0
    for row in wanting:
        with suppress(correspondence.CannotSend):
            told += _tell_one(kind, matter, row, key=f"{event_id}-{row.pk.hex}", at=at, body=body, basis=basis)
    return told


def _tell_one(
    kind: str,
    matter: Matter,
    row: Follower,
    *,
    key: str,
    at: datetime,
    body: str = "",
    basis: str = "",
    secret: str = "",
) -> bool:
    language = row.resident.language if row.resident else LETTER_LANGUAGE
    whom = Whom(row.reply_channel, row.reply_address, language, row.resident_id)
    if not _is_reachable(whom):
        return False
    # Everybody looks by the number that they were given: of the matter that they reported, or joined first.
    number = (row.from_matter or row.matter).number
    values = values_of(matter, at, body=body, basis=basis, language=language)
    # The first reporter's own words are for nobody else, and only they may open the matter again.
    values |= {"number": number, "subject": matter.category.name, "may_reopen": False}
    _queue(kind, whom, values, key=key_of(kind, key), matter_id=matter.id, at=at, secret=secret)
    return True


def _language(matter: Matter, kind: str) -> str:
    """Return the language of the report, or of the person who made it; a registration asks no table for it."""
    return matter.language if kind == "registered" else wording.language_of(matter)


def _defer_followers(kind: str, matter: Matter, key: str) -> None:
    # By name, so that this module needn't import the worker's entry points.
    task = app.configure_task(FOLLOWERS_TASK, queue=QUEUE)
    task.defer(matter_id=str(matter.id), kind=kind, event_id=int(key))


def _is_reachable(whom: Whom) -> bool:
    if whom.channel not in WRITTEN or not whom.address:
        return False
    return whom.channel != "sms" or "sms" in open_channels()


def _can_get(whom: Whom) -> bool:
    """Whether a message to this address can be queued: it is an address, and of a kind that takes messages."""
    if not _is_reachable(whom):
        return False
    try:
        addresses.stored(whom.channel, whom.address)
    except correspondence.CannotSend:
        return False
    return True


def _queue(
    kind: str, whom: Whom, values: dict[str, object], *, key: str, matter_id: UUID, at: datetime, secret: str = ""
) -> bool:
    letter = letters.render(kind, values, channel=whom.channel, language=whom.language)
    outgoing = Outgoing(
        channel=whom.channel,
        to=whom.address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        key=key,
        matter_id=matter_id,
        resident_id=whom.resident_id,
        secret=secret,
        language=letter.template.rpartition("/")[2],
        purpose=kind,
        template=letter.template,
        template_edition=letter.edition,
        is_first=kind == "registered",
    )
    try:
        sent = correspondence.queue(outgoing, at=at)
    except correspondence.CannotSend:
        if whom.channel == "email":
            raise
        return False
    return sent is not None and whom.channel == "email"
