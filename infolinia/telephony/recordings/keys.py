"""The keys of recordings: a file in the state folder for its owner alone. The last key seals, every key opens."""

import base64
import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32
FILE = "keys/recordings"


class NoKey(Exception):
    """The key that is needed is not there: nothing can be sealed or opened."""


@dataclass(frozen=True)
class Key:
    """One key; `name` is a short trace of it, which sealed files carry."""

    name: str
    secret: bytes


def keys(state: Path) -> list[Key]:
    """Return every key, the one that seals last; none when nobody has made any. A file others may read is refused."""
    path = state / FILE
    if not path.exists():
        return []
    if path.stat().st_mode & 0o077:
        raise NoKey(f"{path} can be read by others: chmod 600")
    return [_key(line) for line in path.read_text(encoding="ascii").split()]


def current(state: Path) -> Key:
    """Return the key that seals; raises `NoKey`."""
    found = keys(state)
    if not found:
        raise NoKey(f"{state / FILE} is missing")
    return found[-1]


def named(state: Path, name: str) -> Key:
    """Return the key of this name; raises `NoKey` when it was lost or taken away."""
    for key in keys(state):
        if key.name == name:
            return key
    raise NoKey(f"the key {name} is not in {state / FILE}")


def ensure(state: Path) -> Key:
    """Return the key that seals, and make the first one when there is none."""
    return keys(state)[-1] if keys(state) else add(state)


def add(state: Path) -> Key:
    """Make a new key, which seals from now on; the earlier ones still open what they sealed."""
    fresh = _key(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode())
    _write(state, [*keys(state), fresh])
    return fresh


def keep_only(state: Path, used: set[str]) -> list[str]:
    """Take away keys that no file needs any more, never the one that seals; returns their names."""
    found = keys(state)
    gone = [key.name for key in found[:-1] if key.name not in used]
    if gone:
        _write(state, [key for key in found if key.name not in gone])
    return gone


def _key(text: str) -> Key:
    secret = base64.urlsafe_b64decode(text)
    if len(secret) != KEY_BYTES:
        raise NoKey("a line of the file of keys is damaged")
    return Key(hashlib.sha256(b"infolinia recording key" + secret).hexdigest()[:16], secret)


def _write(state: Path, wanted: list[Key]) -> None:
    path = state / FILE
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    lines = [base64.urlsafe_b64encode(key.secret).decode() for key in wanted]
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
