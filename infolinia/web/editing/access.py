"""Who may do what with the city's knowledge.

Editors write; supervisors and administrators read along; an officer reads the cards of the own unit and the cells
below it, because their truth is that unit's to answer for. One function gives each kind of object.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404

from infolinia.city import queries as city
from infolinia.knowledge.queries import editions, workshop
from infolinia.knowledge.shapes_editions import DraftText
from infolinia.knowledge.shapes_workshop import CardSettings
from infolinia.web.components.roles import View, only

if TYPE_CHECKING:
    from infolinia.city.models import Staff

P = ParamSpec("P")

WRITERS = ("editor",)
READERS = ("editor", "supervisor", "admin")
OWNERS = (*READERS, "officer")
ANSWERS = ("editor", "officer")

_writers: Callable[[View[P]], View[P]] = only(*WRITERS)
_readers: Callable[[View[P]], View[P]] = only(*READERS)
_owners: Callable[[View[P]], View[P]] = only(*OWNERS)
_answerers: Callable[[View[P]], View[P]] = only(*ANSWERS)


def editor_only(view: View[P]) -> View[P]:
    """Let in editors: the page changes something, or shows what only they decide."""
    return _writers(view)


def reader_only(view: View[P]) -> View[P]:
    """Let in whoever may read all of the knowledge's workshop: editors, supervisors, administrators."""
    return _readers(view)


def owner_or_reader(view: View[P]) -> View[P]:
    """Let in readers, and officers; the card itself says whether it is theirs."""
    return _owners(view)


def answers_for(view: View[P]) -> View[P]:
    """Let in those who answer for a card: editors, and officers; the card itself says whether it is theirs."""
    return _answerers(view)


def may_answer(staff: "Staff") -> bool:
    """Whether this person may say that a card they see is still true."""
    return staff.role in ANSWERS


def may_write(staff: "Staff") -> bool:
    """Whether this person writes cards."""
    return staff.role in WRITERS


def visible_units(staff: "Staff") -> frozenset[int] | None:
    """Return the units whose cards this person may see; None means all cards, also those that no unit owns."""
    if staff.role in READERS:
        return None
    if staff.role == "officer" and staff.unit_id:
        return frozenset(city.unit_and_below(staff.unit_id))
    return frozenset()


def card_for(staff: "Staff", code: str) -> CardSettings:
    """Return the card if this person may see its workshop; raises `Http404` for no card, `PermissionDenied` else."""
    card = workshop.card_settings(code)
    if card is None:
        raise Http404
    units = visible_units(staff)
    if units is not None and card.unit_id not in units:
        raise PermissionDenied
    return card


def draft_for(staff: "Staff", edition_id: int) -> tuple[CardSettings, DraftText]:
    """Return the draft and its card if this person may see them; refuses as `card_for` does."""
    draft = editions.draft_text(edition_id)
    if draft is None:
        if staff.role not in OWNERS:
            raise PermissionDenied
        raise Http404
    return card_for(staff, draft.code), draft
