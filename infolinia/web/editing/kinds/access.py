"""Who may look at kinds of matter and change them: editors, supervisors and administrators. One function gives one."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.matters.queries import kinds
from infolinia.matters.shapes import KindText
from infolinia.web.components.roles import View, only

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")

ROLES = ("editor", "supervisor", "admin")

_keepers: Callable[[View[P]], View[P]] = only(*ROLES)


def keeper_only(view: View[P]) -> View[P]:
    """Let in those who keep the tree of kinds."""
    return _keepers(view)


def kind_for(staff: "Staff", code: str) -> KindText:
    """Return the kind for who keeps the tree; raises `Http404` for none such, `PermissionDenied` for anybody else."""
    if staff.role not in ROLES:
        raise PermissionDenied
    found = kinds.kind_text(code)
    if found is None:
        raise Http404
    return found
