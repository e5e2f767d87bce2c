"""A stored edition as the draft it was made from, and a draft as the columns of an edition."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from infolinia.knowledge.models import Edition
from infolinia.knowledge.rendering import rendered
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText


def fingerprint(draft: CardDraft) -> str:
    """Return the digest of what the edition says; subject, owner and residents' phrases belong to the card."""
    return replace(draft, subject="", unit="", is_example=False, phrases=()).fingerprint()


def draft_of(edition: Edition, unit_code: str, phrases: Iterable[str] = ()) -> CardDraft:
    """Return what the edition says, owned by the unit with this code, asked for by these phrases."""
    owner = edition.card
    return CardDraft(
        code=owner.code,
        title=edition.title,
        subject=owner.subject,
        unit=unit_code,
        language=edition.language,
        summary=edition.summary,
        answer=edition.answer,
        danger=edition.danger,
        script=edition.script,
        memo=edition.desk_memo,
        sections=tuple(SectionText(**section) for section in edition.sections),
        questions=tuple(edition.questions),
        fees=tuple(FeeLine(**fee) for fee in edition.fees),
        clock=edition.clock_code,
        term=edition.clock_text,
        category=edition.category_code,
        visit=edition.visit_type,
        channels=tuple(edition.channels),
        forms=tuple(edition.form_codes),
        related=tuple(edition.related),
        sources=tuple(edition.sources),
        phrases=tuple(phrases),
        reviewed_on=edition.reviewed_on.isoformat() if edition.reviewed_on else "",
        review_due=edition.review_due.isoformat() if edition.review_due else "",
        is_example=owner.is_example,
        extra=edition.extra,
    )


def columns(draft: CardDraft) -> dict[str, Any]:
    """Return the columns of an edition that says what the draft says."""
    return {
        "language": draft.language,
        "title": draft.title,
        "summary": draft.summary,
        "answer": draft.answer,
        "danger": draft.danger,
        "script": draft.script,
        "sections": [vars(section) for section in draft.sections],
        "questions": list(draft.questions),
        "desk_memo": draft.memo,
        "fees": [vars(fee) for fee in draft.fees],
        "clock_code": draft.clock,
        "clock_text": draft.term,
        "category_code": draft.category,
        "visit_type": draft.visit,
        "channels": list(draft.channels),
        "form_codes": list(draft.forms),
        "related": list(draft.related),
        "sources": list(draft.sources),
        "extra": draft.extra,
        "review_due": draft.review_due or None,
        "reviewed_on": draft.reviewed_on or None,
        "rendered": rendered(draft),
        "fingerprint": fingerprint(draft),
    }
