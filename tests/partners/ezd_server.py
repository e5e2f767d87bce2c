"""An EZD of our own for tests: a real HTTP server that keeps a register and gives case numbers when told to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Register:
    """What the EZD knows. With `refuses` it answers everything by this status."""

    key: str = "klucz-ezd"
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    refuses: int = 0
    url: str = ""

    def give(self, ident: str, znak: str) -> None:
        """Open a case for an entry."""
        self.entries[ident]["znak"] = znak


@contextmanager
def running() -> Iterator[Register]:
    """Serve on a free port."""
    register = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["content-length"]))))

        def do_GET(self) -> None:
            self._answer(None)

        def _answer(self, body: dict[str, Any] | None) -> None:
            ident = self.path.rpartition("/")[2]
            register.came.append(f"{self.command} {ident}")
            status, told = 200, {}
            if self.headers.get("authorization") != f"Bearer {register.key}":
                status = 401
            elif register.refuses:
                status = register.refuses
            elif body is not None:
                kept = {"ref": f"RPW/{len(register.entries) + 1}/2026", "znak": None, "body": body}
                told = register.entries.setdefault(ident, kept)
            elif ident in register.entries:
                told = register.entries[ident]
            else:
                status = 404
            answer = json.dumps({name: told.get(name) for name in ("ref", "znak")}).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    register.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield register
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
