"""Which program asks."""

from infolinia.partners.models import Partner
from infolinia.partners.rules import keys
from infolinia.partners.shapes import PartnerView


def partner_of(key: str) -> PartnerView | None:
    """Return the program whose key this is, in one statement; None for a key that is none, or not one any more."""
    trace = keys.trace(key)
    row = Partner.objects.filter(key_trace=trace).first() if trace else None
    if row is None:
        return None
    return PartnerView(row.id, row.name, frozenset(row.rights), row.sees, row.unit_id, row.last_used_at)
