"""How to talk to a gateway of text messages, as data: its request, its answer, its reports, its codes and ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from infolinia.correspondence.rules.gateway_incoming import BadIncoming, incoming_plan
from infolinia.correspondence.rules.gateway_paths import found_at
from infolinia.correspondence.rules.segments import TABLES

TAKEN, TAKEN_BEFORE, REFUSED, LATER, AWAY = "taken", "taken_before", "refused", "later", "away"
MEANINGS = (TAKEN, TAKEN_BEFORE, REFUSED, LATER, AWAY)
"""What an answer may mean: it is theirs; it was theirs already; never; not now; nothing works there now."""
REPORTED = ("sent", "delivered", "bounced", "nothing")
"""What a report may mean; `bounced`: it reached nobody."""
PLACES = ("to", "to_digits", "text", "id", "secret", "report_url", "alphabet")
AS_WRITTEN, WITHOUT_MARKS = "as_written", "without_marks"
_PLACE = re.compile(r"\{([a-z_]+)\}")
_STATUSES = {401: AWAY, 402: AWAY, 403: AWAY, 408: LATER, 409: TAKEN_BEFORE, 425: LATER, 429: AWAY}


class BadPlan(Exception):
    """The description of a gateway can't be used; the text says where it is wrong."""


@dataclass(frozen=True)
class Request:
    """One request: fields go as JSON, as a form or in the address; `{to}`, `{text}` and others of PLACES are filled."""

    url: str
    method: str = "POST"
    body: str = "form"
    headers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """Where in an answer its number and its code are (`messages.0.id`), and what each code means to us."""

    ref: str = ""
    code: str = ""
    text: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reports:
    """Where in a report the number, our id, the state and its time are, and what each state means to us."""

    ref: str = ""
    id: str = ""
    state: str = ""
    text: str = ""
    states: Mapping[str, str] = field(default_factory=dict)
    many: str = ""
    split: str = ""
    reply: str = "OK"


@dataclass(frozen=True)
class Plan:
    """All about one gateway.

    `repeats`: it takes the same `{id}` once, so giving it again is harmless. `tables`: the national tables it uses.
    """

    request: Request
    answer: Answer
    reports: Reports
    find: Request | None = None
    repeats: bool = False
    letters: str = AS_WRITTEN
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the gateway's answer means, its number for the message, and its own words."""

    meaning: str
    ref: str
    said: str


@dataclass(frozen=True)
class Report:
    """What became of one message, by the gateway's number or by our id."""

    ref: str
    id: str
    meaning: str
    said: str


def plan_of(data: object) -> Plan:
    """Return the plan that the data describe; raises `BadPlan`, so that nothing wrong is ever saved."""
    known = _table(data, "plan", ("request", "answer", "report", "find", "repeats", "letters", "tables", "incoming"))
    _check_incoming(known.get("incoming"))
    letters = str(known.get("letters", AS_WRITTEN))
    if letters not in (AS_WRITTEN, WITHOUT_MARKS):
        raise BadPlan(f"letters: {letters!r}; as_written, without_marks")
    tables = tuple(known.get("tables", ()))
    if bad := [one for one in tables if one not in TABLES]:
        raise BadPlan(f"tables: {bad[0]!r}; {', '.join(TABLES)}")
    request = _request(known.get("request"), "request")
    if "{text}" not in str(request) or not re.search(r"\{to(_digits)?\}", str(request)):
        raise BadPlan("request: {to} (or {to_digits}) and {text} are missing")
    find = _request(known["find"], "find") if known.get("find") else None
    plan = Plan(
        request=request,
        answer=_answer(known.get("answer", {})),
        reports=_reports(known.get("report", {})),
        find=find,
        repeats=known.get("repeats") is True,
        letters=letters,
        tables=tables,
    )
    if (plan.repeats or find) and "{id}" not in str(find or request):
        raise BadPlan("{id} is missing: without it the gateway can't know a message again")
    return plan


def _check_incoming(data: object) -> None:
    try:
        incoming_plan(data)
    except BadIncoming as wrong:
        raise BadPlan(str(wrong)) from wrong


def filled(value: Any, places: Mapping[str, str]) -> Any:
    """Return the fields with each place filled, to any depth; what is no text stays."""
    if isinstance(value, str):
        return _PLACE.sub(lambda found: places.get(found[1], found[0]), value)
    if isinstance(value, Mapping):
        return {key: filled(one, places) for key, one in value.items()}
    if isinstance(value, Sequence):
        return [filled(one, places) for one in value]
    return value


def verdict(plan: Plan, *, status: int, told: object, text: str = "") -> Verdict:
    """Return what an answer means: its code by the table, otherwise its HTTP status (RFC 9110, 15)."""
    code = _text(found_at(told, plan.answer.code))
    ref = _text(found_at(told, plan.answer.ref))
    said = " ".join(part for part in (str(status), code, _text(found_at(told, plan.answer.text)) or text) if part)
    meaning = plan.answer.codes.get(code) if code else None
    if meaning is None:
        meaning = plan.answer.statuses.get(status) or _of_status(status)
    if meaning == TAKEN and code and code not in plan.answer.codes:
        meaning = REFUSED  # an error that its table does not know, under a status that says all is well
    return Verdict(meaning, ref, said[:500])


def reports(plan: Plan, told: object) -> list[Report]:
    """Return what a report says of each message; a state that the table does not know means nothing."""
    several = found_at(told, plan.reports.many) if plan.reports.many else told
    rows = several if isinstance(several, list) else _split(plan, several)
    return [_report(plan, row) for row in rows]


def _of_status(status: int) -> str:
    if 200 <= status < 300:
        return TAKEN
    return _STATUSES.get(status) or (REFUSED if 400 <= status < 500 else AWAY)


def _report(plan: Plan, row: object) -> Report:
    state = _text(found_at(row, plan.reports.state))
    said = " ".join(part for part in (state, _text(found_at(row, plan.reports.text))) if part)
    return Report(
        ref=_text(found_at(row, plan.reports.ref)),
        id=_text(found_at(row, plan.reports.id)),
        meaning=plan.reports.states.get(state, "nothing"),
        said=said[:500],
    )


def _split(plan: Plan, row: object) -> list[object]:
    """Return one row for each message where a gateway tells of several in fields like `1,2,3`."""
    if not plan.reports.split or not isinstance(row, Mapping):
        return [row]
    parts = {key: str(value).split(plan.reports.split) for key, value in row.items()}
    count = len(parts.get(plan.reports.ref) or parts.get(plan.reports.id) or [""])
    return [{key: (many[n] if len(many) == count else many[0]) for key, many in parts.items()} for n in range(count)]


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, (Mapping, list)) else str(value).strip()[:200]


def _table(data: object, name: str, keys: Sequence[str]) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise BadPlan(f"{name}: a table is needed")
    if unknown := sorted(set(data) - set(keys)):
        raise BadPlan(f"{name}: {unknown[0]!r} is unknown; it may have {', '.join(keys)}")
    return data


def _request(data: object, name: str) -> Request:
    told = _table(data, name, ("url", "method", "body", "headers", "fields"))
    request = Request(
        url=str(told.get("url", "")),
        method=str(told.get("method", "POST")).upper(),
        body=str(told.get("body", "form")),
        headers=_table(told.get("headers", {}), f"{name}.headers", list(told.get("headers", {}))),
        fields=_table(told.get("fields", {}), f"{name}.fields", list(told.get("fields", {}))),
    )
    if not _is_safe(request.url):
        raise BadPlan(f"{name}.url: https is needed; http only within the office's own network, by an IP address")
    if request.method not in ("GET", "POST", "PUT") or request.body not in ("form", "json", "query"):
        raise BadPlan(f"{name}: method GET, POST or PUT; body form, json or query")
    if unknown := [
        one for one in _PLACE.findall(f"{request.url} {request.headers} {request.fields}") if one not in PLACES
    ]:
        raise BadPlan(f"{name}: {{{unknown[0]}}} is unknown; it may have {', '.join(PLACES)}")
    return request


def _is_safe(url: str) -> bool:
    """Whether what is sent there can't be read on its way."""
    try:
        parts = urlsplit(url)
        if parts.scheme == "https":
            return bool(parts.hostname)
        return parts.scheme == "http" and ip_address(parts.hostname or "").is_private
    except ValueError:
        return False


def _answer(data: object) -> Answer:
    told = _table(data, "answer", ("ref", "code", "text", "codes", "statuses"))
    codes = _meanings(told.get("codes", {}), "answer.codes", MEANINGS)
    statuses = _meanings(told.get("statuses", {}), "answer.statuses", MEANINGS)
    if bad := [one for one in statuses if not one.isdigit()]:
        raise BadPlan(f"answer.statuses: {bad[0]!r} is no HTTP status")
    return Answer(
        ref=str(told.get("ref", "")),
        code=str(told.get("code", "")),
        text=str(told.get("text", "")),
        codes=codes,
        statuses={int(one): meaning for one, meaning in statuses.items()},
    )


def _reports(data: object) -> Reports:
    told = _table(data, "report", ("ref", "id", "state", "text", "states", "many", "split", "reply"))
    texts = {key: str(told[key]) for key in told if key != "states"}
    return Reports(states=_meanings(told.get("states", {}), "report.states", REPORTED), **texts)


def _meanings(data: object, name: str, allowed: Sequence[str]) -> dict[str, str]:
    table = _table(data, name, list(data) if isinstance(data, Mapping) else ())
    if bad := [f"{code}: {meaning}" for code, meaning in table.items() if meaning not in allowed]:
        raise BadPlan(f"{name}: {bad[0]!r}; it may mean {', '.join(allowed)}")
    return {str(code): str(meaning) for code, meaning in table.items()}
