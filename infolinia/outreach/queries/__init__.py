"""Reads of promises of contact, campaigns, and answers after closing."""

from infolinia.outreach.queries.campaigns import BASES, WAYS, CampaignLine, CampaignView, Sample
from infolinia.outreach.queries.promises import (
    MEDIA,
    RESULTS,
    PromiseLine,
    TryLine,
    closed_since,
    count_open,
    kept_by,
    of_conversation,
    of_matter,
    open_with,
    promise_for,
    to_contact,
)

__all__ = [
    "BASES",
    "MEDIA",
    "RESULTS",
    "WAYS",
    "CampaignLine",
    "CampaignView",
    "PromiseLine",
    "Sample",
    "TryLine",
    "closed_since",
    "count_open",
    "kept_by",
    "of_conversation",
    "of_matter",
    "open_with",
    "promise_for",
    "to_contact",
]
