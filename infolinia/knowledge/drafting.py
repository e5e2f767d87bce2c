"""A stored edition as the draft it was made from, and a draft as the columns of an edition."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from infolinia.knowledge.models import Edition
from infolinia.knowledge.rendering import rendered
from infolinia.knowledge.rules.drafts import CardDraft, FeeLine, SectionText


def fingerprint(draft: CardDraft) -> str:
    """Return the digest of what the edition says; what belongs to the card itself is left out."""
    return replace(
        draft, subject="", unit="", is_example=False, phrases=(), valid_from="", valid_to="", successor=""
    ).fingerprint()


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
        for_residents=edition.resident_answer,
        easy=edition.easy,
        sign_video=edition.sign_video,
        online=edition.online_url,
        instructions=edition.instructions,
        sections=tuple(SectionText(**section) for section in edition.sections),
        questions=tuple(edition.questions),
        fees=tuple(FeeLine(**fee) for fee in edition.fees),
        clock=edition.clock_code,
        term=edition.clock_text,
        category=edition.category_code,
        question_set=edition.question_set,
        visit=edition.visit_type,
        channels=tuple(edition.channels),
        forms=tuple(edition.form_codes),
        related=tuple(edition.related),
        sources=tuple(edition.sources),
        phrases=tuple(phrases),
        reviewed_on=_iso(edition.reviewed_on),
        review_due=_iso(edition.review_due),
        valid_from=_iso(owner.valid_from),
        valid_to=_iso(owner.valid_to),
        successor=owner.successor.code if owner.successor else "",
        is_example=owner.is_example,
        extra=edition.extra,
    )


def columns(draft: CardDraft) -> dict[str, Any]:
    """Return the columns of a published edition that says what the draft says: its HTML and digest included."""
    return {**said(draft), "rendered": rendered(draft), "fingerprint": fingerprint(draft)}


def said(draft: CardDraft) -> dict[str, Any]:
    """Return the columns that hold what the draft says."""
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
        "resident_answer": draft.for_residents,
        "easy": draft.easy,
        "sign_video": draft.sign_video,
        "online_url": draft.online,
        "instructions": draft.instructions,
        "fees": [vars(fee) for fee in draft.fees],
        "clock_code": draft.clock,
        "clock_text": draft.term,
        "category_code": draft.category,
        "question_set": draft.question_set,
        "visit_type": draft.visit,
        "channels": list(draft.channels),
        "form_codes": list(draft.forms),
        "related": list(draft.related),
        "sources": list(draft.sources),
        "extra": draft.extra,
        "review_due": _day(draft.review_due),
        "reviewed_on": _day(draft.reviewed_on),
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
