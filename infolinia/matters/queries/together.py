"""What stands together with a matter: its whole and parts, what was joined, who follows, what may be the same."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from infolinia.city.rules.addresses import say_point
from infolinia.matters.models import Matter, Status
from infolinia.matters.operations.changing import role_of
from infolinia.matters.queries.alike import alike
from infolinia.matters.queries.following import followers, joined_to, parts
from infolinia.matters.queries.rights import matter_for
from infolinia.matters.rules import changes
from infolinia.matters.shapes import Place
from infolinia.matters.shapes.following import AlikeLine, Together

if TYPE_CHECKING:
    from infolinia.city.models import Staff

_SHOWN = 4


def together(matter_id: UUID, at: datetime, *, staff: "Staff") -> Together:
    """Return what stands together with the matter, for a person who may see it (Http404 otherwise)."""
    matter = matter_for(staff, matter_id)
    may = changes.allowed(status=matter.status, actor=role_of(matter, staff.role, staff.unit_id))
    is_open = matter.status != Status.CLOSED
    return Together(
        id=matter.id,
        version=matter.version,
        point=_point(matter),
        whole=_named(matter.parent_id),
        joined_to=_named(matter.joined_to_id),
        parts=tuple(parts(matter.id, at)) if matter.parent_id is None else (),
        joined=tuple(joined_to(matter.id)) if matter.follower_count else (),
        followers=tuple(followers(matter.id)) if matter.follower_count else (),
        alike=_alike(matter, at, staff) if is_open and matter.parent_id is None else (),
        may_join="join" in may and matter.parent_id is None,
        may_part="part_from" in may,
    )


def _alike(matter: Matter, at: datetime, staff: "Staff") -> tuple[AlikeLine, ...]:
    """Return other open matters about perhaps the same thing; an officer is shown those of their own units alone."""
    found = alike(
        category_code=matter.category.code,
        place=Place(matter.street, matter.house, matter.district),
        point=None if matter.latitude is None or matter.longitude is None else (matter.latitude, matter.longitude),
        text=f"{matter.subject} {matter.description}",
        at=at,
        limit=_SHOWN,
        without=matter.id,
    )
    if staff.role != "officer":
        return tuple(found)
    return tuple(line for line in found if line.unit_id == matter.unit_id)


def _named(matter_id: UUID | None) -> tuple[UUID, str] | None:
    if matter_id is None:
        return None
    return Matter.objects.values_list("id", "number").get(pk=matter_id)


def _point(matter: Matter) -> str:
    if matter.latitude is None or matter.longitude is None:
        return ""
    return say_point((matter.latitude, matter.longitude))
