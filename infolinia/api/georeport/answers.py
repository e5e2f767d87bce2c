"""Answers and faults as GeoReport writes them, in JSON and XML."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any
from xml.etree import ElementTree  # only written here, never read: nothing of a stranger is parsed

from django.http import HttpResponse

from infolinia.api.answers import OPEN_TO_ALL
from infolinia.api.problems import Problem
from infolinia.api.xml import xml_text

TYPES = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
# How the items of a list are called in XML.
ITEMS = {
    "services": "service",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
}


class Fault(Exception):
    """A request that can't be served: the status and what GeoReport's `errors` say."""

    def __init__(self, status: HTTPStatus, *descriptions: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__("; ".join(descriptions))
        self.status, self.descriptions, self.headers = status, descriptions, dict(headers or {})


def answer(
    root: str,
    data: Sequence[Mapping[str, Any]] | Mapping[str, Any],
    form: str,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the data under the name `root` of the standard; JSON lists stand bare, as the standard has them."""
    body = _xml(root, data) if form == "xml" else json.dumps(data, ensure_ascii=False).encode()
    told = {"Cache-Control": "no-store", "Content-Language": "pl", **OPEN_TO_ALL, **(headers or {})}
    return HttpResponse(body, status=status, content_type=TYPES[form], headers=told)


def fault_answer(fault: Fault, form: str) -> HttpResponse:
    """Return the faults: a code and a description each."""
    rows = [{"code": fault.status.value, "description": text} for text in fault.descriptions]
    return answer("errors", rows, form, status=fault.status, headers=fault.headers)


def fault_of(problem: Problem) -> Fault:
    """Return a problem of the interface as this standard tells it."""
    return Fault(problem.status, problem.detail, headers=problem.headers)


def _xml(root: str, data: Any) -> bytes:
    element = ElementTree.Element(root)
    _fill(element, root, data)
    return bytes(ElementTree.tostring(element, encoding="utf-8", xml_declaration=True))


def _fill(element: ElementTree.Element, name: str, value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _fill(ElementTree.SubElement(element, key), key, inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _fill(ElementTree.SubElement(element, ITEMS[name]), ITEMS[name], inner)
    elif isinstance(value, bool):
        element.text = "true" if value else "false"
    else:
        element.text = xml_text(value)
