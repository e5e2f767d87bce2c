"""Addresses of matters, for programs with a key."""

from http import HTTPStatus

from infolinia.api import matters
from infolinia.api.endpoints import Endpoint
from infolinia.api.matter_schemas import CASE_NUMBER, NEW_MATTER, NEW_MESSAGE
from infolinia.partners.rules import rights

_WITH_KEY = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
_OF_ONE = (*_WITH_KEY, HTTPStatus.NOT_FOUND)
_WRITING = (
    *_WITH_KEY,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
_ONCE = (HTTPStatus.CREATED, HTTPStatus.OK)

MATTERS: tuple[Endpoint, ...] = (
    Endpoint(
        path="/api/v1/matters",
        name="matters",
        summary="Matters that the program sees, the newest first.",
        view=matters.listed,
        schema="Matters",
        parameters=(
            *(matters.STATUS, matters.CATEGORY, matters.UNIT),
            *(matters.AFTER, matters.BEFORE, matters.PLACE, matters.SIZE),
        ),
        problems=_WITH_KEY,
        tag="matters",
        right=rights.READ,
    ),
    Endpoint(
        path="/api/v1/matters",
        name="register_matter",
        summary="Register a matter.",
        view=matters.register,
        schema="RegisteredMatter",
        parameters=(matters.ONCE,),
        problems=(*_WRITING, HTTPStatus.CONFLICT),
        tag="matters",
        method="POST",
        right=rights.REGISTER,
        body=NEW_MATTER,
        body_schema="NewMatter",
        successes=_ONCE,
    ),
    Endpoint(
        path="/api/v1/matters/{number}",
        name="matter",
        summary="One matter.",
        view=matters.one,
        schema="Matter",
        parameters=(matters.NUMBER,),
        problems=_OF_ONE,
        tag="matters",
        right=rights.READ,
    ),
    Endpoint(
        path="/api/v1/matters/{number}/status",
        name="matter_status",
        summary="Where one matter stands.",
        view=matters.status,
        schema="MatterStatus",
        parameters=(matters.NUMBER,),
        problems=_OF_ONE,
        tag="matters",
        right=rights.STATUS,
    ),
    Endpoint(
        path="/api/v1/matters/{number}/messages",
        name="matter_messages",
        summary="What the resident was told and said.",
        view=matters.messages,
        schema="MatterMessages",
        parameters=(matters.NUMBER,),
        problems=_OF_ONE,
        tag="matters",
        right=rights.READ,
    ),
    Endpoint(
        path="/api/v1/matters/{number}/messages",
        name="write_message",
        summary="Add what the resident says.",
        view=matters.write,
        schema="KeptMessage",
        parameters=(matters.NUMBER, matters.ONCE),
        problems=(*_WRITING, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
        tag="matters",
        method="POST",
        right=rights.WRITE,
        body=NEW_MESSAGE,
        body_schema="NewMessage",
        successes=_ONCE,
    ),
    Endpoint(
        path="/api/v1/matters/{number}/case-number",
        name="link_case",
        summary="Give the matter its number in the office's case system.",
        view=matters.link_case,
        schema="MatterStatus",
        parameters=(matters.NUMBER,),
        problems=(*_WRITING, HTTPStatus.NOT_FOUND),
        tag="matters",
        method="PUT",
        right=rights.CASE,
        body=CASE_NUMBER,
        body_schema="NewCaseNumber",
    ),
    Endpoint(
        path="/api/v1/categories",
        name="matter_categories",
        summary="Kinds of matter that can be registered, with what to ask about each.",
        view=matters.categories,
        schema="MatterCategories",
        problems=_WITH_KEY,
        tag="matters",
        right=rights.REGISTER,
    ),
)
