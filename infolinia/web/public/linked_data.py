"""A card in the words of schema.org, for machines that read pages: a `GovernmentService` on its `WebPage`.

JSON-LD is data in a `script` element that no browser runs, so the Content Security Policy lets it stand. What could end
the element early is written as Unicode escapes, as JSON allows (RFC 8259, 7).
"""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from infolinia.core import phones
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries import FeeLine, ResidentCard
from infolinia.web.public import addresses

_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
ALL_LANGUAGES = ("pl", "en", "uk")


def card_data(card: ResidentCard) -> SafeString:
    """Return the card as JSON-LD, safe inside a `script` element."""
    text = json.dumps(_without_blanks(service(card)), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPED))  # noqa: S308 - every sign that means something in HTML is escaped


def service(card: ResidentCard) -> dict[str, Any]:
    """Return the card as a `GovernmentService` (schema.org/GovernmentService)."""
    own = addresses.card(card.code, card.language)
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": f"{own}#usluga",
        "identifier": card.code,
        "name": card.title,
        "description": card.summary or plain(card.answer_html),
        "serviceType": card.subject_name,
        "url": own,
        "areaServed": {"@type": "City", "name": settings.CITY_NAME},
        "jurisdiction": {"@type": "AdministrativeArea", "name": settings.CITY_NAME},
        "serviceOperator": _operator(card),
        "availableChannel": [_telephone(), *_online(card), *_place(card)],
        "offers": [_offer(line) for line in card.fees if line.is_in_force],
        "isRelatedTo": [
            {"@type": "GovernmentService", "name": one.title, "url": addresses.card(one.code)} for one in card.related
        ],
        "mainEntityOfPage": {
            "@type": "WebPage",
            "@id": own,
            "inLanguage": card.language,
            "dateModified": card.published_at.isoformat() if card.published_at else "",
            "lastReviewed": card.reviewed_on.isoformat() if card.reviewed_on else "",
        },
    }


def _operator(card: ResidentCard) -> dict[str, Any]:
    city = {"@type": "GovernmentOrganization", "name": settings.CITY_NAME, "url": addresses.page("home")}
    if card.office is None:
        return city
    return {"@type": "GovernmentOrganization", "name": card.office.name, "parentOrganization": city}


def _telephone() -> dict[str, Any]:
    number = phones.normalise(settings.CITY_PHONE) or settings.CITY_PHONE
    return {
        "@type": "ServiceChannel",
        "name": "Infolinia",
        "servicePhone": {"@type": "ContactPoint", "telephone": number, "availableLanguage": list(ALL_LANGUAGES)},
    }


def _online(card: ResidentCard) -> list[dict[str, Any]]:
    return [{"@type": "ServiceChannel", "serviceUrl": card.online_url}] if card.online_url else []


def _place(card: ResidentCard) -> list[dict[str, Any]]:
    if not card.where:
        return []
    telephone = card.office.phone if card.office else ""
    place = {"@type": "Place", "name": card.where, "telephone": telephone}
    return [{"@type": "ServiceChannel", "serviceLocation": place}]


def _offer(line: FeeLine) -> dict[str, Any]:
    price = {"price": f"{line.amount:.2f}", "priceCurrency": "PLN"} if line.amount is not None else {}
    return {
        "@type": "Offer",
        "description": line.what or line.text,
        **price,
        "validFrom": line.valid_from.isoformat() if line.valid_from else "",
        "validThrough": line.valid_to.isoformat() if line.valid_to else "",
    }


def _without_blanks(value: Any) -> Any:
    """Return the value without members that say nothing."""
    if isinstance(value, dict):
        kept = {name: _without_blanks(item) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item not in ("", [], {})}
    return [_without_blanks(item) for item in value] if isinstance(value, list) else value
