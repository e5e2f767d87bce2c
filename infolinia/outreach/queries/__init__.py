"""Reads of promises of contact, campaigns, and answers after closing."""

from infolinia.outreach.queries.promises import (
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
    "RESULTS",
    "PromiseLine",
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
