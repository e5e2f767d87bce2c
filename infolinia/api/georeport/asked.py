"""What a program asks of GeoReport: parameters from the address or the form, and the key if it sent one."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from infolinia.api.georeport.answers import Fault, fault_of
from infolinia.api.moments import moment
from infolinia.api.problems import Problem
from infolinia.api.programs import bearer, count, count_program
from infolinia.api.rules.bucket import OF_PROGRAM
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.matters.rules import files
from infolinia.matters.shapes.files import NewFile
from infolinia.partners import operations, queries
from infolinia.partners.shapes import PartnerView

LONGEST_KEY = 64
MOST_FILES = files.MOST_AT_ONCE
LARGEST = files.MOST_BYTES_AT_ONCE + 256 * 1024
TOO_MUCH = f"too large: {files.MOST_BYTES_AT_ONCE // (1024 * 1024)} MB at most"


@dataclass(frozen=True)
class GeoAsked:
    """One request. `program` is who sent its key; without one only what is open to all is seen."""

    fields: Mapping[str, str]
    program: PartnerView | None
    files: tuple[NewFile, ...] = ()
    once: str = ""
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return a parameter, or nothing."""
        return self.fields.get(name, "").strip()

    def traces(self) -> list[str]:
        """Return what tells its files from others."""
        return [hashlib.sha256(one.content).hexdigest() for one in self.files]

    def list_of(self, name: str) -> tuple[str, ...]:
        """Return a parameter that takes several values with commas between."""
        return tuple(part.strip() for part in self.get(name).split(",") if part.strip())

    def moment(self, name: str) -> datetime | None:
        """Return a moment (W3C: 2026-11-24T10:42:00Z or with an offset); raises `Fault` 400."""
        text = self.get(name)
        if not text:
            return None
        try:
            return moment(text)
        except ValueError as error:
            raise Fault(HTTPStatus.BAD_REQUEST, f"{name} must be a date and time as 2026-11-24T10:42:00Z") from error

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number from 1; more than the most is the most. Raises `Fault` 400."""
        text = self.get(name)
        if not text:
            return default
        if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) < 1:
            raise Fault(HTTPStatus.BAD_REQUEST, f"{name} must be a whole number from 1")
        return min(int(text), most)


def asked_of(request: HttpRequest) -> GeoAsked:
    """Return what is asked; counts the request, by its program or its address. Raises `Fault`.

    A body is read only when it is small enough and comes with a key, or from an address that has sent few; its files
    only when the key is good, wherever that stands.
    """
    once = request.headers.get("Idempotency-Key", "").strip()
    if len(once) > LONGEST_KEY:
        raise Fault(HTTPStatus.BAD_REQUEST, f"Idempotency-Key must have at most {LONGEST_KEY} characters")
    query = _parameters(lambda: request.GET)
    program, uploaded = None, list["UploadedFile[Any]"]()
    if request.method == "POST":
        program = _program_before_body(request, query.get("api_key", ""))
        query, uploaded = _body(request, query)
    fields = {name: values[-1] for name, values in query.lists() if values}
    wrong = [name for name, text in fields.items() if not _is_writable(name + text)]
    if wrong:
        raise Fault(HTTPStatus.BAD_REQUEST, "a parameter holds characters that cannot be written")
    program = program or _program(request, fields.get("api_key", ""))
    jurisdiction = fields.get("jurisdiction_id", "").strip()
    if jurisdiction and jurisdiction != jurisdiction_id():
        raise Fault(HTTPStatus.NOT_FOUND, f"jurisdiction_id was not found; here it is {jurisdiction_id()}")
    many = {name: tuple(values) for name, values in query.lists()}
    sent = tuple(NewFile(one.name or "media", one.read()) for one in uploaded) if program else ()
    return GeoAsked(fields, program, sent, once, many)


def jurisdiction_id() -> str:
    """Return this city's id in the standard: the host of its pages."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def _parameters(read: Callable[[], QueryDict]) -> QueryDict:
    try:
        return read()
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation, BadRequest) as error:
        raise Fault(HTTPStatus.BAD_REQUEST, "this is no form in UTF-8, or it has too many fields") from error


def _program_before_body(request: HttpRequest, key: str) -> PartnerView | None:
    """Return the program whose key stands outside of the body; refuses what is too large and who sent too many."""
    length = request.headers.get("Content-Length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > LARGEST:
        raise Fault(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_MUCH)
    if key or bearer(request):
        return _program(request, key)
    with _faults():
        count(f"body {client_address(request)}", OF_PROGRAM)
    return None


def _body(request: HttpRequest, query: QueryDict) -> tuple[QueryDict, list["UploadedFile[Any]"]]:
    """Return the parameters of the form and the address together, and the files, not yet read."""
    found = _parameters(lambda: request.POST).copy()
    uploaded = request.FILES.getlist("media")
    if len(uploaded) > MOST_FILES:
        raise Fault(HTTPStatus.BAD_REQUEST, f"at most {MOST_FILES} files")
    for name, values in query.lists():
        if name not in found:
            found.setlist(name, values)
    return found, uploaded


def _program(request: HttpRequest, key: str) -> PartnerView | None:
    program = queries.partner_of(key.strip() or bearer(request))
    with _faults():
        if program:
            count_program(program)
        else:
            count(client_address(request))
    if program:
        operations.note_used(program, at=now())
    elif key or bearer(request):
        raise Fault(HTTPStatus.FORBIDDEN, "api_key is not valid")
    return program


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise fault_of(problem) from problem


def _is_writable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
