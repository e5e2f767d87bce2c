"""What can be reported: services, their definitions, and how to find all of it."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from infolinia.api.georeport.answers import Fault, answer
from infolinia.api.georeport.asked import GeoAsked
from infolinia.matters import queries
from infolinia.matters.rules.questions import CHOICE, DATE, NO, PHOTO, YES, YES_NO, Question
from infolinia.matters.shapes import CategoryLine

ROOT = "/api/open311/georeport/v2"
CHANGED = "2026-11-23T00:00:00Z"  # of the interface itself; what can be reported changes at any time
DATATYPES = {CHOICE: "singlevaluelist", YES_NO: "singlevaluelist", DATE: "datetime"}


def discovery(asked: GeoAsked, form: str) -> HttpResponse:
    """Return where the interface is and who to ask for a key."""
    here = f"{settings.PUBLIC_URL}{ROOT}"
    told = {
        "changeset": CHANGED,
        "contact": f"{settings.CITY_NAME}: {settings.CITY_PHONE}",
        "key_service": f"{settings.PUBLIC_URL}/dostepnosc",
        "endpoints": [
            {
                "specification": "http://wiki.open311.org/GeoReport_v2",
                "url": here,
                "changeset": CHANGED,
                "type": "test" if settings.DEMO else "production",
                "formats": ["text/xml", "application/json"],
            }
        ],
    }
    return answer("discovery", told, form)


def services(asked: GeoAsked, form: str) -> HttpResponse:
    """Return everything that can be reported."""
    return answer("services", [_service(line) for line in reportable()], form)


def definition(asked: GeoAsked, form: str, code: str) -> HttpResponse:
    """Return what to ask about one service."""
    line = service_of(code)
    told = [_attribute(order, one) for order, one in enumerate(questions_of(line), 1)]
    return answer("service_definition", {"service_code": line.code, "attributes": told}, form)


def reportable() -> list[CategoryLine]:
    """Return the kinds of matter that residents may report by themselves."""
    return [line for line in queries.public_kinds() if line.kind == "intervention"]


def service_of(code: str) -> CategoryLine:
    """Return one of them; raises `Fault` 404."""
    for line in reportable():
        if line.code == code:
            return line
    raise Fault(HTTPStatus.NOT_FOUND, "service_code was not found")


def questions_of(line: CategoryLine) -> list[Question]:
    """Return the questions that an attribute can answer; photos come as media."""
    return [one for one in queries.questions_of(line.questions) if one.kind != PHOTO]


def _service(line: CategoryLine) -> dict[str, Any]:
    return {
        "service_code": line.code,
        "service_name": line.name,
        "description": line.hint,
        "metadata": bool(questions_of(line)),
        "type": "realtime",
        "keywords": ", ".join(line.path),
        "group": line.path[-1] if line.path else "",
    }


def _attribute(order: int, one: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "variable": True,
        "code": one.code,
        "datatype": DATATYPES.get(one.kind, "string"),
        # A question that is asked only after some answers can't be required of everybody.
        "required": one.required and one.when is None,
        "datatype_description": one.hint,
        "order": order,
        "description": one.label,
    }
    if one.kind == CHOICE:
        told["values"] = [{"key": choice, "name": choice} for choice in one.choices]
    if one.kind == YES_NO:
        told["values"] = [{"key": YES, "name": "tak"}, {"key": NO, "name": "nie"}]
    return told
