"""The state of each part of the product, as this machine sees it."""

import base64
import http.client
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection

from infolinia.core import heartbeat

PATIENCE = 1.0  # seconds


@dataclass(frozen=True)
class PartState:
    """One part: `up` or `down`, and a few words on why."""

    name: str
    state: str
    detail: str = ""

    @property
    def is_up(self) -> bool:
        """Whether it works."""
        return self.state == "up"


def parts() -> list[PartState]:
    """Return the state of every part that this machine can run; the web itself is up, or nobody would answer."""
    names = settings.PARTS or ["postgres", "web", *heartbeat.spoken()]
    return [_check(name) for name in names]


def _check(name: str) -> PartState:
    if name == "web":
        return PartState(name, "up")
    if name == "postgres":
        return _database()
    if name == "asterisk":
        return _engine()
    sign = heartbeat.read(name)
    if sign is None:
        return PartState(name, "down", "has not spoken yet")
    if sign.age >= heartbeat.STALE:
        return PartState(name, "down", f"silent for {sign.age:.0f} s")
    return PartState(name, sign.state, sign.detail)


def _database() -> PartState:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return PartState("postgres", "down", "does not answer")
    return PartState("postgres", "up")


def _engine() -> PartState:
    """Ask the telephone engine as this installation knows it; an open port would not be enough."""
    try:
        access = json.loads((Path(settings.STATE) / "asterisk" / "ari.json").read_text())
        status = _ping(access["base"], f"{access['user']}:{access['password']}")
    except (OSError, ValueError, KeyError, http.client.HTTPException):
        return PartState("asterisk", "down", "does not answer")
    return PartState("asterisk", "up") if status == 200 else PartState("asterisk", "down", f"answers {status}")


def _ping(base: str, credentials: str) -> int:
    where = urlsplit(base)
    link = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
    try:
        word = base64.b64encode(credentials.encode()).decode()
        link.request("GET", f"{where.path}/asterisk/ping", headers={"Authorization": f"Basic {word}"})
        return link.getresponse().status
    finally:
        link.close()
