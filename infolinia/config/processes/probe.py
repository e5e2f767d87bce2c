"""Asking running processes whether they work, with the standard library only."""

import base64
import http.client
import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from infolinia.config.environment import Environment
from infolinia.config.processes.ports import saved

PATIENCE = 2.0


@dataclass(frozen=True)
class Health:
    """What /health says of the whole product."""

    is_ready: bool
    text: str


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """Return status and body of a page of this machine; status 0 when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        connection.close()


def listens(port: int) -> bool:
    """Return whether somebody accepts connections on this port."""
    try:
        socket.create_connection(("127.0.0.1", port), PATIENCE).close()
    except OSError:
        return False
    return True


def engine_answers(state: Path) -> bool:
    """Return whether the telephone engine answers as this installation knows it: a port that is open is not enough."""
    try:
        access = json.loads((state / "asterisk" / "ari.json").read_text())
    except (FileNotFoundError, ValueError):
        return False
    where = urlsplit(access["base"])
    word = base64.b64encode(f"{access['user']}:{access['password']}".encode()).decode()
    return get(where.port or 0, f"{where.path}/asterisk/ping", {"Authorization": f"Basic {word}"})[0] == 200


def health(given: Environment) -> Health:
    """Return what the product says of itself, or that it does not answer."""
    port = given.port if "INFOLINIA_PORT" in os.environ else saved(given.state).get("web", given.port)
    status, body = get(port, "/health", {"Host": urlsplit(given.public_url).netloc})
    if not status:
        return Health(is_ready=False, text=f"nothing answers on port {port}")
    return Health(is_ready=status == 200, text=_summary(body))


def _summary(body: bytes) -> str:
    """Return the parts that are not up, in words."""
    try:
        parts = json.loads(body)["parts"]
    except (ValueError, KeyError, TypeError):
        return body[:200].decode(errors="replace")
    down = (f"{name}: {part.get('detail') or part['state']}" for name, part in parts.items() if part["state"] != "up")
    return "; ".join(down)
