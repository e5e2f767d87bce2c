"""Updates of reports: what happened to them, and what residents add.

The standard has none of its own; these are the addresses and fields that its users agreed on
(github.com/mysociety/fixmystreet/wiki/Open311-extensions).
"""

import hashlib
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from infolinia.api.georeport.answers import Fault, answer
from infolinia.api.georeport.asked import LONGEST_KEY, GeoAsked
from infolinia.api.georeport.posting import sender
from infolinia.api.georeport.requests import MOST, PAGE, found, knows, note_read, reader, span, written
from infolinia.core.clock import now
from infolinia.core.errors import Cannot
from infolinia.matters import operations, queries
from infolinia.matters.shapes.machines import MachineEvent
from infolinia.partners import operations as partners
from infolinia.partners.rules import rights


def listed(asked: GeoAsked, form: str) -> HttpResponse:
    """Return what happened in the time that is asked about, the oldest first."""
    page, size = asked.number("page", 1, MOST), asked.number("page_size", PAGE, MOST)
    since, until = span(asked)
    start = (page - 1) * size
    size = min(size, MOST - start)
    numbers = asked.list_of("service_request_id")[:MOST]
    rows: tuple[MachineEvent, ...] = ()
    if size > 0:
        rows = queries.told_between(reader(asked), since=since, until=until, start=start, size=size, numbers=numbers)
    note_read(asked, "aktualizacje zgłoszeń", list({row.matter_id for row in rows if knows(asked, row)}))
    return answer("service_request_updates", [_shape(row, asked) for row in rows], form)


def post(asked: GeoAsked, form: str) -> HttpResponse:
    """Keep what the resident adds; a program's own `update_id` keeps it from being kept twice."""
    program = sender(asked, rights.WRITE)
    missing = [name for name in ("service_request_id", "description") if not asked.get(name)]
    if missing:
        raise Fault(HTTPStatus.BAD_REQUEST, *(f"{name} was not provided" for name in missing))
    row, text, at = found(program, asked.get("service_request_id")), asked.get("description"), now()
    if not row.is_theirs or not (program.sees == "own" or rights.READ in program.rights):
        raise Fault(HTTPStatus.FORBIDDEN, "api_key has no right to this report")

    def do() -> dict[str, Any]:
        told = operations.message_by_program(matter_id=row.id, text=text, program=program.name, at=at)
        operations.add_files(
            matter_id=row.id, files=asked.files, by_id=None, at=at, visible=True, event_id=told if asked.files else None
        )
        return {"id": told}

    once = asked.once or asked.get("update_id")
    try:
        with transaction.atomic():
            if once:
                what = "\n".join((row.number, text, *asked.traces())).encode()
                kept = partners.once(partner_id=program.id, key=_key(once), asked=what, at=at, do=do)[0]
            else:
                kept = do()
    except partners.CannotRepeat as error:
        raise Fault(HTTPStatus.CONFLICT, str(error)) from error
    except Cannot as error:
        raise Fault(HTTPStatus.BAD_REQUEST, str(error)) from error
    return answer("service_request_updates", [{"update_id": str(kept["id"])}], form, status=HTTPStatus.CREATED)


def _key(once: str) -> str:
    """Return the key under which the request is remembered; a long one by its trace, so that no two become one."""
    key = f"update:{once}"
    return key if len(key) <= LONGEST_KEY else f"update#{hashlib.sha256(once.encode()).hexdigest()[:57]}"


def _shape(row: MachineEvent, asked: GeoAsked) -> dict[str, Any]:
    return {
        "update_id": str(row.id),
        "service_request_id": row.matter_number,
        "status": "closed" if row.is_closing else "open",
        "updated_datetime": written(row.at),
        "description": f"{row.kind_text}. {row.text}".strip() if knows(asked, row) else row.kind_text,
        "media_url": "",
    }
