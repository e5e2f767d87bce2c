"""The right to a matter: one function, the only way to get one."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from infolinia.city import queries as city
from infolinia.matters.models import Matter

if TYPE_CHECKING:
    from infolinia.city.models import Staff

SEES_ALL = frozenset({"adviser", "supervisor", "admin"})


def visible_to(staff: "Staff") -> Q:
    """Return the condition for the matters that a person may see."""
    if staff.role in SEES_ALL:
        return Q()
    if staff.role == "officer" and staff.unit_id:
        return Q(unit_id__in=city.unit_and_below(staff.unit_id))
    return Q(pk__in=[])


def matter_for(staff: "Staff", matter_id: UUID) -> Matter:
    """Return the matter if this person may see it, in one or two statements.

    Officers see matters of their unit and the units below it. Raises Http404 for others' matters and for none alike,
    PermissionDenied for roles that see no matters at all.
    """
    if staff.role not in SEES_ALL and staff.role != "officer":
        raise PermissionDenied
    rows = Matter.objects.select_related("unit", "officer", "category__clock", "resident")
    matter = rows.filter(visible_to(staff), id=matter_id).first()
    if matter is None:
        raise Http404
    return matter
