"""„Dlaczego ten termin?” as a resident reads it."""

from datetime import datetime

from infolinia.core.clock import city_day
from infolinia.matters import wording
from infolinia.matters.models import Matter
from infolinia.matters.rules import plain_why


def why(matter: Matter, at: datetime) -> tuple[str, ...]:
    """Return whose rule the term is, its working without the unit's own goal, and what one may do when it is over."""
    return plain_why.sentences(
        wording.stored_steps(matter),
        basis=matter.term_basis,
        is_promise=matter.term_is_promise,
        is_confirmed=matter.term_confirmed,
        today=city_day(at),
        say=wording.say,
    )
