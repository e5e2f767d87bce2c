"""Signatures of what programs are told, as Standard Webhooks 1.0 has them (standardwebhooks.com)."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"


def new_secret() -> str:
    """Return a new secret: 256 random bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, *, message_id: str, sent_at: int, body: bytes) -> str:
    """Return the signature of one sending; `sent_at` in seconds since 1970, so an old one can't be played again."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((message_id.encode(), str(sent_at).encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secret: str, *, message_id: str, sent_at: int, body: bytes) -> dict[str, str]:
    """Return the headers that go with one sending."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(sent_at),
        "webhook-signature": signature(secret, message_id=message_id, sent_at=sent_at, body=body),
    }
