"""Reports: lists and single ones. Without a key nobody's words leave; a program that may read them gets them."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import urlencode

from infolinia.api.georeport.answers import Fault, answer
from infolinia.api.georeport.asked import GeoAsked
from infolinia.api.georeport.services import ROOT
from infolinia.core.clock import now
from infolinia.matters import queries
from infolinia.matters.shapes.machines import MachineEvent, MachineMatter, Wanted
from infolinia.partners.rules import rights

MOST = 1000  # "90 days or the first 1000 requests", says the standard
SPAN = timedelta(days=90)
PAGE = 100
STATES = {"open": True, "closed": False}


def listed(asked: GeoAsked, form: str) -> HttpResponse:
    """Return the reports that are wanted, the newest first, in pages that reach back to the thousandth."""
    page, size = asked.number("page", 1, MOST), asked.number("page_size", PAGE, MOST)
    start = (page - 1) * size
    size = min(size, MOST - start)
    rows = queries.first_of_programs(asked.program, wanted=_wanted(asked), start=start, size=size) if size > 0 else ()
    told = [shape(row, asked) for row in rows]
    headers = {}
    if len(rows) == size and start + size < MOST:
        query = {name: asked.get(name) for name in asked.fields if name != "api_key"} | {"page": str(page + 1)}
        headers["Link"] = f"<{settings.PUBLIC_URL}{ROOT}/requests.{form}?{urlencode(query)}>"
        headers["Link"] += '; rel="next"'
    return answer("service_requests", told, form, headers=headers)


def one(asked: GeoAsked, form: str, number: str) -> HttpResponse:
    """Return one report, in a list as the standard has it."""
    return answer("service_requests", [shape(found(asked, number), asked)], form)


def found(asked: GeoAsked, number: str) -> MachineMatter:
    """Return the report if whoever asks sees it; raises `Fault` 404 for others' and for none alike."""
    row = queries.of_program(asked.program, number, also_public=True)
    if row is None:
        raise Fault(HTTPStatus.NOT_FOUND, "service_request_id was not found")
    return row


def knows(asked: GeoAsked, row: MachineMatter | MachineEvent) -> bool:
    """Whether who asks may have the words of a report: it brought the matter, or may read what it sees."""
    program = asked.program
    return program is not None and row.is_theirs and (program.sees == "own" or rights.READ in program.rights)


def shape(row: MachineMatter, asked: GeoAsked) -> dict[str, Any]:
    """Return a report with the standard's fields."""
    is_open = row.closed_at is None
    has_words = knows(asked, row)
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
        "address": row.address,
        "address_id": "",
        "zipcode": "",
        "lat": row.latitude,
        "long": row.longitude,
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
