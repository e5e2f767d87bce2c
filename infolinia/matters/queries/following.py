"""Who follows a matter, what was joined to it, and its parts."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import ngettext

from infolinia.core.numbers import clean_matter_number
from infolinia.core.phones import readable
from infolinia.matters import codes, wording
from infolinia.matters.followed import following
from infolinia.matters.models import Follower, Matter, Result
from infolinia.matters.shapes import Registered
from infolinia.matters.shapes.following import Followed, FollowerLine, PartLine

_MOST = 200


def followers(matter_id: UUID) -> list[FollowerLine]:
    """Return who follows the matter now, the first of them first; those who followed what was joined to it too."""
    rows = following(matter_id).select_related("resident", "from_matter").order_by("since", "id")
    return [_follower(row) for row in rows[:_MOST]]


def follower_with(matter: Matter | None, typed: str) -> Follower | None:
    """Return the follower of the matter whose own code was typed, also one who left it, or None.

    Takes one statement, and as long when there is no such matter.
    """
    wanted = codes.hashes(matter.id if matter else None, typed)
    matter_id = matter.id if matter else codes.NOBODY
    return Follower.objects.filter(matter_id=matter_id, code_hash__in=wanted).first()


def as_given(followed: Followed, at: datetime) -> Registered:
    """Return a followed matter as the registered ones are told: what to dictate, where it is and by when."""
    matter = Matter.objects.select_related("unit", "category").get(pk=followed.matter_id)
    text = ngettext(
        "Sprawa już jest: razem z tą osobą obserwuje ją %(n)d osoba.",
        "Sprawa już jest: razem z tą osobą obserwuje ją %(n)d osób.",
        followed.followers,
    )
    return Registered(
        id=matter.id,
        number=matter.number,
        code=followed.code,
        resident_due=wording.resident_due(matter, at),
        unit_due=wording.unit_due(matter, at),
        unit_id=matter.unit_id or 0,
        unit_name=matter.unit.name if matter.unit else "",
        why_here=text % {"n": followed.followers},
        working=wording.step_lines(wording.stored_steps(matter), at),
        danger_text=matter.category.danger_text if matter.danger else "",
        duty=followed.duty,
    )


def parts(matter_id: UUID, at: datetime) -> list[PartLine]:
    """Return the parts of the matter in the order in which they were made."""
    rows = Matter.objects.filter(parent_id=matter_id).select_related("unit").order_by("registered_at", "number")
    return [_part(row, at) for row in rows]


def joined_to(matter_id: UUID) -> list[tuple[UUID, str]]:
    """Return id and number of the matters that were joined to this one."""
    rows = Matter.objects.filter(joined_to_id=matter_id).order_by("registered_at")
    return list(rows.values_list("id", "number"))


def id_of_number(number: str) -> UUID | None:
    """Return the id of the matter with this number, written in any way that people write it."""
    rows = Matter.objects.filter(number=clean_matter_number(number))
    return rows.values_list("id", flat=True).first()


def _follower(row: Follower) -> FollowerLine:
    is_number = row.reply_channel in ("phone", "sms")
    return FollowerLine(
        id=row.id,
        matter_id=row.matter_id,
        since=row.since,
        channel=row.channel,
        resident_id=row.resident_id,
        resident_name=row.resident.name if row.resident else "",
        language=row.resident.language if row.resident else "pl",
        reply_channel=row.reply_channel,
        reply_address=readable(row.reply_address) if is_number and row.reply_address else row.reply_address,
        tells=row.tells,
        note=row.note,
        from_number=row.from_matter.number if row.from_matter else "",
        from_id=row.from_matter_id,
    )


def _part(row: Matter, at: datetime) -> PartLine:
    return PartLine(
        id=row.id,
        number=row.number,
        subject=row.subject,
        unit_name=row.unit.name if row.unit else "",
        status=wording.status_words(row.status),
        is_open=row.closed_at is None,
        due=wording.resident_due(row, at).words,
        result=str(Result(row.result).label) if row.result else "",
        closing_text=row.closing_text,
    )
