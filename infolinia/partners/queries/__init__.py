"""Reads of programs of others."""

from infolinia.partners.listening import somebody_listens
from infolinia.partners.queries.keys import partner_of
from infolinia.partners.queries.lines import (
    deliveries,
    ezd_counts,
    ezd_lines,
    is_in_ezd,
    is_of_webhook,
    partner,
    partners,
    ways_of_seeing,
    webhook,
    webhooks_of,
)

__all__ = [
    "deliveries",
    "ezd_counts",
    "ezd_lines",
    "is_in_ezd",
    "is_of_webhook",
    "partner",
    "partner_of",
    "partners",
    "somebody_listens",
    "ways_of_seeing",
    "webhook",
    "webhooks_of",
]
