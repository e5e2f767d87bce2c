"""A report comes in, with its place, answers and photos; sent again with the same key it is the same report."""

import re
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from infolinia.api.georeport.answers import Fault, answer
from infolinia.api.georeport.asked import GeoAsked
from infolinia.api.georeport.services import service_of
from infolinia.contacts import operations as contacts
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.core.numbers import new_code
from infolinia.matters import operations
from infolinia.matters.shapes import MatterDraft, Place, Registered
from infolinia.partners import operations as partners
from infolinia.partners.rules import rights
from infolinia.partners.shapes import PartnerView

_ATTRIBUTE = re.compile(r"attribute\[([^\]\[]{1,40})\](\[\])?")


def post(asked: GeoAsked, form: str) -> HttpResponse:
    """Register a report and return its number; the code for the status page stands in `service_notice`."""
    program = sender(asked, rights.REGISTER)
    at, made = now(), list[Registered]()
    once = asked.once or f"report-{at.timestamp():.6f}-{new_code()}"
    draft = _draft(asked, request_key=f"{program.origin}{once}")

    def do() -> dict[str, Any]:
        registered = operations.register(draft=replace(draft, resident_id=_reporter(asked, at)), by_id=None, at=at)
        if registered.is_new:
            operations.add_files(matter_id=registered.id, files=asked.files, by_id=None, at=at, visible=True)
        made.append(registered)
        return {"number": registered.number}

    try:
        with transaction.atomic():
            partners.once(partner_id=program.id, key=once, asked=_trace(asked), at=at, do=do)
            found = made[0] if made else operations.register(draft=draft, by_id=None, at=at)
    except partners.CannotRepeat as error:
        raise Fault(HTTPStatus.CONFLICT, str(error)) from error
    except Cannot as error:
        raise Fault(HTTPStatus.BAD_REQUEST, f"{getattr(error, 'field', '') or 'request'}: {error}") from error
    told = {"service_request_id": found.number, "service_notice": _notice(found), "account_id": asked.get("account_id")}
    return answer("service_requests", [told], form, status=_status(made))


def sender(asked: GeoAsked, right: str) -> PartnerView:
    """Return the program that sends, if it may; raises `Fault` 403."""
    if asked.program is None:
        raise Fault(HTTPStatus.FORBIDDEN, "api_key is missing")
    if right not in asked.program.rights:
        raise Fault(HTTPStatus.FORBIDDEN, "api_key has no right to this")
    return asked.program


def _draft(asked: GeoAsked, *, request_key: str) -> MatterDraft:
    missing = [name for name in ("service_code", "description") if not asked.get(name)]
    point = _point(asked)
    address = asked.get("address_string") or asked.get("address_id")
    if point is None and not address:
        missing.append("lat and long, or address_string")
    if missing:
        raise Fault(HTTPStatus.BAD_REQUEST, *(f"{name} was not provided" for name in missing))
    service_of(asked.get("service_code"))
    channel, where = _reply(asked)
    photo = f"\n\n{asked.get('media_url')}" if asked.get("media_url") else ""
    return MatterDraft(
        category_code=asked.get("service_code"),
        description=asked.get("description") + photo,
        place=Place(note=address[:200]),
        point=point,
        channel="form",
        reply_channel=channel,
        reply_address=where,
        answers=_answers(asked),
        entered_from="machine",
        request_key=request_key,
    )


def _point(asked: GeoAsked) -> tuple[float, float] | None:
    texts = asked.get("lat"), asked.get("long")
    if not any(texts):
        return None
    try:
        latitude, longitude = (float(text) for text in texts)
    except ValueError as error:
        raise Fault(HTTPStatus.BAD_REQUEST, "lat and long must be degrees, as 54.5189") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Fault(HTTPStatus.BAD_REQUEST, "lat and long must be degrees, as 54.5189")
    return latitude, longitude


def _reply(asked: GeoAsked) -> tuple[str, str]:
    if email := asked.get("email"):
        return "email", email[:254]
    if phone := asked.get("phone"):
        return "phone", phone[:254]
    return "none", ""


def _reporter(asked: GeoAsked, at: datetime) -> UUID | None:
    """Return who reports, where they gave a name and a way to reach them that can be kept."""
    name = " ".join(part for part in (asked.get("first_name"), asked.get("last_name")) if part)
    phone, email = asked.get("phone"), asked.get("email")
    if not name or not (phone or email):
        return None
    told = {"phone": phone, "email": email, "preferred_channel": "email" if email else "phone"}
    try:
        return contacts.remember_resident(name=name, by_id=None, at=at, **told)
    except contacts.CannotRemember:
        return None  # the matter still holds how to answer, as it was given


def _answers(asked: GeoAsked) -> dict[str, str]:
    found = {}
    for name, values in asked.many.items():
        if named := _ATTRIBUTE.fullmatch(name):
            found[named[1]] = ", ".join(value.strip() for value in values)[:500]
    return found


def _trace(asked: GeoAsked) -> bytes:
    """Return what tells this report from another one that came with the same key."""
    told = sorted((name, values) for name, values in asked.many.items() if name != "api_key")
    return repr((told, asked.traces())).encode()


def _status(made: list[Registered]) -> HTTPStatus:
    """Return 201 for what is new. A key that came so long ago that it is forgotten still finds its report: 200."""
    return HTTPStatus.CREATED if made and made[0].is_new else HTTPStatus.OK


def _notice(made: Registered) -> str:
    page = f"{settings.PUBLIC_URL}{reverse('public:status')}"
    code = f", kod {made.code}" if made.code else ""
    return f"{page}: numer {made.number}{code}. {made.unit_name}, {made.resident_due.words.text}."
