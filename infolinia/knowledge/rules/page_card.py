"""The parts of an old page, sorted by an editor, as the card they become."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from infolinia.knowledge.rules.drafts import CardDraft, draft
from infolinia.knowledge.rules.page_headings import ANSWER, OWN, SKIP, SUMMARY, plain

_NOT_IN_CODES = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Piece:
    """A piece of text and where the editor put it: a section's code or a word of `page_headings`."""

    target: str
    heading: str
    text: str


def card_of(pieces: Iterable[Piece], **fields: str) -> CardDraft:
    """Return the card made of the pieces; pieces of one place follow each other in the order of the page.

    `fields` are texts of the card itself: code, title, subject, unit, and its source. Raises `BadDraft`.
    """
    texts: dict[str, str] = {}
    sections: dict[str, dict[str, str]] = {}
    for piece in pieces:
        if piece.target in (SUMMARY, ANSWER):
            texts[piece.target] = _joined(texts.get(piece.target, ""), piece.text)
        elif piece.target != SKIP and piece.text.strip():
            _put(sections, piece)
    told: dict[str, Any] = {key: value for key, value in fields.items() if value and key != "source"}
    told |= {"summary": texts.get(SUMMARY, ""), "answer": texts.get(ANSWER, ""), "sections": sections}
    return draft({**told, "sources": [fields["source"]] if fields.get("source") else []})


def code_of(title: str) -> str:
    """Return a code made of the title's words, which the editor may change."""
    return _NOT_IN_CODES.sub("-", plain(title)).strip("-")[:60].strip("-")


def _put(sections: dict[str, dict[str, str]], piece: Piece) -> None:
    code = (code_of(piece.heading) or "czesc") if piece.target == OWN else piece.target
    known = sections.setdefault(code, {"text": ""})
    known["text"] = _joined(known["text"], piece.text)
    if piece.target == OWN and piece.heading:
        known["heading"] = piece.heading


def _joined(before: str, text: str) -> str:
    return "\n\n".join(filter(None, (before, text.strip())))
