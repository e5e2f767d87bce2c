"""Signing in to the operator: an assertion signed with the system's key (RFC 7523) buys a token for a few minutes."""

import base64
import json
import secrets
import threading
import time
from typing import Any

import httpx
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from infolinia.correspondence.edelivery.profile import Profile

ASSERTION_SECONDS = 300
MARGIN_SECONDS = 10.0
_JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Tokens:
    """The token in use, for all threads of one process. It is never stored and never logged."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: tuple[str, str, float] | None = None

    def token(self, http: httpx.Client, profile: Profile) -> str:
        """Return a token that is still good; raises `httpx.HTTPError`, or `ValueError` for an answer without one."""
        with self._lock:
            if self._held and self._held[0] == profile.subject and time.monotonic() < self._held[2]:
                return self._held[1]
            answer = http.post(
                profile.token_url,
                params={"login_hint": f"ADE.{profile.address}"},
                data={
                    "grant_type": "client_credentials",
                    "client_assertion_type": _JWT_BEARER,
                    "client_assertion": assertion(profile, int(time.time())),
                },
            )
            answer.raise_for_status()
            token, seconds = _read(answer.json())
            self._held = (profile.subject, token, time.monotonic() + seconds - MARGIN_SECONDS)
            return token

    def forget(self) -> None:
        """Drop the token: the operator did not take it."""
        with self._lock:
            self._held = None


def assertion(profile: Profile, now: int) -> str:
    """Return the signed words that prove who asks (RFC 7519, RS256), good for five minutes from `now`."""
    header = {"alg": "RS256", "typ": "JWT"}
    claims = {
        "iss": profile.subject,
        "sub": profile.subject,
        "aud": profile.audience,
        "iat": now,
        "nbf": now,
        "exp": now + ASSERTION_SECONDS,
        "jti": secrets.token_hex(16),
    }
    signed = b".".join(_plain(json.dumps(part).encode()) for part in (header, claims))
    return (signed + b"." + _plain(profile.key.sign(signed, PKCS1v15(), SHA256()))).decode()


def _plain(part: bytes) -> bytes:
    return base64.urlsafe_b64encode(part).rstrip(b"=")


def _read(answer: Any) -> tuple[str, float]:
    token, seconds = answer.get("access_token"), answer.get("expires_in")
    if not isinstance(token, str) or not token or not isinstance(seconds, int | float):
        raise ValueError("the answer holds no token")
    return token, float(seconds)
