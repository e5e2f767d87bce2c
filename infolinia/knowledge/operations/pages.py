"""A page of an old site becomes a draft: never a published card."""

from collections.abc import Sequence
from datetime import datetime

from infolinia.core.errors import Cannot
from infolinia.knowledge.operations.drafts import CannotSave, draft_from
from infolinia.knowledge.rules.drafts import BadDraft
from infolinia.knowledge.rules.page_card import Piece, card_of


class CannotTakePage(Cannot):
    """The parts make no card; the text names what to mend."""


def draft_page(
    *, pieces: Sequence[Piece], code: str, title: str, subject: str, unit: str, source: str, by_id: int, at: datetime
) -> int:
    """Begin a draft made of the page's parts and return its id.

    Raises `CannotTakePage` for what cannot be stored, `CannotStart` while somebody writes a draft of that card.
    """
    try:
        card = card_of(pieces, code=code, title=title, subject=subject, unit=unit, source=source)
        return draft_from(draft=card, by_id=by_id, at=at)
    except BadDraft as error:
        raise CannotTakePage(str(error)) from error
    except CannotSave as error:
        raise CannotTakePage("; ".join(error.faults.values()) or str(error)) from error
