"""The key to one conversation by text: signed for the resident who began it, and read by the push process."""

from uuid import UUID

from django.core import signing

SALT = "infolinia.chat"
VALID_SECONDS = 12 * 60 * 60


def issue(conversation_id: UUID) -> str:
    """Return the key to this conversation."""
    return signing.dumps(conversation_id.hex, salt=SALT)


def conversation_of(token: str) -> UUID | None:
    """Return the conversation that the key opens; none for one that is not ours or too old."""
    try:
        return UUID(str(signing.loads(token, salt=SALT, max_age=VALID_SECONDS)))
    except (signing.BadSignature, ValueError):
        return None
