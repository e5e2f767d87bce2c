"""Cards, their subjects and their search, for machines."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from infolinia.api import shapes
from infolinia.api.answers import Answer
from infolinia.api.parameters import Asked, Parameter
from infolinia.api.problems import Problem
from infolinia.core.clock import city_day, now
from infolinia.core.text import one_line
from infolinia.knowledge import operations as knowledge_writes
from infolinia.knowledge import queries as knowledge
from infolinia.knowledge.markdown import plain
from infolinia.knowledge.queries import Hit, ResidentCard

LANGUAGE = Parameter(
    "language",
    "Language of the answer; a card without such a version is given in Polish and says so in its `language`.",
    default="pl",
    choices=("pl", "en", "uk"),
)
SUBJECT = Parameter("subject", "Code of a subject: only its cards.", longest=60, example="transport-i-drogi")
UNIT = Parameter("unit", "Code of a unit: only cards that it owns.", longest=60)
CODE = Parameter("code", "The card's code.", place="path", longest=60, example="dziura-w-jezdni")
QUERY = Parameter("q", "The words, as a resident would say them.", is_required=True, longest=200, example="dziura")
RESULTS = Parameter("limit", "At most so many results.", default=8, least=1, most=20)
PAGE_SIZE = Parameter("limit", "Cards on a page.", default=50, least=1, most=100)
AFTER = Parameter("after", "The code after which the page begins; `next` of the page before holds it.", longest=60)


def search(request: HttpRequest, asked: Asked) -> Answer:
    """Return the cards that answer the words: the same search that the pages use."""
    at, query = now(), one_line(asked["q"], 200)
    narrowed = {name: asked[name] for name in ("subject", "unit", "language")}
    hits = knowledge.search(query, limit=asked["limit"], kinds=("card",), **narrowed)
    found = [_result(hit, asked["language"]) for hit in hits]
    return Answer(
        {"query": query, "language": asked["language"], "results": found},
        asked["language"],
        then=lambda: knowledge_writes.log_search(text=query, hits=hits, at=at, channel="api"),
    )


def cards(request: HttpRequest, asked: Asked) -> Answer:
    """Return a page of cards."""
    narrowed = {name: asked[name] for name in ("subject", "unit")}
    place = {"after": asked["after"], "limit": asked["limit"], "day": city_day(now())}
    found = knowledge.list_cards(**narrowed, **place, language=asked["language"])
    path, headers, following = reverse("api:cards"), {}, None
    if found.following:
        kept = {"language": asked["language"], **narrowed, "limit": asked["limit"]}
        following = shapes.address(path, **kept, after=found.following)
        headers["Link"] = f'<{following}>; rel="next"'
    told = [shapes.summary(card, asked["language"]) for card in found.cards]
    return Answer({"total": found.total, "cards": told, "next": following}, asked["language"], headers=headers)


def card(request: HttpRequest, asked: Asked) -> Answer:
    """Return one card."""
    found = current_card(asked["code"], asked["language"])
    return Answer(shapes.whole(found), found.language)


def subjects(request: HttpRequest, asked: Asked) -> Answer:
    """Return the subjects and how many cards each has."""
    told = [
        {
            "code": one.code,
            "name": one.name,
            "cards": one.count,
            "url": shapes.address(reverse("api:cards"), subject=one.code),
        }
        for one in knowledge.subjects(asked["language"], day=city_day(now()))
    ]
    return Answer({"subjects": told}, asked["language"])


def current_card(code: str, language: str) -> ResidentCard:
    """Return the card that residents read now; a problem for none (404) and for a withdrawn one (410)."""
    found = knowledge.resident_card(code, language=language, day=city_day(now()))
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, f"There is no card „{code}”.")
    if found.standing == "not_yet":
        raise Problem(HTTPStatus.NOT_FOUND, f"The card „{code}” is not in force yet.")
    if found.standing != "current":
        more: dict[str, Any] = (
            {"successor": shapes.resource_of(found.leads_to.code, language)} if found.leads_to else {}
        )
        raise Problem(HTTPStatus.GONE, f"The card „{code}” was withdrawn.", **more)
    return found


def _result(hit: Hit, language: str) -> dict[str, object]:
    return {
        "code": hit.code,
        "title": hit.title,
        "language": hit.language,
        "subject": {"code": hit.subject_code, "name": hit.subject_name},
        "score": hit.score,
        "snippet": plain(hit.snippet_html),
        "snippet_html": hit.snippet_html,
        "answer": hit.answer,
        "unit_name": hit.unit_name,
        "url": shapes.page_of(hit.code, language),
        "api_url": shapes.resource_of(hit.code, language),
    }
