"""Cards as the interface writes them. A card's address is its page; its `api_url` the same card for machines."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries import CardLink, FeeLine, ListedCard, ResidentCard

POLISH = "pl"


def address(path: str, **query: str | int) -> str:
    """Return an address of this installation with those parameters that say something."""
    told = {name: value for name, value in query.items() if value}
    return f"{settings.PUBLIC_URL}{path}{'?' + urlencode(told) if told else ''}"


def page_of(code: str, language: str = POLISH) -> str:
    """Return the address of the card's page in the language."""
    return address(reverse("public:card", args=[code]), jezyk="" if language == POLISH else language)


def resource_of(code: str, language: str = POLISH) -> str:
    """Return the address of the card for machines."""
    return address(reverse("api:card", args=[code]), language="" if language == POLISH else language)


def link(one: CardLink, language: str) -> dict[str, str]:
    """Return another card to go to."""
    return {"code": one.code, "title": one.title, "url": page_of(one.code, language)}


def summary(card: ListedCard, asked_language: str) -> dict[str, Any]:
    """Return a card of a list."""
    return {
        "code": card.code,
        "title": card.title,
        "language": card.language,
        "summary": card.summary,
        "subject": {"code": card.subject_code, "name": card.subject_name},
        "unit": {"code": card.unit_code, "name": card.unit_name},
        "edition": card.edition,
        "published_at": moment(card.published_at),
        "reviewed_on": day(card.reviewed_on),
        "is_example": card.is_example,
        "url": page_of(card.code, card.language),
        "api_url": resource_of(card.code, asked_language),
    }


def whole(card: ResidentCard) -> dict[str, Any]:
    """Return everything that a card tells residents."""
    return {
        "code": card.code,
        "title": card.title,
        "language": card.language,
        "languages": list(card.languages),
        "edition": card.edition,
        "summary": card.summary,
        "answer": plain(card.answer_html),
        "answer_html": card.answer_html,
        "danger": plain(card.danger_html),
        "easy_html": card.easy_html,
        "sign_video": card.sign_video,
        "online_url": card.online_url,
        "subject": {"code": card.subject_code, "name": card.subject_name},
        "unit": _office(card),
        "fee": card.fee_text,
        "fees": [_fee(line) for line in card.fees],
        "term": card.term,
        "where": card.where,
        "visit_type": card.visit_type,
        "channels": list(card.channels),
        "sections": [
            {"code": part.code, "heading": part.heading, "html": part.html, "text": plain(part.html)}
            for part in card.sections
        ],
        "forms": [
            {"code": form.code, "title": form.title, "version": form.version, "note": form.note} for form in card.forms
        ],
        "related": [link(one, card.language) for one in card.related],
        "sources": list(card.sources),
        "valid_from": day(card.valid_from),
        "valid_to": day(card.valid_to),
        "reviewed_on": day(card.reviewed_on),
        "review_due": day(card.review_due),
        "published_at": moment(card.published_at),
        "is_example": card.is_example,
        "url": page_of(card.code, card.language),
    }


def day(value: date | None) -> str | None:
    """Return a day as ISO 8601 writes it."""
    return value.isoformat() if value else None


def moment(value: datetime | None) -> str | None:
    """Return a moment with its offset from UTC (RFC 3339)."""
    return value.isoformat() if value else None


def _office(card: ResidentCard) -> dict[str, str] | None:
    if card.office is None:
        return None
    office = card.office
    return {
        "code": office.code,
        "name": office.name,
        "phone": office.phone,
        "place": office.place,
        "hours": office.hours_text,
    }


def _fee(line: FeeLine) -> dict[str, Any]:
    return {
        "what": line.what,
        "amount": None if line.amount is None else f"{line.amount:.2f}",
        "valid_from": day(line.valid_from),
        "valid_to": day(line.valid_to),
        "confirmed": line.confirmed,
        "in_force": line.is_in_force,
    }
