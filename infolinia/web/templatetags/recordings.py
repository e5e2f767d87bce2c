"""What pages say about recording: it follows the office's decision, so that no page ever says what is not so."""

from django import template
from django.utils.translation import gettext as _

from infolinia.telephony.recordings import queries

register = template.Library()


@register.filter
def clock(seconds: int) -> str:
    """Return `4:05` for a length in seconds."""
    return f"{seconds // 60}:{seconds % 60:02d}"


@register.simple_tag
def recording_notice() -> str:
    """Say whether conversations are recorded, in one sentence for residents."""
    if queries.is_on():
        return _("Rozmowę nagrywamy tylko za Twoją zgodą: po naciśnięciu klawisza 5.")
    return _("Rozmów nie nagrywamy.")


@register.simple_tag
def recording_details() -> queries.Decision | None:
    """Return why, on what basis and how long recordings are kept, where the office records."""
    decision = queries.decision()
    return decision if decision and decision.is_on else None
