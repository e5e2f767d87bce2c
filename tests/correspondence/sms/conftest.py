"""Gateways of text messages that the tests run themselves: real HTTP on a free port."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from infolinia.correspondence import channels
from infolinia.correspondence.models import Provider


@dataclass
class Gateway:
    """Takes messages and keeps them by the sender's id; `answers` are given instead, one a message, as told."""

    server: ThreadingHTTPServer | None = None
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    answers: list[tuple[int, object]] = field(default_factory=list)
    silent: int = 0
    away: bool = False

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self.server
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def by_id(self, ident: str) -> dict[str, Any] | None:
        """Return what it has under the sender's id."""
        return next((one for one in self.taken if one["id"] == ident), None)

    def plan(self, **more: Any) -> dict[str, Any]:
        """Return how to talk to it."""
        return {
            "request": {
                "url": f"{self.url}/send",
                "body": "json",
                "headers": {"Authorization": "Bearer {secret}"},
                "fields": {"messages": [{"to": "{to}", "content": "{text}"}], "id": "{id}", "callback": "{report_url}"},
            },
            "answer": {
                "ref": "messages.0.id",
                "code": "error.code",
                "text": "error.message",
                "codes": {"13": "refused", "101": "away", "8": "later"},
            },
            "report": {
                "ref": "MsgId",
                "id": "idx",
                "state": "status",
                "split": ",",
                "states": {"404": "delivered", "405": "bounced", "403": "sent", "409": "nothing"},
            },
            **more,
        }

    def finding(self) -> dict[str, Any]:
        """Return how to ask it for a message."""
        return {"find": {"url": f"{self.url}/find?id={{id}}", "method": "GET"}}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def gateway(self) -> Gateway:
        found: Gateway = self.server.gateway  # type: ignore[attr-defined]
        return found

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        gateway = self.gateway
        gateway.keys.append(self.headers["Authorization"])
        if gateway.away:
            self._answer(503, {})
            return
        if gateway.answers:
            self._answer(*gateway.answers.pop(0))
            return
        kept = gateway.by_id(told["id"])
        if kept is None:
            kept = {"id": told["id"], "ref": f"ref-{len(gateway.taken) + 1}", "callback": told["callback"]}
            kept |= told["messages"][0]
            gateway.taken.append(kept)
        if gateway.silent:
            gateway.silent -= 1
            self.close_connection = True
            self.connection.close()
            return
        self._answer(200, {"messages": [{"id": kept["ref"]}]})

    def do_GET(self) -> None:
        ident = parse_qs(urlsplit(self.path).query)["id"][0]
        self.gateway.asked.append(ident)
        kept = self.gateway.by_id(ident)
        self._answer(
            503 if self.gateway.away else 200 if kept else 404, {"messages": [{"id": kept["ref"]}]} if kept else {}
        )

    def _answer(self, status: int, told: object) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def new_gateway() -> Iterator[Callable[[], Gateway]]:
    """Start gateways; each on a port of its own."""
    started: list[ThreadingHTTPServer] = []

    def start() -> Gateway:
        gateway = Gateway(ThreadingHTTPServer(("127.0.0.1", 0), _Handler))
        assert gateway.server
        gateway.server.gateway = gateway  # type: ignore[attr-defined]
        gateway.server.daemon_threads = True
        threading.Thread(target=gateway.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        started.append(gateway.server)
        return gateway

    yield start
    channels.SMS.leave()
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def gateway(new_gateway: Callable[[], Gateway], settings: Any, db: None) -> Gateway:
    """The first provider."""
    settings.SMS_SECRETS = {"pierwszy": "tajne", "drugi": "inne"}
    found = new_gateway()
    Provider.objects.create(code="pierwszy", name="Pierwszy", position=1, plan=found.plan())
    return found


@pytest.fixture
def second(new_gateway: Callable[[], Gateway], gateway: Gateway) -> Gateway:
    """The provider that stands in."""
    found = new_gateway()
    Provider.objects.create(code="drugi", name="Drugi", position=2, plan=found.plan())
    return found
