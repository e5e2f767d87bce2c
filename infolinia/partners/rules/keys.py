"""Keys of programs: long, random, and told apart from other secrets by how they begin."""

import hashlib
import re
import secrets

_FORM = re.compile(r"inf_[A-Za-z0-9_-]{43}")


def new_key() -> str:
    """Return a new key: 256 random bits. A key so long needs no slow hash: nobody can try them all."""
    return f"inf_{secrets.token_urlsafe(32)}"


def trace(key: str) -> str:
    """Return what is kept of a key, or nothing for a text that is none."""
    return hashlib.sha256(key.encode()).hexdigest() if _FORM.fullmatch(key) else ""
