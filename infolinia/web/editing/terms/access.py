"""Who may do what with terms: readers see all, editors and overseers write, overseers decide about open matters."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from infolinia.web.components.roles import View, only

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")

WRITERS = ("editor", "supervisor", "admin")
DECIDERS = ("supervisor", "admin")

_writers: Callable[[View[P]], View[P]] = only(*WRITERS)
_deciders: Callable[[View[P]], View[P]] = only(*DECIDERS)


def writer_only(view: View[P]) -> View[P]:
    """Let in those who write the catalogue."""
    return _writers(view)


def decider_only(view: View[P]) -> View[P]:
    """Let in those who change days off and decide about deadlines of open matters."""
    return _deciders(view)


def may_write(staff: "Staff") -> bool:
    """Whether this person writes the catalogue."""
    return staff.role in WRITERS


def may_decide(staff: "Staff") -> bool:
    """Whether this person changes days off and decides about deadlines of open matters."""
    return staff.role in DECIDERS
