"""Who may do what with templates of messages: editors write, editors and supervisors approve, administrators read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from infolinia.web.components.roles import View, only

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")
WRITERS = ("editor",)
APPROVERS = ("editor", "supervisor")
READERS = ("editor", "supervisor", "admin")

_readers: Callable[[View[P]], View[P]] = only(*READERS)
_approvers: Callable[[View[P]], View[P]] = only(*APPROVERS)
_writers: Callable[[View[P]], View[P]] = only(*WRITERS)


def readers(view: View[P]) -> View[P]:
    """Let in who may read every template."""
    return _readers(view)


def writers(view: View[P]) -> View[P]:
    """Let in who writes templates."""
    return _writers(view)


def approvers(view: View[P]) -> View[P]:
    """Let in who may approve what somebody else wrote."""
    return _approvers(view)


def may_write(staff: "Staff") -> bool:
    """Whether this person writes templates."""
    return staff.role in WRITERS


def may_approve(staff: "Staff", author_ids: frozenset[int]) -> bool:
    """Whether this person may approve a text of these authors."""
    return staff.role in APPROVERS and staff.pk not in author_ids
