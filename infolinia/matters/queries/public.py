"""What a resident with a number and a code sees of a matter, and what somebody who reported the same sees of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from infolinia.core.numbers import clean_matter_number
from infolinia.matters import codes, wording
from infolinia.matters.coming_back import coming_back_refusal
from infolinia.matters.followed import parted_key
from infolinia.matters.models import Follower, Matter, Status, StoryEvent
from infolinia.matters.operations.changing import beside
from infolinia.matters.queries import public_steps
from infolinia.matters.queries.files import files_of
from infolinia.matters.queries.following import follower_with, parts
from infolinia.matters.queries.public_why import why
from infolinia.matters.rules.changes import RESIDENT, Actor, allowed
from infolinia.matters.shapes import PublicStatus

_MESSAGES = frozenset(
    {"answered", "asked", "replied", "extended", "planned", "resident_message", "reopened", "stays_closed"}
)
# Of these, what was said to everybody who waits, not to the first reporter alone.
_FOR_FOLLOWERS = frozenset({"answered", "extended", "planned", "stays_closed"})


@dataclass(frozen=True)
class _Seen:
    """Whose work is shown, by which number it was asked for, and who follows, where it is not its own resident."""

    matter: Matter
    number: str
    follower: Follower | None = None


def public_status(number: str, code: str, at: datetime) -> PublicStatus | None:
    """Return the matter's state for its resident, or None: the same for a wrong code and for a number nobody has.

    Takes the same time in both cases, up to the moment the code is right. A follower's own code shows the work
    without what its first reporter wrote; the code of a matter that was joined to another shows the other's, and that
    of a follower who parted shows the matter that they have of their own.
    """
    rows = Matter.objects.select_related("unit", "category", "joined_to__unit", "joined_to__category")
    matter = rows.filter(number=clean_matter_number(number)).first()
    is_own = codes.is_code(matter.id if matter else None, matter.code_hash if matter else "", code)
    follower = None if is_own else follower_with(matter, code)
    if matter is None or not (is_own or follower):
        return None
    if follower and follower.left_at:
        own = rows.filter(request_key=parted_key(follower.pk)).first()
        return _status(replace(_seen(own, None), number=matter.number), at) if own else None
    return _status(_seen(matter, follower), at)


def _seen(matter: Matter, follower: Follower | None) -> _Seen:
    if matter.joined_to is None:
        return _Seen(matter, matter.number, follower)
    if follower is None:
        follower = Follower.objects.filter(from_matter=matter, left_at=None).first()
    return _Seen(matter.joined_to, matter.number, follower) if follower else _Seen(matter, matter.number)


def _status(seen: _Seen, at: datetime) -> PublicStatus:
    matter, follower = seen.matter, seen.follower
    events = list(StoryEvent.objects.filter(matter=matter, visible_to_resident=True).order_by("at", "id"))
    kinds = _FOR_FOLLOWERS if follower else _MESSAGES
    may = allowed(status=matter.status, actor=Actor(RESIDENT), beside=beside(matter))
    # Of an end that a resident can't undo from here they are told what is left to them.
    only_told = follower is not None or matter.joined_to_id is not None
    too_late = coming_back_refusal(matter, at, follows=only_told) if matter.closed_at else ""
    asked = matter.status == Status.ASKED_RESIDENT and not follower
    channel = follower.reply_channel if follower else matter.reply_channel
    return PublicStatus(
        id=matter.id,
        number=seen.number,
        subject=matter.category.name if follower else matter.subject,
        place=_public_place(matter) if follower else wording.place(matter),
        is_open=matter.closed_at is None,
        headline=public_steps.headline(matter, at, is_asked=asked),
        more=public_steps.more(matter, at, channel=channel, is_asked=asked),
        steps=tuple(public_steps.steps(matter, events, at, channel=channel, follower=follower)),
        why=() if matter.closed_at else why(matter, at),
        messages=tuple(public_steps.message(event, at) for event in reversed(events) if event.kind in kinds),
        closing_text=matter.closing_text,
        reply_text=public_steps.reply_text(channel),
        is_danger=matter.danger,
        danger_text=matter.category.danger_text,
        asks_resident=next((event.text for event in reversed(events) if event.kind == "asked"), "") if asked else "",
        may_write=matter.closed_at is None and "resident_message" in may,
        may_reopen="reopen" in may and not too_late,
        too_late=too_late,
        parts=tuple(public_steps.part(one, at) for one in parts(matter.id, at)),
        files=tuple(files_of(matter.id, for_resident=True, own=follower is None)),
        follower_id=follower.pk if follower else None,
        is_joined=follower is not None and follower.from_matter_id is not None,
        tells=follower.tells if follower else matter.tells,
        reply_channel=channel,
        others=matter.follower_count,
    )


def _public_place(matter: Matter) -> str:
    """Return the street and the district: the house may be where the first reporter lives."""
    return ", ".join(part for part in (matter.street, matter.district) if part)
