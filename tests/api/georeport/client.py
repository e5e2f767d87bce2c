"""A client of GeoReport v2 written from the published standard alone; it knows nothing of this product.

It reads JSON and XML into the same shapes and refuses whatever the standard does not have.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import httpx

# Field: whether the standard says that an answer always has it.
SERVICE = {
    "service_code": True,
    "service_name": True,
    "description": True,
    "metadata": True,
    "type": True,
    "keywords": False,
    "group": False,
}
ATTRIBUTE = {
    "variable": True,
    "code": True,
    "datatype": True,
    "required": True,
    "datatype_description": True,
    "order": True,
    "description": True,
    "values": False,
}
REQUEST = {
    "service_request_id": True,
    "status": True,
    "status_notes": False,
    "service_name": True,
    "service_code": True,
    "description": False,
    "agency_responsible": False,
    "service_notice": False,
    "requested_datetime": True,
    "updated_datetime": False,
    "expected_datetime": False,
    "address": False,
    "address_id": False,
    "zipcode": False,
    "lat": False,
    "long": False,
    "media_url": False,
}
DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}


class NotTheStandard(AssertionError):
    """An answer has what the standard does not, or lacks what it wants."""


class Refused(Exception):
    """The server answered with errors."""

    def __init__(self, status: int, errors: Sequence[Mapping[str, str]]) -> None:
        super().__init__(f"{status}: {errors}")
        self.status, self.errors = status, errors


@dataclass
class GeoReport:
    """One endpoint in one format."""

    http: httpx.Client
    root: str
    form: str
    key: str = ""
    seen_links: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        """Return the discovery document."""
        told = self._get("discovery", {})
        for name in ("changeset", "contact", "key_service", "endpoints"):
            _must(name in told, f"discovery lacks {name}")
        for endpoint in told["endpoints"]:
            _must(set(endpoint) == {"specification", "url", "changeset", "type", "formats"}, str(endpoint))
        return told

    def services(self) -> list[dict[str, Any]]:
        """Return what can be reported."""
        found = self._rows("services", {}, SERVICE)
        for one in found:
            _must(one["type"] in ("realtime", "batch", "blackbox"), one["type"])
            _must(str(one["metadata"]).lower() in ("true", "false"), one["metadata"])
        return found

    def definition(self, code: str) -> list[dict[str, Any]]:
        """Return what to ask about a service."""
        told = self._get(f"services/{code}", {})
        _must(told["service_code"] == code, "service_code")
        for one in told["attributes"]:
            _check(one, ATTRIBUTE)
            _must(one["datatype"] in DATATYPES, one["datatype"])
            if one["datatype"].endswith("valuelist"):
                _must(all(set(value) == {"key", "name"} for value in one["values"]), "values")
        return list(told["attributes"])

    def requests(self, **asked: str) -> list[dict[str, Any]]:
        """Return reports."""
        found = self._rows("requests", asked, REQUEST)
        for one in found:
            self._check_request(one)
        return found

    def request(self, number: str) -> dict[str, Any]:
        """Return one report."""
        found = self._rows(f"requests/{number}", {}, REQUEST)
        _must(len(found) == 1, "one")
        self._check_request(found[0])
        return found[0]

    def report(self, files: Sequence[tuple[str, bytes]] = (), once: str = "", **fields: str) -> dict[str, Any]:
        """Send a report."""
        found = self._post("requests", fields, files, once)
        _must(bool(found[0].get("service_request_id") or found[0].get("token")), "neither id nor token")
        _must(set(found[0]) <= {"service_request_id", "token", "service_notice", "account_id"}, str(found[0]))
        return found[0]

    def updates(self, **asked: str) -> list[dict[str, Any]]:
        """Return what happened to reports (an extension that the standard's users share)."""
        found = self._rows("servicerequestupdates", asked, {})
        for one in found:
            for name in ("update_id", "service_request_id", "status", "updated_datetime", "description"):
                _must(name in one, f"an update lacks {name}")
            _moment(one["updated_datetime"])
        return found

    def update(self, files: Sequence[tuple[str, bytes]] = (), once: str = "", **fields: str) -> str:
        """Send an update and return its id."""
        return str(self._post("servicerequestupdates", fields, files, once)[0]["update_id"])

    def _check_request(self, one: Mapping[str, Any]) -> None:
        _must(one["status"] in ("open", "closed"), one["status"])
        for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
            if one.get(name):
                _moment(one[name])

    def _rows(self, what: str, asked: Mapping[str, str], fields: Mapping[str, bool]) -> list[dict[str, Any]]:
        found = self._get(what, asked)
        _must(isinstance(found, list), "a list")
        for one in found:
            if fields:
                _check(one, fields)
        return list(found)

    def _get(self, what: str, asked: Mapping[str, str]) -> Any:
        more = {"api_key": self.key} if self.key else {}
        return self._read(self.http.get(f"{self.root}/{what}.{self.form}", params={**asked, **more}))

    def _post(
        self, what: str, fields: Mapping[str, str], files: Sequence[tuple[str, bytes]], once: str
    ) -> list[dict[str, Any]]:
        more = {"api_key": self.key} if self.key else {}
        sent: dict[str, Any] = {"data": {**fields, **more}}
        if files:
            sent["files"] = [("media", (name, content)) for name, content in files]
        headers = {"Idempotency-Key": once} if once else {}
        return list(self._read(self.http.post(f"{self.root}/{what}.{self.form}", headers=headers, **sent)))

    def _read(self, response: httpx.Response) -> Any:
        kind = response.headers["content-type"].split(";")[0]
        _must(kind in (("application/json",) if self.form == "json" else ("text/xml", "application/xml")), kind)
        self.seen_links.append(response.links.get("next", {}).get("url", ""))
        told = response.json() if self.form == "json" else _plain(ElementTree.fromstring(response.content))  # noqa: S314
        if response.is_success:
            return told
        for error in told:
            _must({"code", "description"} <= set(error), str(error))
            _must(int(error["code"]) == response.status_code, str(error))
        raise Refused(response.status_code, told)


LISTS = {
    *("services", "service_requests", "service_request_updates", "errors"),
    *("attributes", "values", "endpoints", "formats"),
}


def _plain(element: ElementTree.Element) -> Any:
    if element.tag in LISTS:
        return [_plain(child) for child in element]
    if len(element):
        return {child.tag: _plain(child) for child in element}
    return element.text or ""


def _check(one: Mapping[str, Any], fields: Mapping[str, bool]) -> None:
    for name, is_wanted in fields.items():
        _must(name in one or not is_wanted, f"{name} is missing in {one}")
    _must(set(one) <= set(fields), f"{set(one) - set(fields)} is not in the standard")


def _moment(text: str) -> None:
    _must(datetime.fromisoformat(text).tzinfo is not None, text)


def _must(holds: bool, what: object) -> None:
    if not holds:
        raise NotTheStandard(str(what))
