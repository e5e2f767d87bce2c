"""Reads a PDF from outside, in a process of its own that may use little time and memory; prints what it found.

Run as a script (`checking.py` does): it imports nothing of ours, so that nothing of ours is within its reach.
"""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject

SECONDS = 8
MEMORY = 1_500_000_000
MOST_PAGES = 60
MOST_OBJECTS = 60_000
MOST_FIELDS = 600
MOST_DEPTH = 40
MOST_UNPACKED = 150_000_000
MOST_CHOICES = 100

# What a form for residents has no need of, and what a hostile file lives by.
SCRIPT_KEYS = ("/JS", "/JavaScript")
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/SubmitForm": "sends",
    "/ImportData": "sends",
    "/GoToR": "elsewhere",
    "/GoToE": "elsewhere",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
}
_KINDS = {"/Tx": "text", "/Btn": "box", "/Ch": "choice", "/Sig": "signature"}
_RADIO, _PUSH, _MANY_LINES, _READ_ONLY = 1 << 15, 1 << 16, 1 << 12, 1


class Refused(Exception):
    """The file is not taken; the argument is the reason's code."""


def inspect(data: bytes) -> dict[str, Any]:
    """Return pages, fields and whether it is tagged. Raises `Refused`."""
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Refused("encrypted")
    pages = len(reader.pages)
    if not pages:
        raise Refused("broken")
    if pages > MOST_PAGES:
        raise Refused("pages")
    _search(reader)
    root = reader.root_object
    facts = {"pages": pages, "fields": _fields(reader), "is_tagged": "/StructTreeRoot" in root}
    _try_writing(reader)
    return facts


def _search(reader: PdfReader) -> None:
    """Walk everything the file's root reaches, and everything it only carries along; refuse what acts by itself."""
    idents = {(number, generation) for generation, xref in reader.xref.items() for number in xref}
    idents |= {(number, 0) for number in reader.xref_objStm}
    if len(idents) > MOST_OBJECTS:
        raise Refused("objects")
    _look(reader.trailer, 0)
    unpacked = 0
    for number, generation in sorted(idents):
        if number:
            found = reader.get_object(IndirectObject(number, generation, reader))
            if found is not None:
                _look(found, 0)
            unpacked += _size(found)
            if unpacked > MOST_UNPACKED:
                raise Refused("costly")


def _look(thing: PdfObject | None, depth: int) -> None:
    if depth > MOST_DEPTH:
        raise Refused("depth")
    if isinstance(thing, DictionaryObject):
        _judge(thing)
        for value in thing.values():
            _look(value, depth + 1)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            _look(value, depth + 1)


def _size(found: PdfObject | None) -> int:
    """Return how much a packed stream becomes; pictures are unpacked by nobody but a viewer, row by row."""
    if not isinstance(found, StreamObject) or found.get("/Subtype") == "/Image":
        return 0
    return len(found.get_data())


def _judge(found: DictionaryObject) -> None:
    if any(key in found for key in SCRIPT_KEYS):
        raise Refused("script")
    action = found.get("/S")
    if isinstance(action, str) and action in ACTIONS:
        raise Refused(ACTIONS[action])
    if "/XFA" in found:
        raise Refused("xfa")
    if "/EmbeddedFiles" in found or found.get("/Type") == "/EmbeddedFile" or found.get("/Subtype") == "/FileAttachment":
        raise Refused("attachment")
    if found.get("/Subtype") in ("/RichMedia", "/Screen", "/3D", "/Movie"):
        raise Refused("media")
    if isinstance(found, StreamObject) and ("/F" in found and not isinstance(found.get("/F"), (int, float))):
        raise Refused("elsewhere")


def _fields(reader: PdfReader) -> list[dict[str, Any]]:
    found = reader.get_fields() or {}
    if len(found) > MOST_FIELDS:
        raise Refused("fields")
    shown = []
    for name, field in found.items():
        kind = _KINDS.get(str(field.get("/FT", "")), "")
        flags = int(field.get("/Ff", 0) or 0)
        if not kind or (kind == "box" and flags & _PUSH):
            continue
        shown.append(
            {
                "name": str(name)[:200],
                "label": str(field.get("/TU") or "")[:300],
                "kind": "radio" if kind == "box" and flags & _RADIO else kind,
                "is_long": bool(flags & _MANY_LINES) and kind == "text",
                "is_fixed": bool(flags & _READ_ONLY),
                "length": int(field.get("/MaxLen", 0) or 0),
                "states": [str(state)[:80] for state in field.get("/_States_", []) or []][:MOST_CHOICES],
            }
        )
    return shown


def _try_writing(reader: PdfReader) -> None:
    """Write the file anew, as filling it will."""
    writer = PdfWriter(clone_from=reader)
    writer.write(BytesIO())


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def main() -> int:
    """Read the file from standard input; print facts, or the reason why it is refused."""
    logging.disable(logging.CRITICAL)
    data = sys.stdin.buffer.read()
    _limit()
    try:
        answer: dict[str, Any] = {"facts": inspect(data)}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except (LimitReachedError, MemoryError):
        answer = {"refused": "costly"}
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError):
        answer = {"refused": "broken"}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
