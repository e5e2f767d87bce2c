"""The document at /api/v1/openapi.json tells the truth: every operation is walked, every answer fits its schema."""

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from infolinia.api.document import document_of
from infolinia.api.urls import ENDPOINTS
from tests.api.conftest import Get
from tests.api.schema import faults, resolved

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_cards")]

DOCUMENT = json.loads(json.dumps(document_of(ENDPOINTS)))
ALL = [(path, method, one) for path, found in DOCUMENT["paths"].items() for method, one in found.items()]
OPERATIONS = [(path, one) for path, _, one in ALL if "security" not in one]
MORE: dict[str, list[dict[str, Any]]] = {
    "search": [{"q": "dziura", "language": "en"}, {"q": "xyzzy qwertz"}],
    "cards": [{"limit": 1}, {"language": "uk", "subject": "inne"}, {"after": "zzz"}],
    "card": [{"code": "dziura-w-jezdni", "language": "en"}, {"code": "latarnia"}],
    "inquiry_services": [{"which": "dziura-w-jezdni"}, {"which": "web"}, {"which": "transport-i-drogi"}],
    "inquiry_faqs": [{"which": "all"}, {"which": "dziura-w-jezdni--odwolanie"}],
    "inquiry_web_faqs": [{"which": "dziura-w-jezdni--odpowiedz"}],
}


def calls(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parameters of the calls to make: the document's own examples, then more."""
    examples = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
    yield examples
    for more in MORE.get(operation["operationId"], []):
        yield {**examples, **more}


def address(path: str, operation: dict[str, Any], values: dict[str, Any]) -> str:
    in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
    for name in in_path:
        path = path.replace(f"{{{name}}}", str(values[name]))
    query = "&".join(f"{name}={value}" for name, value in values.items() if name not in in_path)
    return f"{path}?{query}" if query else path


@pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[one["operationId"] for _, one in OPERATIONS])
def test_every_operation_answers_as_it_is_described(get: Get, path: str, operation: dict[str, Any]) -> None:
    for values in calls(operation):
        asked = address(path, operation, values)
        response = get(asked)
        assert response.status_code == 200, (asked, response.content)
        content = operation["responses"]["200"]["content"]
        schema = content[response.headers["content-type"]]["schema"]
        assert list(faults(response.json(), schema, DOCUMENT)) == [], asked
        assert response.headers["etag"]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS, ids=[one["operationId"] for _, one in OPERATIONS])
def test_every_operation_refuses_what_it_does_not_know_with_a_described_problem(
    get: Get, path: str, operation: dict[str, Any]
) -> None:
    response = get(address(path, operation, {**next(calls(operation)), "nie-ma": "1"}))
    described = operation["responses"][str(response.status_code)]["content"][response.headers["content-type"]]
    assert response.status_code == 400
    assert list(faults(response.json(), described["schema"], DOCUMENT)) == []
    assert response.json()["errors"] == [{"parameter": "nie-ma", "reason": "is not known here"}]


@pytest.mark.parametrize(
    ("path", "operation"), [(path, one) for path, one in OPERATIONS if "404" in one["responses"]], ids=lambda each: ""
)
def test_what_is_not_there_is_a_described_problem(get: Get, path: str, operation: dict[str, Any]) -> None:
    values = {one["name"]: "json" if one["name"] == "format" else "nie-ma" for one in operation["parameters"]}
    in_path = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
    response = get(address(path, operation, {name: values[name] for name in in_path}))
    assert response.status_code == 404
    schema = operation["responses"]["404"]["content"]["application/problem+json"]["schema"]
    assert list(faults(response.json(), schema, DOCUMENT)) == []


@pytest.mark.parametrize("path", [path for path, _ in OPERATIONS if "{format}" in path])
def test_xml_says_the_same_as_json(get: Get, path: str) -> None:
    """Flat fields are compared by name and text; a list by the number of its elements."""
    which = "all"
    rows = get(path.replace("{which}", which).replace("{format}", "json")).json()
    root = ElementTree.fromstring(get(path.replace("{which}", which).replace("{format}", "xml")).content)  # noqa: S314
    told = [{child.tag: child.text or "" for child in element} for element in root]
    assert told == [{name: value for name, value in row.items() if isinstance(value, str)} for row in rows]


def test_the_document_is_whole(get: Get) -> None:
    served = get("/api/v1/openapi.json")
    assert served.json() == DOCUMENT
    assert served.headers["content-type"].startswith("application/openapi+json")
    assert DOCUMENT["openapi"].startswith("3.1")
    names = [one["operationId"] for _, _, one in ALL]
    assert len(set(names)) == len(names)
    for pointer in re.findall(r'"(#/components/[^"]+)"', json.dumps(DOCUMENT)):
        assert resolved(pointer, DOCUMENT)
    for path, _, operation in ALL:
        in_path = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert set(re.findall(r"{(\w+)}", path)) == in_path


def test_every_address_of_the_interface_is_in_the_document(client: Client) -> None:
    from infolinia.api.urls import DOCUMENT as OWN
    from infolinia.api.urls import urlpatterns

    served = {pattern.pattern._route for pattern in urlpatterns if pattern.name != "nothing"}
    assert served == {endpoint.route() for endpoint in (*ENDPOINTS, OWN)}
    assert {(path, method.upper()) for path, method, _ in ALL} == {(one.path, one.method) for one in ENDPOINTS}
