"""An EZD behind the small HTTP interface of docs/api.md; an office's integrator puts it in front of theirs."""

from typing import Any
from uuid import UUID

import httpx

from infolinia.partners.ezd.port import Entry, Incoming, NotTaken

TIMEOUT = httpx.Timeout(20, connect=5)
LONGEST = 64 * 1024


class HttpEzd:
    """`PUT <url>/przesylki/<id>` registers, `GET <url>/przesylki/<id>` tells; both answer {"ref", "znak"}."""

    def __init__(self, url: str, key: str, transport: httpx.BaseTransport | None = None) -> None:
        self._url, self._key, self._transport = url.rstrip("/"), key, transport

    def register(self, incoming: Incoming) -> Entry:
        """Register what came in."""
        told = {
            "numer": incoming.number,
            "rodzaj": incoming.kind,
            "temat": incoming.subject,
            "tresc": incoming.text,
            "wplynelo": incoming.received_at.isoformat(),
            "kanal": incoming.channel,
            "komorka": {"kod": incoming.unit_code, "nazwa": incoming.unit_name},
            "nadawca": {"nazwa": incoming.sender, "adres": incoming.sender_address},
        }
        return self._asked("PUT", incoming.id, told)

    def entry(self, ident: UUID) -> Entry:
        """Return what has become of an entry."""
        return self._asked("GET", ident, None)

    def _asked(self, method: str, ident: UUID, body: dict[str, Any] | None) -> Entry:
        headers = {"authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            with httpx.Client(timeout=TIMEOUT, transport=self._transport, trust_env=False) as client:
                answer = client.request(method, f"{self._url}/przesylki/{ident}", json=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotTaken(f"{type(error).__name__}: {error}") from error
        if not answer.is_success:
            refused = answer.status_code in (400, 409, 413, 422)
            raise NotTaken(f"HTTP {answer.status_code}: {answer.text[:200]}", permanent=refused)
        return _entry(answer)


def _entry(answer: httpx.Response) -> Entry:
    try:
        told = answer.json() if len(answer.content) <= LONGEST else None
    except ValueError:
        told = None
    if not isinstance(told, dict) or not str(told.get("ref") or "").strip():
        raise NotTaken("the answer has no ref")
    return Entry(ref=str(told["ref"]).strip()[:100], znak=str(told.get("znak") or "").strip()[:60])
