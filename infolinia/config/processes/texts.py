"""The demo's gateway of text messages: a real HTTP server that keeps each as a file and sends nothing on."""

import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import UUID

LONGEST = 64 * 1024


class Gateway(ThreadingHTTPServer):
    """Takes `{"id", "to", "text"}` at any address and answers with the same id; the same id is kept once."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder

    def keep(self, ident: UUID, to: str, text: str) -> None:
        """Write the message under a name that sorts by time, whole or not at all."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(self.folder.glob(f"*-{ident}.txt")):
            return
        draft = self.folder / f".{ident}"
        draft.write_text(f"{to}\n\n{text}\n")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(self.folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}-{ident}.txt")


class _Handler(BaseHTTPRequestHandler):
    server: Gateway
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_POST(self) -> None:
        """Keep one message, and only then say that it was accepted."""
        length = int(self.headers.get("Content-Length") or 0)
        try:
            told = json.loads(self.rfile.read(min(length, LONGEST)))
            ident, to, text = UUID(told["id"][:36]), re.sub(r"[^+0-9]", "", told["to"]), str(told["text"])
        except (ValueError, KeyError, TypeError):
            self._answer(400, {"error": "id, to and text are needed"})
            return
        self.server.keep(ident, to, text)
        self._answer(200, {"id": str(ident)})

    def _answer(self, status: int, told: dict[str, str]) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing: numbers do not belong in logs."""


@contextmanager
def gateway(folder: Path, port: int) -> Iterator[Gateway]:
    """Serve in a thread until the end of the block."""
    with Gateway(folder, port) as server:
        thread = threading.Thread(target=server.serve_forever, name="texts", daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
