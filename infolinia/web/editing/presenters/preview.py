"""The live preview: a text that may be faulty, as an adviser or a resident would see it, and how plainly it speaks."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.queries import residents
from infolinia.knowledge.rules import fields
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine

ADVISER, RESIDENT = "doradca", "mieszkaniec"
VIEWS = (ADVISER, RESIDENT)


def chosen_view(asked: str) -> str:
    """Return whose eyes the preview is for."""
    return asked if asked in VIEWS else ADVISER


def shown(draft: CardDraft, whose: str, at: datetime) -> dict[str, Any]:
    """Return what the preview's template needs."""
    view = knowledge.view_of(presentable(draft), at)
    card = residents.for_residents(view) if whose == RESIDENT else view
    return {"card": card, "whose": whose, "is_easy_there": bool(view.easy_html)}


def presentable(draft: CardDraft) -> CardDraft:
    """Return the draft without what cannot be shown: fees and days that are not written as such."""
    return replace(
        draft,
        title=draft.title or "…",
        fees=tuple(fee for fee in draft.fees if _is_sound(fee)),
        review_due=draft.review_due if _reads(fields.day, draft.review_due) else "",
    )


def _is_sound(fee: FeeLine) -> bool:
    days = all(_reads(fields.day, day) for day in (fee.valid_from, fee.valid_to))
    return days and _reads(fields.amount, fee.amount)


def _reads(reader: fields.Reader, value: str) -> bool:
    try:
        reader(value)
    except ValueError:
        return False
    return True
