"""Checks a value against a JSON Schema: as much of the draft of 2020-12 as the interface's document uses."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

TYPES: dict[str, Any] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
KNOWN = {
    *("$ref", "type", "enum", "properties", "required", "additionalProperties", "items", "anyOf", "format", "pattern"),
    *("description", "minimum", "maximum", "maxLength", "default"),
}


def faults(value: Any, schema: dict[str, Any], document: dict[str, Any], place: str = "$") -> Iterator[str]:
    """Yield a sentence for everything in the value that the schema does not allow."""
    assert set(schema) <= KNOWN, f"{place}: this check does not know {set(schema) - KNOWN}"
    if "$ref" in schema:
        yield from faults(value, resolved(schema["$ref"], document), document, place)
        return
    if "anyOf" in schema:
        if all(list(faults(value, one, document, place)) for one in schema["anyOf"]):
            yield f"{place}: {value!r} fits none of anyOf"
        return
    if not _is_of(value, schema.get("type", list(TYPES))):
        yield f"{place}: {value!r} is no {schema['type']}"
        return
    if isinstance(value, dict):
        yield from _faults_of_object(value, schema, document, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), document, f"{place}[{number}]")
    else:
        yield from _faults_of_value(value, schema, place)


def resolved(pointer: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return what a local `$ref` points at."""
    found: Any = document
    for step in pointer.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _is_of(value: Any, kinds: str | list[str]) -> bool:
    names = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, TYPES[name]) for name in names)


def _faults_of_object(
    value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], place: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}: {name} is missing"
    for name, item in value.items():
        if name in known:
            yield from faults(item, known[name], document, f"{place}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{place}: {name} is not described"


def _faults_of_value(value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: {value!r} is not one of {schema['enum']}"
    if isinstance(value, str):
        yield from _faults_of_text(value, schema, place)
    elif isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{place}: {value} is out of bounds"


def _faults_of_text(value: str, schema: dict[str, Any], place: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{place}: {value!r} does not match {schema['pattern']}"
    checks: dict[str, Any] = {"date": date.fromisoformat, "date-time": _moment, "uri": _address}
    try:
        checks.get(schema.get("format", ""), str)(value)
    except ValueError as error:
        yield f"{place}: {value!r} is no {schema['format']}: {error}"


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("no offset from UTC")


def _address(text: str) -> None:
    parts = urlsplit(text)
    if not (parts.scheme and parts.netloc):
        raise ValueError("not absolute")
