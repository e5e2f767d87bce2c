"""What a program sends: described once as JSON Schema, for the document that programs read and for the check."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError

from infolinia.api.moments import has_offset, moment
from infolinia.api.problems import Problem

Schema = Mapping[str, Any]
MOST_BYTES = 64 * 1024
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
}


def text(longest: int, **more: Any) -> dict[str, Any]:
    """Return the schema of a text; no text holds a null character."""
    return {"type": "string", "maxLength": longest, **more}


def given(required: tuple[str, ...] = (), **fields: Schema) -> dict[str, Any]:
    """Return the schema of an object with these fields and no others."""
    told = {"type": "object", "properties": dict(fields), "additionalProperties": False}
    return {**told, "required": list(required)} if required else told


def read_body(request: HttpRequest, schema: Schema) -> dict[str, Any]:
    """Return what came as JSON; raises a `Problem` that names every part that is wrong."""
    if request.content_type != "application/json":
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    try:
        body = request.body
    except (RequestDataTooBig, UnreadablePostError):
        body = b" " * (MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {MOST_BYTES} bytes.")
    try:
        found = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Problem(HTTPStatus.BAD_REQUEST, "The body is no JSON in UTF-8.") from error
    wrong = [{"parameter": place, "reason": reason} for place, reason in faults(found, schema)]
    if wrong:
        told = "; ".join(f"{one['parameter']} {one['reason']}" for one in wrong)
        raise Problem(HTTPStatus.BAD_REQUEST, told[:2000], errors=wrong)
    return dict(found)


def faults(value: Any, schema: Schema, place: str = "body") -> Iterator[tuple[str, str]]:
    """Yield what is wrong, part by part."""
    kind = schema["type"]
    if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield place, f"must be of the type {kind}"
    elif isinstance(value, dict):
        yield from _faults_of_object(value, schema, place)
    elif isinstance(value, str):
        yield from _faults_of_text(value, schema, place)
    elif isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield place, f"must be from {schema['minimum']} to {schema['maximum']}"


def _faults_of_object(value: dict[str, Any], schema: Schema, place: str) -> Iterator[tuple[str, str]]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", False)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{place}.{name}", "is missing"
    if len(value) > schema.get("maxProperties", len(value)):
        yield place, f"must have at most {schema['maxProperties']} fields"
    for name, part in value.items():
        inner = known.get(name) or others
        if inner:
            yield from faults(part, inner, f"{place}.{name[:60]}")
        else:
            yield f"{place}.{name[:60]}", "is not known here"


def _faults_of_text(value: str, schema: Schema, place: str) -> Iterator[tuple[str, str]]:
    if len(value) > schema.get("maxLength", len(value)):
        yield place, f"must have at most {schema['maxLength']} characters"
    if len(value) < schema.get("minLength", 0) or ("minLength" in schema and not value.strip()):
        yield place, "must not be empty"
    if "enum" in schema and value not in schema["enum"]:
        yield place, f"must be one of: {', '.join(schema['enum'])}"
    if "\x00" in value or (not value.isprintable() and not _is_writable(value)):
        yield place, "must not hold characters that cannot be written"
    if schema.get("format") in _READ and not _is(schema["format"], value):
        yield place, f"must be a {schema['format']} (RFC 3339)"


def _is_writable(value: str) -> bool:
    """Whether every character can be stored as UTF-8: half a pair of surrogates can't."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is(form: str, value: str) -> bool:
    try:
        return _READ[form](value)
    except ValueError:
        return False


def _moment(value: str) -> bool:
    return has_offset(value) and bool(moment(value))


def _day(value: str) -> bool:
    return bool(date.fromisoformat(value))


_READ = {"date-time": _moment, "date": _day}


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number of JSON")
