"""Sealed files: AES-256-GCM in chunks, so that any stretch can be opened alone and nothing be cut, swapped or added.

A file begins with the trace of its key and a salt. From both and the file's own name HKDF (RFC 5869) makes a key for
this file alone; each chunk is sealed with its number as the nonce, and the last one says that it is the last.
"""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infolinia.telephony.recordings import keys
from infolinia.telephony.recordings.keys import Key

MAGIC = b"INFOSEAL1"
NAME_BYTES, SALT_BYTES, TAG_BYTES = 8, 32, 16
HEAD_BYTES = len(MAGIC) + NAME_BYTES + SALT_BYTES
CHUNK = 64 * 1024


class Damaged(Exception):
    """The file is not what was sealed: cut, changed, or another one in its place."""


@dataclass(frozen=True)
class Sealed:
    """What was sealed: how many bytes, their SHA-256 before sealing, and the name of the key."""

    length: int
    sha256: str
    key: str


def seal(source: Path, target: Path, *, name: str, key: Key) -> Sealed:
    """Seal the file as `target` (0600), whole or not at all; the source stays. `name` is bound to the content."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.{secrets.token_hex(4)}")
    digest, length, salt = hashlib.sha256(), 0, secrets.token_bytes(SALT_BYTES)
    cipher = _cipher(key, salt, name)
    try:
        with (
            source.open("rb") as plain,
            os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file,
        ):
            file.write(MAGIC + bytes.fromhex(key.name) + salt)
            for number, (chunk, is_last) in enumerate(_chunks(plain.read, CHUNK)):
                digest.update(chunk)
                length += len(chunk)
                file.write(cipher.encrypt(_nonce(number), chunk, _mark(is_last)))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return Sealed(length, digest.hexdigest(), key.name)


def opened(path: Path, *, name: str, state: Path, first: int = 0, last: int | None = None) -> Iterator[bytes]:
    """Yield the sealed content from byte `first` to `last` (included), or to the end. Raises `Damaged`, `NoKey`."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if len(head) < HEAD_BYTES or not head.startswith(MAGIC):
            raise Damaged(f"{path.name}: not a sealed file")
        key = keys.named(state, head[len(MAGIC) : len(MAGIC) + NAME_BYTES].hex())
        cipher = _cipher(key, head[-SALT_BYTES:], name)
        size = path.stat().st_size - HEAD_BYTES
        count = -(-size // (CHUNK + TAG_BYTES))
        end = size - count * TAG_BYTES if last is None else last + 1
        for number in range(first // CHUNK, count):
            begins = number * CHUNK
            if begins >= end:
                return
            file.seek(HEAD_BYTES + number * (CHUNK + TAG_BYTES))
            chunk = _opened(cipher, number, file.read(CHUNK + TAG_BYTES), path.name, is_last=number == count - 1)
            yield chunk[max(0, first - begins) : max(0, end - begins)]


def key_name(path: Path) -> str:
    """Return the name of the key that the file was sealed with."""
    with path.open("rb") as file:
        return file.read(len(MAGIC) + NAME_BYTES)[len(MAGIC) :].hex()


def content_length(path: Path) -> int:
    """Return how many bytes were sealed in the file, told by its size alone."""
    size = path.stat().st_size - HEAD_BYTES
    return size - -(-size // (CHUNK + TAG_BYTES)) * TAG_BYTES


def _opened(cipher: AESGCM, number: int, chunk: bytes, name: str, *, is_last: bool) -> bytes:
    try:
        return cipher.decrypt(_nonce(number), chunk, _mark(is_last))
    except (InvalidTag, ValueError) as error:
        raise Damaged(f"{name}: chunk {number} is not what was sealed") from error


def _cipher(key: Key, salt: bytes, name: str) -> AESGCM:
    info = MAGIC + name.encode()
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key.secret))


def _nonce(number: int) -> bytes:
    """Return the chunk's nonce: it never repeats under one file's key."""
    return number.to_bytes(12, "big")


def _mark(is_last: bool) -> bytes:
    return b"last" if is_last else b"more"


def _chunks(read: Callable[[int], bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield chunks with whether each is the last; an empty source is one empty last chunk."""
    chunk = read(size)
    while True:
        following = read(size) if len(chunk) == size else b""
        yield chunk, not following
        if not following:
            return
        chunk = following
