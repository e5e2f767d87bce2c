"""Services and frequent questions in the shape of Open311 Inquiry v1 (wiki.open311.org/Inquiry_v1).

The standard's facilities and its feed of the day are not offered. `docs/api.md` tells what is the standard's and
what is ours.
"""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest

from infolinia.api import questions, shapes
from infolinia.api.answers import Answer
from infolinia.api.cards import LANGUAGE, current_card
from infolinia.api.parameters import Asked, Parameter
from infolinia.api.problems import Problem
from infolinia.api.xml import Markup
from infolinia.core.clock import city_day, now
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries import ListedCard, ResidentCard

ALL, TOP = "all", "web"
MOST = 10_000
NEVER = "2099-12-31T23:59:59Z"
"""The standard wants a day of expiry of everything; a card without one has this."""

SERVICES = Markup("services", "service", {"categories": "", "web_actions": "web_action"}, frozenset({"type"}))
FAQS = Markup("faqs", "faq", {"categories": "", "services": "service"})
FORMAT = Parameter("format", "`json` or `xml`.", place="path", choices=("json", "xml"), example="json")
JURISDICTION = Parameter("jurisdiction_id", "Taken and not used: there is one city here.", longest=120)
WHICH_SERVICES = Parameter(
    "which",
    "`all`, `web` (the most wanted), a subject's code, or a card's code.",
    place="path",
    longest=60,
    example="all",
)
WHICH_FAQS = Parameter(
    "which", "`all`, `web` (the most wanted), a subject's code, or a question's id.", place="path", longest=120,
    example="web",
)  # fmt: skip
PARAMETERS = (FORMAT, LANGUAGE, JURISDICTION)


def services(request: HttpRequest, asked: Asked) -> Answer:
    """Return a list of services, or one of them with everything it says."""
    listed = _listed(asked["which"], asked["language"])
    if listed is None:
        card = current_card(asked["which"], asked["language"])
        return _answer([_service(card)], asked, SERVICES)
    return _answer([_brief(card) for card in listed], asked, SERVICES)


def faqs(request: HttpRequest, asked: Asked) -> Answer:
    """Return a list of questions, or one of them with its answer."""
    code, _, section = asked["which"].partition(questions.BETWEEN)
    if section:
        card = current_card(code, asked["language"])
        return _answer([_faq(card, section)], asked, FAQS)
    listed = _listed(asked["which"], asked["language"])
    if listed is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is neither a subject nor a question „{asked['which']}”.")
    told = [_question(card, section) for card in listed for section in questions.asked_of(card.answers)]
    return _answer(told, asked, FAQS)


def _listed(which: str, language: str) -> list[ListedCard] | None:
    """Return the cards of a list (every one, the frequent ones, a subject's), or None where it names no list."""
    if which == TOP:
        frequent = [link.code for link in knowledge.popular(20)]
        by_code = {card.code: card for card in _every(language)}
        return [by_code[code] for code in frequent if code in by_code]
    if which == ALL:
        return _every(language)
    known = {subject.code for subject in knowledge.subjects(day=city_day(now()))}
    return _every(language, which) if which in known else None


def _every(language: str, subject: str = "") -> list[ListedCard]:
    found = knowledge.list_cards(language=language, subject=subject, day=city_day(now()), limit=MOST)
    return list(found.cards)


def _answer(rows: list[dict[str, Any]], asked: Asked, markup: Markup) -> Answer:
    return Answer(rows, asked["language"], markup=markup if asked["format"] == "xml" else None)


def _brief(card: ListedCard) -> dict[str, Any]:
    return {
        "id": card.code,
        "service_name": card.title,
        "expiration": _expiration(card.valid_to),
        "brief_description": card.summary,
    }


def _service(card: ResidentCard) -> dict[str, Any]:
    parts = [card.answer_html, *(f"<h2>{part.heading}</h2>{part.html}" for part in card.sections)]
    return {
        "id": card.code,
        "service_name": card.title,
        "expiration": _expiration(card.valid_to),
        "categories": _categories(card),
        "url": shapes.page_of(card.code, card.language),
        "brief_description": card.summary,
        "description": plain(" ".join(parts)),
        "description_html": "".join(parts),
        "web_actions": _actions(card),
    }


def _actions(card: ResidentCard) -> list[dict[str, str]]:
    """Return what can be done from here: the standard knows „Service Request”, „Link” and „Literature”."""
    actions = [{"type": "Link", "label": card.title, "url": shapes.page_of(card.code, card.language)}]
    if card.online_url:
        actions.append({"type": "Service Request", "label": card.title, "url": card.online_url})
    return actions


def _question(card: ListedCard | ResidentCard, section: str) -> dict[str, Any]:
    return {
        "id": questions.id_of(card, section),
        "question": questions.question(card, section),
        "expiration": _expiration(card.valid_to),
    }


def _faq(card: ResidentCard, section: str) -> dict[str, Any]:
    if section not in questions.asked_of([part.code for part in card.sections]):
        raise Problem(HTTPStatus.NOT_FOUND, f"The card „{card.code}” does not answer „{section}”.")
    html = questions.answer_html(card, section)
    service = {"id": card.code, "service_name": card.title, "expiration": _expiration(card.valid_to)}
    return {
        **_question(card, section),
        "categories": _categories(card),
        "url": f"{shapes.page_of(card.code, card.language)}#s-{section}",
        "answer": plain(html),
        "answer_html": html,
        "services": [service],
    }


def _categories(card: ResidentCard) -> list[dict[str, str]]:
    return [{"category_name": card.subject_name}]


def _expiration(last_day: date | None) -> str:
    return f"{last_day.isoformat()}T23:59:59Z" if last_day else NEVER
