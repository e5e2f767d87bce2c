"""Frames of the socket for writing: what a page may send, with every number and letter checked."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from infolinia.contacts.rules.transcript import Change, clean
from infolinia.telephony.chats.token import conversation_of

LARGEST_FRAME = 8 * 1024
LONGEST_PIECE = 1_500
"""Characters in one change: with its escapes it fits into one signal of PostgreSQL (8,000 bytes)."""
LONGEST_LINE = 4_000
MOST_LINES = 5_000
MOST_CHANGES = 50_000


class BadFrame(Exception):
    """A page sent what no page of ours sends."""


@dataclass(frozen=True)
class Introduction:
    """The first frame: a resident's key, or the conversation of a signed-in adviser."""

    conversation: UUID
    is_resident: bool


def introduction(text: str) -> Introduction:
    """Return who the page says it is."""
    said = _object(text)
    if token := said.get("token"):
        conversation = conversation_of(str(token))
        if conversation is None:
            raise BadFrame("the key does not fit")
        return Introduction(conversation, is_resident=True)
    try:
        return Introduction(UUID(str(said.get("conversation"))), is_resident=False)
    except ValueError:
        raise BadFrame("no conversation") from None


def change(text: str, side: str) -> Change | None:
    """Return the change of this side that the frame brings; nothing for a mere sign of life."""
    said = _object(text)
    if "beat" in said:
        return None
    inserted, ends = said.get("ins"), said.get("end")
    if not isinstance(inserted, str) or len(inserted) > LONGEST_PIECE or not isinstance(ends, bool):
        raise BadFrame("no text")
    return Change(
        side=side,
        number=_count(said, "n", MOST_CHANGES),
        line=_count(said, "line", MOST_LINES),
        position=_count(said, "at", LONGEST_LINE),
        removed=_count(said, "del", LONGEST_LINE),
        inserted=clean(inserted),
        ends_line=ends,
        at=datetime.now(UTC),
    )


def _count(said: dict[str, Any], name: str, most: int) -> int:
    value = said.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise BadFrame(f"{name} is no number between 0 and {most}")
    return value


def _object(text: str) -> dict[str, Any]:
    if len(text) > LARGEST_FRAME:
        raise BadFrame("too large")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFrame("not JSON") from None
    if not isinstance(said, dict):
        raise BadFrame("not an object")
    return said
