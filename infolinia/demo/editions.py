"""Cards at every turn of their lives: in review, sent back, waiting for a day, overdue, withdrawn for another."""

from datetime import datetime, timedelta
from typing import Any

from infolinia.core.clock import city_day
from infolinia.demo import store
from infolinia.knowledge import operations as knowledge
from infolinia.knowledge import queries
from infolinia.knowledge.rules.drafts import draft, record


def load(*, at: datetime) -> None:
    """Bring the cards there through the same operations as editors would; once, when all cards are there."""
    data = store.records("editions")
    staff = store.ids_by("city.Staff", "username")
    _retire(data["retired"], at)
    for state in ("published", "review", "returned", "scheduled"):
        _write(data[state], staff, at, state)
    for state in ("overdue", "coming"):
        _look(data[state], staff, at)
    for days in (40, 8, 0):  # as the days went by: opened, then missed
        knowledge.keep_tasks(at=at - timedelta(days=days))


def _retire(told: dict[str, Any], at: datetime) -> None:
    published, withdrawn = (at - timedelta(days=told[key]) for key in ("published_days_ago", "days_ago"))
    card = draft(told["card"])
    knowledge.publish_edition(draft=card, by_id=None, at=published)
    knowledge.retire(card_code=card.code, successor=told["successor"], by_id=None, at=withdrawn)


def _write(told: dict[str, Any], staff: dict[str, int], at: datetime, state: str) -> None:
    """Write a draft and take it as far as the state says."""
    author, written = staff[told["by"]], at - timedelta(days=told["days_ago"])
    edition = knowledge.start_draft(card_code=told["card"], by_id=author, at=written)
    version = _save(edition, told["changes"], author, written)
    knowledge.send_to_review(edition_id=edition, by_id=author, at=written, version=version)
    if state == "review":
        return
    second, seen = staff[told["second"]], written + timedelta(hours=2)
    if state == "returned":
        knowledge.return_to_author(edition_id=edition, by_id=second, at=seen, reason=told["reason"])
        return
    publish_at = at + timedelta(days=told["in_days"]) if state == "scheduled" else None
    knowledge.approve(edition_id=edition, by_id=second, at=seen, version=version, publish_at=publish_at)


def _save(edition: int, changes: dict[str, Any], author: int, at: datetime) -> int:
    stored = queries.draft_text(edition)
    if stored is None:
        raise LookupError(edition)
    wanted = draft({**record(stored.draft), **changes})
    return knowledge.save_draft(edition_id=edition, by_id=author, at=at, base_version=stored.version, draft=wanted)


def _look(told: dict[str, Any], staff: dict[str, int], at: datetime) -> None:
    """Let somebody have looked at the card once, with a next day that has passed or comes."""
    knowledge.confirm_review(
        card_code=told["card"],
        by_id=staff[told["by"]],
        at=at - timedelta(days=told["looked_days_ago"]),
        next_due=city_day(at) - timedelta(days=told["due_days_ago"]),
        note="Zgodne ze stanem na ulicy.",
    )
