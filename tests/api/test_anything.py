"""Whatever is sent, the answer is a described one and never a fault of ours: requests made at random from the document.

The same document, with the same promise, can be walked by any outside tool; this is the part that runs always.
"""

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from infolinia.api.limits import limits
from tests.api.schema import faults, resolved
from tests.api.test_document import ALL, DOCUMENT
from tests.matters.conftest import Register, kinds, register
from tests.partners.conftest import NewProgram, new_program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
__all__ = ["kinds", "new_program", "register"]

CASES = 40
TEXTS = (
    *(
        "",
        " ",
        "x",
        "dziura-w-jezdni",
        "żółć",
        "💧" * 20,
        "a\x00b",
        "\u202egnp.exe",
        "'; DROP TABLE--",
        "%s%n",
        "../..",
    ),
    *(
        "x" * 300,
        "x" * 6000,
        "2026-11-24T10:42:00Z",
        "2026-11-24",
        "0001-01-01T00:00:00+12:00",
        "0552-02-05T21:33:37+20:19",
        "NaN",
        "-1",
        "1e309",
    ),
    *("9" * 30, "true", "null", "[]", "{}", "\ud800"),
)
VALUES = (None, True, False, 0, -1, 2**70, 1.5, -91.0, [], {}, ["x"], {"x": 1})


def made(dice: random.Random, schema: dict[str, Any]) -> Any:
    """Return a value that mostly fits the schema and sometimes does not."""
    if dice.random() < 0.15:
        return dice.choice([*VALUES, *TEXTS])
    kind = schema.get("type", "object")
    if kind == "object":
        known = schema.get("properties", {})
        names = [name for name in known if name in schema.get("required", ()) or dice.random() < 0.4]
        told = {name: made(dice, known[name]) for name in names if dice.random() > 0.05}
        return told | ({dice.choice(TEXTS): dice.choice(TEXTS)} if dice.random() < 0.2 else {})
    if kind == "number":
        return dice.choice([0, 54.5, -180, 90.0, 1e300, -1e-300])
    if kind == "boolean":
        return dice.random() < 0.5
    return dice.choice([*schema.get("enum", ()), *TEXTS])


def requests(dice: random.Random, path: str, operation: dict[str, Any], number: str) -> Iterator[dict[str, Any]]:
    """Yield the parts of requests of one operation."""
    for _case in range(CASES):
        query, headers, address = {}, {}, path
        for one in operation["parameters"]:
            value = dice.choice([str(one.get("example", "x")), *TEXTS, *map(str, one["schema"].get("enum", ()))])
            if one["in"] == "path":
                known = {"number": number, "format": "json"}.get(one["name"], "dziura-w-jezdni")
                address = address.replace(f"{{{one['name']}}}", dice.choice([known, known, "nie-ma"]))
            elif one["in"] == "query" and (one.get("required") or dice.random() < 0.4):
                query[one["name"]] = value.encode("utf-8", "replace").decode()
            elif one["in"] == "header":
                headers[one["name"].lower()] = dice.choice(["k-1", "k-2", "x" * 64, "x" * 65, ""])
        sent: dict[str, Any] = {"address": address, "query": query, "headers": headers}
        if body := operation.get("requestBody"):
            schema = resolved(body["content"]["application/json"]["schema"]["$ref"], DOCUMENT)
            sent["body"] = json.dumps(made(dice, schema))
        yield sent


@pytest.mark.parametrize(("path", "method", "operation"), ALL, ids=[one["operationId"] for _, _, one in ALL])
def test_whatever_is_sent_the_answer_is_described(
    client: Client, new_program: NewProgram, register: Register, path: str, method: str, operation: dict[str, Any]
) -> None:
    key, number = new_program(sees="all").secret, register().number
    dice = random.Random(operation["operationId"])
    seen = set()
    for sent in requests(dice, path, operation, number):
        limits.forget()
        headers = {**sent["headers"], "authorization": f"Bearer {key}"}
        more: dict[str, Any] = {"query_params": sent["query"], "headers": headers}
        if "body" in sent:
            more |= {"data": sent["body"], "content_type": "application/json"}
        answer = getattr(client, method)(sent["address"], **more)
        seen.add(answer.status_code)
        assert str(answer.status_code) in operation["responses"], (sent, answer.content[:300])
        assert answer.status_code < 500, sent
        told = operation["responses"][str(answer.status_code)]["content"]
        kind = answer.headers["content-type"]
        if kind in told and "schema" in told[kind]:
            assert list(faults(answer.json(), told[kind]["schema"], DOCUMENT)) == [], sent
    assert len(seen) > 1 or not operation["parameters"], "both what is good and what is not was sent"


GEO = "/api/open311/georeport/v2"
NAMES = (
    *("jurisdiction_id", "service_code", "service_request_id", "description", "address_string", "lat", "long"),
    *("email", "phone", "first_name", "media_url", "start_date", "end_date", "status", "page", "page_size"),
    *("update_id", "account_id", "attribute[slup]", "attribute[]", "api_key"),
)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "path",
    ["discovery", "services", "services/latarnia", "requests", "requests/{number}", "servicerequestupdates"],
)
def test_whatever_is_sent_to_georeport_is_never_a_fault_of_ours(
    client: Client, new_program: NewProgram, register: Register, path: str, method: str
) -> None:
    key, number = new_program(sees="all").secret, register().number
    dice, seen = random.Random(path + method), set()
    for _case in range(CASES):
        limits.forget()
        told = {name: dice.choice([number, "latarnia", *TEXTS]) for name in NAMES if dice.random() < 0.3}
        told = {name: text.encode("utf-8", "replace").decode() for name, text in told.items()}
        headers = {"authorization": f"Bearer {key}"} if dice.random() < 0.8 else {}
        headers |= {"idempotency-key": dice.choice(["k-1", "x" * 65])} if dice.random() < 0.3 else {}
        address = f"{GEO}/{path.replace('{number}', number)}.{dice.choice(['json', 'xml', 'html'])}"
        answer = getattr(client, method)(address, told, headers=headers)
        assert answer.status_code < 500, (address, told, answer.content[:300])
        seen.add(answer.status_code)
    assert len(seen) > 1
