"""A small client of the engine's HTTP interface for programs outside the daemon: one request, one answer."""

import base64
import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

PATIENCE = 3.0


def request(
    state: Path, method: str, path: str, query: dict[str, str] | None = None, body: object = None
) -> tuple[int, Any]:
    """Return status and content of a request to ARI of this state's engine; status 0 when nobody answers.

    `path` is what follows `/ari/`; `body` goes as JSON. Refusals (404, 409, 422) are statuses, not errors.
    """
    try:
        access = json.loads((state / "asterisk/ari.json").read_text(encoding="utf-8"))
        where = urlsplit(access["base"])
        word = base64.b64encode(f"{access['user']}:{access['password']}".encode()).decode()
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
    except (OSError, ValueError, KeyError):
        return 0, None
    headers = {"Authorization": f"Basic {word}", "Content-Type": "application/json"}
    target = f"{where.path}/{path}" + (f"?{urlencode(query)}" if query else "")
    try:
        connection.request(method, target, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        said = answer.read()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(said) if said and is_json else None
    except (OSError, ValueError, http.client.HTTPException):
        return 0, None
    finally:
        connection.close()
