"""Whose inbox a person may open."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.city import queries as city

if TYPE_CHECKING:
    from infolinia.city.models import Staff

SEES_ALL = frozenset({"supervisor", "admin"})


def inbox_unit(staff: "Staff", code: str) -> city.UnitView:
    """Return the unit if this person may see its inbox: an officer of it or of the one above, a supervisor, an admin.

    Raises `PermissionDenied` for another unit's inbox and `Http404` for a unit that does not exist.
    """
    unit = city.unit(code)
    if unit is None or unit.is_outside:
        raise Http404
    if staff.role in SEES_ALL:
        return unit
    if staff.role != "officer" or staff.unit_id is None:
        raise PermissionDenied
    if unit.id == staff.unit_id or unit.id in city.unit_and_below(staff.unit_id):
        return unit
    raise PermissionDenied
