"""Reports: lists and single ones.

Without a key, and without a right to it, nobody's words leave, no house and no exact point. A program that may read
gets them of the matters that it sees.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import urlencode

from infolinia.api.georeport.answers import Fault, answer
from infolinia.api.georeport.asked import GeoAsked
from infolinia.api.georeport.services import ROOT
from infolinia.api.readings import read_by_program
from infolinia.core.clock import now
from infolinia.matters import queries
from infolinia.matters.shapes.machines import MachineEvent, MachineMatter, Wanted
from infolinia.partners.rules import rights
from infolinia.partners.shapes import PartnerView

MOST = 1000  # "90 days or the first 1000 requests", says the standard
SPAN = timedelta(days=90)
PAGE = 100
STATES = {"open": True, "closed": False}


def listed(asked: GeoAsked, form: str) -> HttpResponse:
    """Return the reports that are wanted, the newest first, in pages that reach back to the thousandth."""
    page, size = asked.number("page", 1, MOST), asked.number("page_size", PAGE, MOST)
    start = (page - 1) * size
    size = min(size, MOST - start)
    wanted, reads = _wanted(asked), reader(asked)
    rows = queries.first_of_programs(reads, wanted=wanted, start=start, size=size) if size > 0 else ()
    told = [shape(row, asked) for row in rows]
    note_read(asked, "lista zgłoszeń", [row.id for row in rows if knows(asked, row)])
    headers = {}
    if len(rows) == size and start + size < MOST:
        query = {name: asked.get(name) for name in asked.fields if name != "api_key"} | {"page": str(page + 1)}
        headers["Link"] = f"<{settings.PUBLIC_URL}{ROOT}/requests.{form}?{urlencode(query)}>"
        headers["Link"] += '; rel="next"'
    return answer("service_requests", told, form, headers=headers)


def one(asked: GeoAsked, form: str, number: str) -> HttpResponse:
    """Return one report, in a list as the standard has it."""
    row = found(reader(asked), number)
    note_read(asked, "zgłoszenie", [row.id] if knows(asked, row) else [])
    return answer("service_requests", [shape(row, asked)], form)


def reader(asked: GeoAsked) -> PartnerView | None:
    """Return the program that asks if it has a right to read; without one it sees what anybody does."""
    program = asked.program
    return program if program and program.rights & {rights.READ, rights.STATUS} else None


def note_read(asked: GeoAsked, what: str, matter_ids: Sequence[UUID]) -> None:
    """Write into the log of readings that the program got residents' words."""
    if asked.program:
        read_by_program(asked.program, what, matter_ids, at=now())


def found(program: PartnerView | None, number: str) -> MachineMatter:
    """Return the report if the program (None: anybody) sees it; raises `Fault` 404 for others' and for none alike."""
    row = queries.of_program(program, number, also_public=True)
    if row is None:
        raise Fault(HTTPStatus.NOT_FOUND, "service_request_id was not found")
    return row


def knows(asked: GeoAsked, row: MachineMatter | MachineEvent) -> bool:
    """Whether who asks may have the words and the exact place of a report: it sees the matter and may read."""
    return asked.program is not None and row.is_theirs and rights.READ in asked.program.rights


def shape(row: MachineMatter, asked: GeoAsked) -> dict[str, Any]:
    """Return a report with the standard's fields."""
    is_open = row.closed_at is None
    has_words = knows(asked, row)
    exact = (row.latitude, row.longitude) if has_words else row.point_near
    latitude, longitude = exact or (None, None)
    return {
        "service_request_id": row.number,
        "status": "open" if is_open else "closed",
        "status_notes": row.closing_text if has_words and not is_open else row.status_text,
        "service_name": row.category_name,
        "service_code": row.category_code,
        "description": row.description if has_words else "",
        "agency_responsible": row.unit_name,
        "service_notice": "",
        "requested_datetime": written(row.registered_at),
        "updated_datetime": written(row.updated_at),
        "expected_datetime": written(row.due_at) if is_open else "",
        "address": row.address if has_words else row.near,
        "address_id": "",
        "zipcode": "",
        "lat": latitude,
        "long": longitude,
        "media_url": "",
    }


def written(moment: datetime) -> str:
    """Return a moment as the standard writes it (W3C date and time)."""
    return moment.isoformat(timespec="seconds")


def span(asked: GeoAsked) -> tuple[datetime, datetime]:
    """Return the time that is asked about: 90 days at most, the last ones unless said otherwise. Raises `Fault`."""
    since, until = asked.moment("start_date"), asked.moment("end_date")
    try:
        if since is None:
            until = until or now()
            since = until - SPAN
        if until is None or until - since > SPAN:
            until = since + SPAN
    except OverflowError as error:
        raise Fault(HTTPStatus.BAD_REQUEST, "start_date or end_date is out of bounds") from error
    if until < since:
        raise Fault(HTTPStatus.BAD_REQUEST, "end_date must not lie before start_date")
    return since, until


def _wanted(asked: GeoAsked) -> Wanted:
    if numbers := asked.list_of("service_request_id"):
        return Wanted(numbers=numbers[:MOST], also_public=True)
    states = {state for state in asked.list_of("status") if state in STATES}
    unknown = set(asked.list_of("status")) - set(STATES)
    if unknown:
        raise Fault(HTTPStatus.BAD_REQUEST, "status must be open or closed")
    since, until = span(asked)
    return Wanted(
        categories=asked.list_of("service_code")[:MOST],
        is_open=STATES[states.pop()] if len(states) == 1 else None,
        since=since,
        until=until,
        also_public=True,
    )
