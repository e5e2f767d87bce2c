"""The frame of each change: lock the matter, ask the table of changes, then save, tell the story and the screens."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model

from infolinia.city import queries as city
from infolinia.core import live
from infolinia.core.errors import Cannot
from infolinia.matters.models import Matter, StoryEvent
from infolinia.matters.operations.announcing import announce
from infolinia.matters.rules import changes
from infolinia.matters.rules.changes import Actor
from infolinia.matters.wording import say

_LONGEST_TEXT = 5000
ENDS = frozenset({"closed", "joined"})
_EVERYWHERE = {"supervisor": changes.SUPERVISOR, "admin": changes.SUPERVISOR, "adviser": changes.HELPLINE}


class CannotChangeMatter(Cannot):
    """The matter is not in a state, or the person not in a role, that allows this; `field` names the input to mend."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


def begin(
    change: str,
    *,
    matter_id: UUID,
    by_id: int | None,
    given: dict[str, str] | None = None,
    actor: Actor | None = None,
) -> Matter:
    """Return the matter, locked, if this person may make the change now with what they gave.

    `by_id` None is the resident with number and code, unless `actor` says who else stands behind the change: a
    contractor with a mailed link, or a job of the office's own. Raises `CannotChangeMatter`. Needs a transaction.
    """
    matter = Matter.objects.select_for_update(of=("self",)).select_related("unit", "category__clock").get(id=matter_id)
    asking = actor or actor_for(matter, by_id)
    if why := changes.refusal(change, status=matter.status, actor=asking, beside=beside(matter)):
        raise CannotChangeMatter(say(why))
    if lacking := changes.missing(change, given or {}):
        raise CannotChangeMatter(say(lacking[1]), lacking[0])
    for name, text in (given or {}).items():
        if len(text) > _LONGEST_TEXT:
            raise CannotChangeMatter(too_long(len(text)), name)
    return matter


def beside(matter: Matter) -> changes.Beside:
    """Return how the matter stands to others; one statement, and only where it is joined to another."""
    into = Matter.objects.filter(pk=matter.joined_to_id).values_list("number", flat=True) if matter.joined_to_id else []
    return changes.Beside(is_part=matter.parent_id is not None, joined_to=next(iter(into), ""))


def too_long(length: int) -> str:
    """Return the words for a text that is too long."""
    return say(changes.TOO_LONG.with_values(most=_LONGEST_TEXT, over=length - _LONGEST_TEXT))


def actor_for(matter: Matter, by_id: int | None) -> Actor:
    """Return in what role a person stands to the matter; officers count only for their unit and those below it."""
    if by_id is None:
        return Actor(changes.RESIDENT)
    staff = get_user_model().objects.only("role", "unit_id").get(pk=by_id)
    return role_of(matter, staff.role, staff.unit_id)


def role_of(matter: Matter, role: str, unit_id: int | None) -> Actor:
    """Return the role towards the matter of somebody with this role and unit."""
    if role in _EVERYWHERE:
        return Actor(_EVERYWHERE[role])
    if unit_id is None or matter.unit_id is None or role != "officer":
        return Actor("")
    inside = matter.unit_id == unit_id or matter.unit_id in city.unit_and_below(unit_id)
    return Actor(changes.UNIT if inside else "")


def tell(
    matter: Matter,
    kind: str,
    *,
    by_id: int | None,
    at: datetime,
    text: str = "",
    visible: bool = False,
    unit_id: int | None = None,
    details: dict[str, object] | None = None,
) -> StoryEvent:
    """Add one line to the matter's story; an end also keeps by when it should have been, for the figures."""
    told = {**(details or {}), **(_end_details(matter) if kind in ENDS else {})}
    return StoryEvent.objects.create(
        matter_id=matter.id,
        kind=kind,
        at=at,
        by_id=by_id,
        unit_id=unit_id or matter.unit_id,
        text=text.strip(),
        details=told,
        visible_to_resident=visible,
    )


def _end_details(matter: Matter) -> dict[str, str]:
    return {"due": matter.resident_due_at.isoformat(), "started": matter.started_at.isoformat()}


def finish(change: str, matter: Matter, *, status: str | None = None, also_unit: int | None = None) -> None:
    """Save the matter in the status the table gives and tell the screens that show it.

    `also_unit` is a unit that loses the matter and must see it go.
    """
    matter.status = status or changes.TABLE[change].to or matter.status
    matter.version += 1
    matter.save()
    announce(matter, change, left_unit_id=also_unit)
    publish(matter, also_unit)


def publish(matter: Matter, also_unit: int | None = None) -> None:
    """Tell the matter's page, its unit's inbox and the board."""
    live.publish("matter", matter.id)
    live.publish("board")
    for unit_id in {matter.unit_id, also_unit} - {None}:
        live.publish("unit", unit_id)
