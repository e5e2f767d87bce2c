"""What an officer can do in a matter: each step with its words, its form and the operation behind it."""

from infolinia.web.units.steps.offering import READY, WITH_READY_WORDS, field_of, form_for, offered, offered_beside
from infolinia.web.units.steps.table import BY_SLUG, SIDE_STEPS, STEPS, Step

__all__ = [
    "BY_SLUG",
    "READY",
    "SIDE_STEPS",
    "STEPS",
    "WITH_READY_WORDS",
    "Step",
    "field_of",
    "form_for",
    "offered",
    "offered_beside",
]
