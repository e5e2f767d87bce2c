"""What a matter's page of its term shows beside the working: what is owed by when, and what stood."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from infolinia.core.clock import city_day
from infolinia.matters import clocks
from infolinia.matters.operations.changing import role_of
from infolinia.matters.queries.rights import matter_for
from infolinia.matters.queries.terms import said_term
from infolinia.matters.rules import changes
from infolinia.matters.rules.shapes import Pause
from infolinia.matters.shapes.terms import SideClock

if TYPE_CHECKING:
    from infolinia.city.models import Staff


@dataclass(frozen=True)
class TermView:
    """The term of one matter. `may_note` says whether this person may write side clocks down."""

    term: str
    basis: str
    is_confirmed: bool
    is_promise: bool
    started_on: date
    side_clocks: tuple[SideClock, ...]
    pauses: tuple[Pause, ...]
    may_note: bool


def term_of(matter_id: UUID, *, staff: "Staff") -> TermView:
    """Return the term of the matter, if this person may see it; refuses as `matter_for` does."""
    matter = matter_for(staff, matter_id)
    actor = role_of(matter, staff.role, staff.unit_id)
    return TermView(
        term=said_term(matter.term),
        basis=matter.term_basis,
        is_confirmed=matter.term_confirmed,
        is_promise=matter.term_is_promise,
        started_on=city_day(matter.started_at),
        side_clocks=clocks.side_clocks(matter),
        pauses=tuple(clocks.pauses_of(matter)),
        may_note=changes.refusal("side_clock", status=matter.status, actor=actor) is None,
    )
