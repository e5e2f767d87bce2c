"""An operator of e-Doręczenia in the test's own process, written from the published User Agent API 3.0.8.

It checks what the interface demands: a signed assertion, a token, the schemas of drafts and files, sending by a task.
"""

import base64
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

OFFICE = "AE:PL-11111-22222-BIURO-33"
HALINA = "AE:PL-44444-55555-HALIN-66"
EVIDENCE = b"<Evidence xmlns='urn:test'>sealed</Evidence>"
Answer = tuple[int, Any]


class Refused(Exception):
    """The request is not as the interface says; the text names why (schema ErrorInfo)."""


class Silence(Exception):
    """The connection breaks before any answer."""


@dataclass
class Sent:
    """A message that the operator took, with the state and the evidences that the test gives it."""

    id: str
    task_id: str
    message: dict[str, Any]
    files: list[tuple[str, str, bytes]]
    status: str = "W trakcie weryfikacji"
    reason: str = ""
    evidences: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Operator:
    """The operator's side: its mailbox and its moods. `faults` are consumed one a call of their path."""

    public_key: RSAPublicKey
    url: str = ""
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, list[tuple[str, str, bytes]]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    tokens: dict[str, float] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    faults: dict[str, list[Any]] = field(default_factory=dict)
    is_working: bool = True
    task_error: str = ""
    token_seconds: int = 300
    redirect_to: str = ""

    def prove(self, sent: Sent, kind: str, at: str, **told: str) -> str:
        """Give the message an evidence; returns its id."""
        ident = uuid4().hex
        facts = {"evidenceId": ident, "messageId": sent.id, "type": kind, "eventDate": at, "createDate": at}
        sent.evidences.append({**facts, "externalData": "http://198.51.100.7/steal", **told})
        return ident

    def token(self, query: dict[str, str], form: dict[str, str]) -> Answer:
        """Sell a token for a signed assertion (RFC 7523)."""
        header, claims, signature = form["client_assertion"].split(".")
        self.public_key.verify(_plain(signature), f"{header}.{claims}".encode(), PKCS1v15(), SHA256())
        told = json.loads(_plain(claims))
        subject = f"{OFFICE}.SYSTEM.INFOLINIA"
        _must(json.loads(_plain(header))["alg"] == "RS256", "alg")
        _must(form["grant_type"] == "client_credentials", "grant_type")
        _must(form["client_assertion_type"] == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", "type")
        _must(query["login_hint"] == f"ADE.{OFFICE}", "login_hint")
        _must(told["iss"] == told["sub"] == subject and told["aud"] == f"{self.url}/auth/realms/EDOR", "claims")
        _must(told["nbf"] <= time.time() + 1 < told["exp"] <= time.time() + 301 and told["jti"], "times")
        token = uuid4().hex
        self.tokens[token] = time.monotonic() + self.token_seconds
        return 200, {"access_token": token, "expires_in": self.token_seconds, "token_type": "Bearer"}

    def create_draft(self, body: dict[str, Any]) -> Answer:
        """POST /drafts, schema Message."""
        told = body["messageMetadata"]
        _must(told["shippingService"] in ("electronic", "hybrid"), "shippingService")
        _must(told["from"]["eDeliveryAddress"] == OFFICE, "from")
        _must(all(one["eDeliveryAddress"].startswith("AE:") for one in told["to"]), "to")
        _must(len(body["textBody"]) <= 5_000, "textBody")
        _must("messageControlData" not in body, "control data are the operator's own")
        ident = uuid4().hex
        self.drafts[ident], self.files[ident] = body, []
        return 200, {"messageId": ident}

    def add_file(self, draft: str, body: dict[str, Any]) -> Answer:
        """POST /drafts/{id}/attachments, schema FileData."""
        told = body["fileMetadata"]
        content = base64.b64decode(body["file"], validate=True)
        _must(bool(told["fileId"]) and told["size"] == len(content), "fileMetadata")
        return self._keep(draft, told["filename"], told["contentType"], content)

    def upload(self, draft: str, fields: dict[str, Any]) -> Answer:
        """POST /{id}/attachments/upload, schema AttachmentUploadRequestBody."""
        return self._keep(draft, fields["filename"].decode(), fields["contentType"].decode(), fields["file"])

    def send(self, body: dict[str, Any]) -> Answer:
        """POST /drafts/send: the draft goes, a task comes."""
        draft = self._draft(body["messageId"])
        sent = Sent(uuid4().hex, uuid4().hex, draft, self.files[body["messageId"]])
        del self.drafts[body["messageId"]]
        self.sent.append(sent)
        return 202, {"messageTaskId": sent.task_id}

    def task(self, ident: str) -> Answer:
        """GET /messages/tasks/{id}."""
        sent = next(one for one in self.sent if one.task_id == ident)
        addressee = sent.message["messageMetadata"]["to"][0]
        if self.task_error:
            return 200, [{"addressee": addressee, "error": "E100", "error_description": self.task_error}]
        return 200, [{"addressee": addressee, "messageId": sent.id}]

    def message(self, ident: str, query: dict[str, str]) -> Answer:
        """GET /messages/{id}; asking for more than metadata would open it."""
        _must(query.get("format") == "metadata", "format")
        return 200, [self._shown(self._sent(ident))]

    def thread(self, case: str) -> Answer:
        """GET /threads/{id}: here a thread is named by its case."""
        found = [self._shown(one) for one in self.sent if one.message["messageMetadata"]["caseId"] == unquote(case)]
        return 200, {"threadId": case, "messages": {"messages": found, "resultSize": len(found)}}

    def threads(self, query: dict[str, str]) -> Answer:
        """GET /threads?caseId=."""
        cases = {one.message["messageMetadata"]["caseId"] for one in self.sent}
        found = [{"threadId": case} for case in cases if case == query["caseId"]]
        return 200, {"total": len(found), "Thread": found}

    def routes(self) -> list[tuple[str, str, Callable[..., Answer]]]:
        """Return the interface: method, path within the mailbox, and who answers."""
        part = r"([^/]+)"
        return [
            ("POST", r"/drafts", lambda told: self.create_draft(told.json)),
            ("GET", rf"/drafts/{part}", lambda told, ident: (200, self._draft(ident))),
            ("DELETE", rf"/drafts/{part}/attachments", lambda told, ident: self._clear(ident)),
            ("POST", rf"/drafts/{part}/attachments", lambda told, ident: self.add_file(ident, told.json)),
            ("POST", rf"/{part}/attachments/upload", lambda told, ident: self.upload(ident, told.fields)),
            ("POST", r"/drafts/send", lambda told: self.send(told.json)),
            ("GET", rf"/messages/tasks/{part}/status", lambda told, ident: (200, self._task_status())),
            ("GET", rf"/messages/tasks/{part}", lambda told, ident: self.task(ident)),
            ("GET", rf"/messages/{part}/evidences", lambda told, ident: self._evidences(ident)),
            ("GET", rf"/messages/{part}", lambda told, ident: self.message(ident, told.query)),
            ("GET", rf"/evidences/purde/{part}", lambda told, ident: (200, EVIDENCE)),
            ("GET", r"/threads", lambda told: self.threads(told.query)),
            ("GET", rf"/threads/{part}", lambda told, case: self.thread(case)),
        ]

    def _task_status(self) -> dict[str, str]:
        is_pending = bool(self.faults.get("pending")) and self.faults["pending"].pop()
        return {"messageTaskStatus": "PENDING" if is_pending else "FINISHED"}

    def _evidences(self, ident: str) -> Answer:
        return 200, {"evidences": self._sent(ident).evidences}

    def _clear(self, draft: str) -> Answer:
        self._draft(draft)
        self.files[draft] = []
        return 200, []

    def _keep(self, draft: str, name: str, media_type: str, content: bytes) -> Answer:
        self._draft(draft)
        self.files[draft].append((name, media_type, content))
        return 200, {"attachmentId": uuid4().hex, "fileMetadata": {"fileId": "1", "filename": name}}

    def _draft(self, ident: str) -> dict[str, Any]:
        if ident not in self.drafts:
            raise Refused("Nie znaleziono wiadomości roboczej")
        return self.drafts[ident]

    def _sent(self, ident: str) -> Sent:
        return next(one for one in self.sent if one.id == ident)

    def _shown(self, one: Sent) -> dict[str, Any]:
        control = {"messageTaskId": one.task_id, "status": one.status, "statusDescription": one.reason}
        return {
            "messageMetadata": {**one.message["messageMetadata"], "messageId": one.id},
            "messageControlData": control,
        }


@dataclass
class Told:
    """One request as its route sees it."""

    query: dict[str, str]
    content: bytes
    media_type: str

    @property
    def json(self) -> Any:
        """Return the body of a call in JSON."""
        _must(self.media_type == "application/json", "content type")
        return json.loads(self.content)

    @property
    def fields(self) -> dict[str, Any]:
        """Return the fields of a form with a file."""
        whole = message_from_bytes(b"Content-Type: " + self.media_type.encode() + b"\r\n\r\n" + self.content)
        return {
            str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
            for part in whole.get_payload()  # type: ignore[union-attr]
        }


def _handler(operator: Operator) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16  # head and body in one piece

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

        def _serve(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            content = self.rfile.read(length)
            try:
                code, body = _answer(operator, self.command, self.path, self.headers, content)
            except Silence:
                self.close_connection = True
                self.connection.close()
                return
            except (Refused, KeyError, StopIteration) as error:
                code, body = 400, [{"error": "E001", "error_description": str(error)}]
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(code)
            if code == 302:
                self.send_header("Location", operator.redirect_to)
            kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_DELETE = _serve

    return Handler


def _answer(operator: Operator, method: str, target: str, headers: Any, content: bytes) -> Answer:
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/auth/realms/EDOR/protocol/openid-connect/token":
        form = {name: values[0] for name, values in parse_qs(content.decode()).items()}
        operator.calls.append("token")
        return operator.token(query, form)
    operator.calls.append(f"{method} {parts.path.partition('/api/v3/')[2].partition('/')[2]}")
    if not operator.is_working:
        return 503, {}
    if operator.redirect_to:
        return 302, {}
    token = str(headers.get("Authorization", "")).removeprefix("Bearer ")
    if operator.tokens.get(token, 0.0) < time.monotonic():
        return 401, [{"error": "E401", "error_description": "token"}]
    own = "/api/v3/AE%3APL-11111-22222-BIURO-33"
    _must(parts.path.startswith(own), "another mailbox")
    path = parts.path.removeprefix(own)
    for route_method, pattern, answer in operator.routes():
        found = re.fullmatch(pattern, path)
        if found and route_method == method:
            fault = (operator.faults.get(f"{method} {pattern}") or [None]).pop(0)
            if isinstance(fault, int):
                return fault, [{"error": "E999", "error_description": "zajęty"}]
            result = answer(Told(query, content, str(headers.get("Content-Type", ""))), *found.groups())
            if fault == "silence":
                raise Silence
            return result
    raise Refused(f"no such call: {method} {path}")


@contextmanager
def running(operator: Operator, tls: ssl.SSLContext | None = None) -> Iterator[Operator]:
    """Serve the operator on a free port, over TLS where a context is given."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(operator))
    server.daemon_threads = True
    server.handle_error = lambda *_told: None  # type: ignore[method-assign]  # a client without a certificate
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    operator.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield operator
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _must(claim: bool, name: str) -> None:
    if not claim:
        raise Refused(name)


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
