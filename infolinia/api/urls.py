"""Every address of the interface: one list makes the addresses and the document that describes them."""

from functools import partial
from http import HTTPStatus

from django.urls import path, re_path

from infolinia.api import cards, inquiry
from infolinia.api.answers import JSON, XML
from infolinia.api.document import document
from infolinia.api.endpoints import Endpoint, as_view, nothing_here
from infolinia.api.matter_endpoints import MATTERS

_USUAL = (HTTPStatus.BAD_REQUEST, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_OF_ONE = (*_USUAL, HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_INQUIRY = "/api/open311/inquiry/v1"

KNOWLEDGE: tuple[Endpoint, ...] = (
    Endpoint(
        path="/api/v1/search",
        name="search",
        summary="Cards that answer a resident's words, best first.",
        view=cards.search,
        schema="Results",
        parameters=(cards.QUERY, cards.LANGUAGE, cards.SUBJECT, cards.UNIT, cards.RESULTS),
        problems=_USUAL,
    ),
    Endpoint(
        path="/api/v1/cards",
        name="cards",
        summary="Every current card, page by page.",
        view=cards.cards,
        schema="Cards",
        parameters=(cards.LANGUAGE, cards.SUBJECT, cards.UNIT, cards.AFTER, cards.PAGE_SIZE),
        problems=_USUAL,
    ),
    Endpoint(
        path="/api/v1/cards/{code}",
        name="card",
        summary="One card with everything it tells residents.",
        view=cards.card,
        schema="Card",
        parameters=(cards.CODE, cards.LANGUAGE),
        problems=_OF_ONE,
    ),
    Endpoint(
        path="/api/v1/subjects",
        name="subjects",
        summary="Subjects that have cards.",
        view=cards.subjects,
        schema="Subjects",
        parameters=(cards.LANGUAGE,),
        problems=_USUAL,
    ),
    Endpoint(
        path=_INQUIRY + "/services/{which}.{format}",
        name="inquiry_services",
        summary="Services: a list, or one with everything it says.",
        view=inquiry.services,
        schema="InquiryServices",
        parameters=(inquiry.WHICH_SERVICES, *inquiry.PARAMETERS),
        media_types=(JSON, XML),
        problems=_OF_ONE,
        tag="inquiry",
    ),
    Endpoint(
        path=_INQUIRY + "/faqs/{which}.{format}",
        name="inquiry_faqs",
        summary="Questions: a list, or one with its answer.",
        view=inquiry.faqs,
        schema="InquiryFaqs",
        parameters=(inquiry.WHICH_FAQS, *inquiry.PARAMETERS),
        media_types=(JSON, XML),
        problems=_OF_ONE,
        tag="inquiry",
    ),
    Endpoint(
        path=_INQUIRY + "/web_faqs/{which}.{format}",
        name="inquiry_web_faqs",
        summary="The same questions at the standard's other address.",
        view=inquiry.faqs,
        schema="InquiryFaqs",
        parameters=(inquiry.WHICH_FAQS, *inquiry.PARAMETERS),
        media_types=(JSON, XML),
        problems=_OF_ONE,
        tag="inquiry",
    ),
)
ENDPOINTS = (*KNOWLEDGE, *MATTERS)
DOCUMENT = Endpoint(
    path="/api/v1/openapi.json",
    name="openapi",
    summary="This interface described in OpenAPI 3.1.",
    view=partial(document, ENDPOINTS),
    schema="Document",
    media_types=("application/openapi+json;version=3.1",),
    problems=_USUAL,
)

app_name = "api"
_paths = dict.fromkeys(endpoint.path for endpoint in (*ENDPOINTS, DOCUMENT))
urlpatterns = [
    *(
        path(first.route(), as_view(first, *others), name=first.name)
        for first, *others in (
            [endpoint for endpoint in (*ENDPOINTS, DOCUMENT) if endpoint.path == each] for each in _paths
        )
    ),
    re_path(r"^api/", nothing_here, name="nothing"),
]
