"""„Dlaczego ten termin?” as a resident reads it."""

from datetime import datetime

from infolinia.matters import wording
from infolinia.matters.models import Matter


def why(matter: Matter, at: datetime) -> tuple[str, ...]:
    """Return the working in sentences, without the unit's own goal, which is nobody's promise to the resident."""
    steps = [step for step in wording.stored_steps(matter) if step.mark != "goal"]
    return tuple(step.text for step in wording.step_lines(steps, at))
