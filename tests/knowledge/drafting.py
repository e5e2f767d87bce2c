"""An editor's way through a draft, in short, for tests."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from infolinia.city.models import Staff
from infolinia.knowledge import operations, queries
from infolinia.knowledge.rules.drafts import CardDraft
from infolinia.knowledge.shapes_editions import Approved, DraftText

WHOLE = {"answer": "Odpowiedź.", "sources": ["Ustawa"], "review_due": "2027-06-01", "unit": "zdiz-utrzymanie"}


def text_of(edition_id: int) -> DraftText:
    """The draft as stored."""
    found = queries.draft_text(edition_id)
    assert found is not None
    return found


def save(edition_id: int, by: Staff, at: datetime, *, version: int | None = None, **fields: Any) -> int:
    """Save the draft with these fields changed, on the version stored now or the given one."""
    stored = text_of(edition_id)
    wanted: CardDraft = replace(stored.draft, **fields)
    return operations.save_draft(
        edition_id=edition_id, by_id=by.pk, at=at, base_version=version or stored.version, draft=wanted
    )


def begin(code: str, by: Staff, at: datetime, **fields: Any) -> int:
    """A draft of the card by the person, with these fields changed."""
    edition_id = operations.start_draft(card_code=code, by_id=by.pk, at=at)
    save(edition_id, by, at, **fields)
    return edition_id


def send(edition_id: int, by: Staff, at: datetime) -> None:
    """Hand the draft to a second person."""
    operations.send_to_review(edition_id=edition_id, by_id=by.pk, at=at, version=text_of(edition_id).version)


def approve(edition_id: int, by: Staff, at: datetime, publish_at: datetime | None = None) -> Approved:
    """Approve what is stored now."""
    return operations.approve(
        edition_id=edition_id, by_id=by.pk, at=at, version=text_of(edition_id).version, publish_at=publish_at
    )
