"""What a program asks of GeoReport: parameters from the address or the form, and the key if it sent one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError

from infolinia.api.georeport.answers import Fault
from infolinia.api.moments import moment
from infolinia.api.problems import Problem
from infolinia.api.programs import bearer, count, count_program
from infolinia.core.address import client_address
from infolinia.core.clock import now
from infolinia.matters.shapes.files import NewFile
from infolinia.partners import operations, queries
from infolinia.partners.shapes import PartnerView

LONGEST = 5000
MOST_FILES = 5


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
    """Return what is asked; counts the request, by its program or its address. Raises `Fault`."""
    query, files = _sent(request)
    fields = {name: values[-1] for name, values in query.lists() if values}
    wrong = [name for name, text in fields.items() if not _is_writable(name + text)]
    if wrong:
        raise Fault(HTTPStatus.BAD_REQUEST, "a parameter holds characters that cannot be written")
    program = _program(request, fields.get("api_key", ""))
    jurisdiction = fields.get("jurisdiction_id", "").strip()
    if jurisdiction and jurisdiction != jurisdiction_id():
        raise Fault(HTTPStatus.NOT_FOUND, f"jurisdiction_id was not found; here it is {jurisdiction_id()}")
    many = {name: tuple(values) for name, values in query.lists()}
    return GeoAsked(fields, program, files, request.headers.get("Idempotency-Key", "").strip()[:64], many)


def jurisdiction_id() -> str:
    """Return this city's id in the standard: the host of its pages."""
    return urlsplit(settings.PUBLIC_URL).hostname or "localhost"


def _sent(request: HttpRequest) -> tuple[QueryDict, tuple[NewFile, ...]]:
    if request.method != "POST":
        return request.GET, ()
    try:
        found, uploaded = request.POST.copy(), request.FILES.getlist("media")
        files = tuple(NewFile(one.name or "media", one.read()) for one in uploaded[: MOST_FILES + 1])
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation) as error:
        raise Fault(HTTPStatus.BAD_REQUEST, "the body is no form, or it is too large") from error
    if len(files) > MOST_FILES:
        raise Fault(HTTPStatus.BAD_REQUEST, f"at most {MOST_FILES} files")
    for name, values in request.GET.lists():
        if name not in found:
            found.setlist(name, values)
    return found, files


def _program(request: HttpRequest, key: str) -> PartnerView | None:
    program = queries.partner_of(key.strip() or bearer(request))
    try:
        if program:
            count_program(program)
        else:
            count(client_address(request))
    except Problem as problem:
        raise Fault(problem.status, problem.detail, headers=problem.headers) from problem
    if program:
        operations.note_used(program, at=now())
    elif key or bearer(request):
        raise Fault(HTTPStatus.FORBIDDEN, "api_key is not valid")
    return program


def _is_writable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
