"""The text of a letter cut into what a page is set of: paragraphs, headings and lists."""

import re
from dataclasses import dataclass

PARAGRAPH, HEADING, BULLETS, NUMBERS = "paragraph", "heading", "bullets", "numbers"
_BULLET = re.compile(r"^[-*•–]\s+(?=\S)")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\S)")
_HEADING = re.compile(r"^#{1,3}\s+(?=\S)")


@dataclass(frozen=True)
class Block:
    """One part of the page. A paragraph has its lines, a list its items."""

    kind: str
    lines: tuple[str, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the parts of the text, in order. Empty lines part paragraphs; lines within one stay lines."""
    found: list[Block] = []
    is_apart = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        line = " ".join(raw.split())
        if not line:
            is_apart = True
            continue
        kind, words = _kind(line)
        if found and found[-1].kind == kind and kind != HEADING and (kind != PARAGRAPH or not is_apart):
            found[-1] = Block(kind, (*found[-1].lines, words))
        else:
            found.append(Block(kind, (words,)))
        is_apart = False
    return tuple(found)


def _kind(line: str) -> tuple[str, str]:
    for kind, mark in ((HEADING, _HEADING), (BULLETS, _BULLET), (NUMBERS, _NUMBER)):
        if match := mark.match(line):
            return kind, line[match.end() :]
    return PARAGRAPH, line
