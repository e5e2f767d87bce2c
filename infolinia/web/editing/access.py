"""Who may do what with the city's knowledge: editors write, supervisors and administrators read along."""

from collections.abc import Callable
from typing import ParamSpec

from infolinia.web.components.roles import View, only

P = ParamSpec("P")

WRITERS = ("editor",)
READERS = ("editor", "supervisor", "admin")


def editor_only(view: View[P]) -> View[P]:
    """Let in editors: the page changes something, or shows what only they decide."""
    return _editors(view)


def reader_only(view: View[P]) -> View[P]:
    """Let in whoever may read all of the knowledge's workshop: editors, supervisors, administrators."""
    return _readers(view)


_editors: Callable[[View[P]], View[P]] = only(*WRITERS)
_readers: Callable[[View[P]], View[P]] = only(*READERS)
