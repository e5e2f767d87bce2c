"""Matters, for programs with a key: lists, one, registering, messages, the case number."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from infolinia.api import matter_shapes as shapes
from infolinia.api.answers import Answer
from infolinia.api.moments import moment
from infolinia.api.parameters import Asked, Parameter
from infolinia.api.problems import Problem
from infolinia.api.readings import read_by_program
from infolinia.api.refusals import done_once, refusals
from infolinia.api.shapes import address
from infolinia.core.clock import now
from infolinia.core.paging import Beside
from infolinia.matters import operations, queries
from infolinia.matters.shapes import MatterDraft, Place
from infolinia.matters.shapes.machines import MachineMatter, Wanted
from infolinia.partners import operations as partners

NUMBER = Parameter("number", "The matter's number.", place="path", longest=30)
STATUS = Parameter("status", "Only matters in this status.", longest=16)
CATEGORY = Parameter("category", "Code of a kind of matter: only its matters.", longest=60)
UNIT = Parameter("unit", "Code of a unit: only matters that are with it.", longest=60)
AFTER = Parameter("registered_after", "Only matters registered then or later.", form="date-time", longest=40)
BEFORE = Parameter("registered_before", "Only matters registered then or earlier.", form="date-time", longest=40)
SIZE = Parameter("limit", "Matters on a page.", default=50, least=1, most=200)
PLACE = Parameter("after", "Where the page begins; `next` of the page before holds it.", longest=120)
ONCE = Parameter(
    "Idempotency-Key",
    "A key of the program's own for this request. Asked again with the same key and body nothing is done twice.",
    place="header",
    is_required=True,
    longest=64,
)
OLDEST, SLIP = timedelta(days=60), timedelta(minutes=5)  # how far back a contact lies; how wrong a clock may be


def listed(request: HttpRequest, asked: Asked) -> Answer:
    """Return a page of the matters that the program sees, the newest first."""
    wanted = Wanted(
        categories=(asked["category"],) if asked["category"] else (),
        statuses=(asked["status"],) if asked["status"] else (),
        unit_code=asked["unit"],
        since=asked["registered_after"] or None,
        until=asked["registered_before"] or None,
    )
    page = queries.of_programs(asked["program"], wanted=wanted, beside=Beside(asked["after"]), size=asked["limit"])
    following = None
    if page.behind:
        kept = {name: request.GET.get(name, "") for name in ("category", "status", "unit")}
        kept |= {name: request.GET.get(name, "") for name in ("registered_after", "registered_before")}
        following = address(reverse("api:matters"), **kept, limit=asked["limit"], after=page.behind)
    told = [shapes.whole(matter) for matter in page.lines]
    read_by_program(asked["program"], "lista spraw", [matter.id for matter in page.lines], at=now())
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return Answer({"matters": told, "next": following}, headers=headers, is_open=False)


def one(request: HttpRequest, asked: Asked) -> Answer:
    """Return one matter."""
    found = _found(asked)
    read_by_program(asked["program"], "sprawa", [found.id], at=now())
    return Answer(shapes.whole(found), is_open=False)


def status(request: HttpRequest, asked: Asked) -> Answer:
    """Return where one matter stands."""
    return Answer(shapes.status(_found(asked)), is_open=False)


def messages(request: HttpRequest, asked: Asked) -> Answer:
    """Return what the resident was told and said."""
    found = _found(asked)
    told = [shapes.message(event) for event in queries.told_about(found.id)]
    read_by_program(asked["program"], "wiadomości w sprawie", [found.id], at=now())
    return Answer({"messages": told}, is_open=False)


def categories(request: HttpRequest, asked: Asked) -> Answer:
    """Return the kinds of matter that can be registered."""
    told = [shapes.category(line) for line in queries.categories() if not line.is_outside]
    return Answer({"categories": told}, is_open=False)


def register(request: HttpRequest, asked: Asked) -> Answer:
    """Register a matter; asked again with the same key the same matter is told, with its code."""
    at, program, body, made = now(), asked["program"], asked["body"], []
    draft = draft_of(body, request_key=f"{program.origin}{asked['Idempotency-Key']}", at=at)

    def do() -> dict[str, Any]:
        made.append(operations.register(draft=draft, by_id=None, at=at))
        return {"number": made[0].number}

    is_repeated = done_once(program, key=asked["Idempotency-Key"], what="register", body=body, do=do)[1]
    found = made[0] if made else operations.register(draft=draft, by_id=None, at=at)
    is_repeated = is_repeated or not found.is_new  # so long ago that only the matter itself remembers the key
    told = shapes.registered(found, is_repeated=is_repeated)
    status_code = HTTPStatus.OK if is_repeated else HTTPStatus.CREATED
    return Answer(told, is_open=False, status=status_code, headers={"Location": told["url"]})


def write(request: HttpRequest, asked: Asked) -> Answer:
    """Keep what the resident says about a matter."""
    found, program, body = _found(asked), asked["program"], asked["body"]

    def do() -> dict[str, Any]:
        told = operations.message_by_program(matter_id=found.id, text=body["text"], program=program.name, at=now())
        return {"id": told}

    what = f"message {found.number}"
    kept, is_repeated = done_once(program, key=asked["Idempotency-Key"], what=what, body=body, do=do)
    told = {"id": kept["id"], "is_repeated": is_repeated}
    return Answer(told, is_open=False, status=HTTPStatus.OK if is_repeated else HTTPStatus.CREATED)


def link_case(request: HttpRequest, asked: Asked) -> Answer:
    """Give the matter its number in another system; the same number again changes nothing."""
    found, program = _found(asked), asked["program"]
    at, znak = now(), asked["body"]["case_number"]
    with refusals():
        operations.link_case(matter_id=found.id, znak=znak, program=program.name, at=at)
        partners.note_linked(matter_id=found.id, znak=znak, at=at)
    return Answer(shapes.status(_found(asked)), is_open=False)


def draft_of(body: Mapping[str, Any], *, request_key: str, at: datetime) -> MatterDraft:
    """Return what to register; raises `Problem` for a moment of contact that cannot be."""
    place, reply = body.get("place", {}), body.get("reply", {"channel": "none"})
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if (latitude is None) != (longitude is None):
        raise wrong("body.place", "must have both latitude and longitude, or none")
    return MatterDraft(
        category_code=body["category"],
        description=body["description"],
        subject=body.get("subject", ""),
        place=Place(place.get("street", ""), place.get("house", ""), place.get("district", ""), place.get("note", "")),
        point=None if latitude is None else (float(latitude), float(longitude)),
        kind=body.get("kind", ""),
        channel="form",
        reply_channel=reply["channel"],
        reply_address=reply.get("address", ""),
        on_behalf_of=body.get("on_behalf_of", ""),
        answers=dict(body.get("answers", {})),
        received_at=_received(body.get("received_at", ""), at),
        danger=body.get("danger", False),
        entered_from="machine",
        request_key=request_key,
    )


def wrong(parameter: str, reason: str) -> Problem:
    """Return the problem of one part of what was sent."""
    return Problem(HTTPStatus.BAD_REQUEST, f"{parameter} {reason}", errors=[{"parameter": parameter, "reason": reason}])


def _received(text: str, at: datetime) -> datetime | None:
    if not text:
        return None
    received = moment(text)
    if not at - OLDEST <= received <= at + SLIP:
        raise wrong("body.received_at", f"must lie in the last {OLDEST.days} days")
    return min(received, at)


def _found(asked: Asked) -> MachineMatter:
    """Return the matter if the program sees it; another's matter and none are answered alike."""
    found = queries.of_program(asked["program"], asked["number"])
    if found is None:
        raise Problem(HTTPStatus.NOT_FOUND, "This key sees no such matter.")
    return found
