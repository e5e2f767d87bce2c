"""The wire to the operator: User Agent API 3.0, one method for each call we make, and what its answers mean."""

import base64
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from infolinia.core.text import one_line
from infolinia.correspondence.edelivery.profile import Profile
from infolinia.correspondence.edelivery.tokens import Tokens
from infolinia.correspondence.rules import edelivery as rules

TIMEOUT = httpx.Timeout(60.0, connect=10.0)
LARGEST_ANSWER = 20 * 1024 * 1024
_tokens = Tokens()


class AgentError(Exception):
    """The operator did not do what it was asked to do.

    `permanent`: asking again is useless. `is_away`: its server does not work. `is_unsure`: it may have done it all the
    same. `is_missing`: there is no such thing (any more).
    """

    def __init__(
        self,
        text: str,
        *,
        permanent: bool = False,
        is_away: bool = False,
        is_unsure: bool = False,
        is_missing: bool = False,
    ) -> None:
        super().__init__(text)
        self.permanent, self.is_away, self.is_unsure, self.is_missing = permanent, is_away, is_unsure, is_missing


@dataclass(frozen=True)
class TaskResult:
    """What a task of sending ended with: the message's id at the operator, or an error."""

    message_id: str
    error: str


@dataclass(frozen=True)
class RemoteEvidence:
    """One evidence in the operator's list."""

    id: str
    kind: str
    event_at: datetime | None


class Agent:
    """Calls of one mailbox. Redirects are not followed: the token goes to the operator alone."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._http = httpx.Client(timeout=TIMEOUT, verify=_trust(profile), follow_redirects=False, trust_env=False)

    def close(self) -> None:
        """Leave the operator."""
        self._http.close()

    def create_draft(self, *, to: str, subject: str, text: str, case: str) -> str:
        """Create a draft (POST /drafts) and return its id; nothing is sent by that."""
        body = {
            "messageMetadata": {
                "from": {"eDeliveryAddress": self.profile.address},
                "to": [{"eDeliveryAddress": to}],
                "subject": subject,
                "caseId": case,
                "shippingService": "electronic",
            },
            "textBody": text,
        }
        return _text(self._json("POST", "/drafts", json=body), "messageId")

    def has_draft(self, draft_id: str) -> bool:
        """Whether the draft is still there: sending takes it away (GET /drafts/{id}, format minimal)."""
        try:
            self._json("GET", f"/drafts/{_part(draft_id)}", params={"format": "minimal"})
        except AgentError as error:
            if error.is_missing:
                return False
            raise
        return True

    def clear_files(self, draft_id: str) -> None:
        """Take all files off the draft, as a worker may have died among them (DELETE /drafts/{id}/attachments)."""
        self._json("DELETE", f"/drafts/{_part(draft_id)}/attachments")

    def add_file(self, draft_id: str, *, file_id: str, name: str, media_type: str, content: bytes) -> None:
        """Put a file on the draft: inside the call, or, a large one, by the way of its own for them."""
        if len(content) > rules.LARGEST_INLINE:
            fields = {"filename": name, "contentType": media_type, "size": str(len(content))}
            path = f"/{_part(draft_id)}/attachments/upload"
            self._json("POST", path, data=fields, files={"file": (name, content, media_type)})
            return
        told = {"fileId": file_id, "filename": name, "contentType": media_type, "size": len(content)}
        body = {"fileMetadata": told, "file": base64.b64encode(content).decode()}
        self._json("POST", f"/drafts/{_part(draft_id)}/attachments", json=body)

    def send_draft(self, draft_id: str) -> str:
        """Ask the operator to send the draft (POST /drafts/send); returns the task that does it."""
        answer = self._json("POST", "/drafts/send", is_sending=True, json={"messageId": draft_id})
        return _text(answer, "messageTaskId")

    def task(self, task_id: str) -> TaskResult | None:
        """Return what the task ended with, or None while it runs (GET /messages/tasks/{id}/status, then the task)."""
        path = f"/messages/tasks/{_part(task_id)}"
        if _text(self._json("GET", f"{path}/status"), "messageTaskStatus") != "FINISHED":
            return None
        answer = self._json("GET", path)
        rows = answer if isinstance(answer, list) else []
        if len(rows) != 1 or not isinstance(rows[0], dict):
            raise AgentError("the task tells of no single message", permanent=True)
        error = " ".join(str(rows[0].get(name) or "") for name in ("error", "error_description")).strip()
        return TaskResult(str(rows[0].get("messageId") or ""), one_line(error, 500))

    def status(self, message_id: str) -> tuple[str, str]:
        """Return the message's state and its reason (GET /messages/{id}, format metadata: that opens nothing)."""
        answer = self._json("GET", f"/messages/{_part(message_id)}", params={"format": "metadata"})
        row = answer[0] if isinstance(answer, list) and answer else answer
        control = row.get("messageControlData") if isinstance(row, dict) else None
        if not isinstance(control, dict):
            raise AgentError("the message has no state", permanent=False)
        return one_line(str(control.get("status") or ""), 40), one_line(
            str(control.get("statusDescription") or ""), 500
        )

    def find_sent(self, *, case: str, to: str) -> str:
        """Return the task by which a message of this case left for the address, or an empty string.

        Asked only when a worker died while sending: GET /threads by caseId, then the thread's messages.
        """
        for thread in _rows(self._json("GET", "/threads", params={"caseId": case}), "Thread"):
            path = f"/threads/{_part(str(thread.get('threadId') or ''))}"
            messages = self._json("GET", path).get("messages")
            for row in _rows(messages, "messages"):
                named = row.get("messageMetadata") or {}
                goes_to = [one.get("eDeliveryAddress") for one in named.get("to") or []]
                if to in goes_to:
                    return str((row.get("messageControlData") or {}).get("messageTaskId") or "")
        return ""

    def evidences(self, message_id: str) -> list[RemoteEvidence]:
        """Return the message's evidences (GET /messages/{id}/evidences); one of another message is left out."""
        found = _rows(self._json("GET", f"/messages/{_part(message_id)}/evidences"), "evidences")
        return [
            RemoteEvidence(
                str(row["evidenceId"]), rules.kind(str(row.get("type") or "?")), _moment(row.get("eventDate"))
            )
            for row in found
            if row.get("messageId") == message_id and row.get("evidenceId")
        ]

    def evidence(self, evidence_id: str) -> bytes:
        """Return the sealed evidence as it is (GET /evidences/purde/{id}); no address in the list is ever followed."""
        answer = self._call("GET", f"/evidences/purde/{_part(evidence_id)}")
        if not answer.content or answer.headers.get("content-type", "").startswith("application/json"):
            raise AgentError("the evidence is empty")
        return answer.content

    def _json(self, method: str, path: str, *, is_sending: bool = False, **told: Any) -> Any:
        answer = self._call(method, path, is_sending=is_sending, **told)
        try:
            return answer.json() if answer.content else {}
        except ValueError as error:
            raise AgentError("the answer is no JSON", is_unsure=is_sending) from error

    def _call(self, method: str, path: str, *, is_sending: bool = False, **told: Any) -> httpx.Response:
        url = f"{self.profile.api_url}/{quote(self.profile.address, safe='')}{path}"
        with _said(is_sending=False):
            token = _tokens.token(self._http, self.profile)
        with _said(is_sending=is_sending):
            answer = self._http.request(method, url, headers={"Authorization": f"Bearer {token}"}, **told)
            _check(answer, is_sending)
        return answer


def _trust(profile: Profile) -> ssl.SSLContext:
    """Return whom we believe and, for an operator that asks for mutual TLS, how we show who we are."""
    known = profile.authorities
    context = ssl.create_default_context(cafile=known) if known else httpx.create_ssl_context(trust_env=False)
    if profile.certificate:
        context.load_cert_chain(*profile.certificate)
    return context


@contextmanager
def _said(*, is_sending: bool) -> Iterator[None]:
    """Turn what went wrong on the way into an `AgentError`. A silence after we asked to send leaves us unsure."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
        raise AgentError(_name(error), is_away=True) from error
    except httpx.HTTPStatusError as error:
        raise AgentError(f"HTTP {error.response.status_code}", is_away=True) from error
    except httpx.HTTPError as error:
        raise AgentError(_name(error), is_away=True, is_unsure=is_sending) from error
    except ValueError as error:
        raise AgentError(one_line(str(error), 200), is_away=True) from error


def _check(answer: httpx.Response, is_sending: bool) -> None:
    """Raise `AgentError` for an answer that is not a yes: 4xx is about us, 5xx and a limit about the server."""
    code = answer.status_code
    if answer.is_success:
        if len(answer.content) > LARGEST_ANSWER:
            raise AgentError("the answer is too large", is_unsure=is_sending)
        return
    said = f"HTTP {code}: {_reason(answer)}"
    if code in (401, 403):
        _tokens.forget()
        raise AgentError(said, is_away=True)
    if code in (408, 425, 429):
        raise AgentError(said, is_away=True)
    if 400 <= code < 500:
        raise AgentError(said, permanent=True, is_missing=code == 404 or _is_missing(answer))
    raise AgentError(said, is_away=True, is_unsure=is_sending and code not in (501, 503))


def _reason(answer: httpx.Response) -> str:
    """Return the operator's own words about an error (schema ErrorInfo), cut to a line."""
    try:
        rows = answer.json()
    except ValueError:
        return ""
    rows = rows if isinstance(rows, list) else [rows]
    said = (f"{row.get('error') or ''} {row.get('error_description') or ''}" for row in rows if isinstance(row, dict))
    return one_line("; ".join(said), 300)


def _is_missing(answer: httpx.Response) -> bool:
    """Whether the operator says with 400, its one code for errors, that there is no such message."""
    said = _reason(answer).casefold()
    return any(words in said for words in ("not found", "nie istnieje", "nie znaleziono", "brak wiadomości"))


def _part(ident: str) -> str:
    """Return an id as one part of an address; one that could lead elsewhere is refused."""
    if not ident or len(ident) > 180 or ident in (".", ".."):
        raise AgentError("the operator gave an id that is none", permanent=True)
    return quote(ident, safe="")


def _text(answer: Any, name: str) -> str:
    found = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found or len(found) > 180:
        raise AgentError(f"the answer has no {name}")
    return found


def _rows(answer: Any, name: str) -> list[dict[str, Any]]:
    found = answer.get(name) if isinstance(answer, dict) else None
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _moment(written: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(written))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _name(error: Exception) -> str:
    return one_line(f"{type(error).__name__}: {error}", 300)
