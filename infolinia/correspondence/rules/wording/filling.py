"""A wording with values becomes a text, and the same text as safe HTML.

What a value says is never read as markup: while the text is laid out each value is one sign of Unicode's private use
area, and takes its place at the very end, escaped.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from infolinia.correspondence.rules.wording import saying
from infolinia.correspondence.rules.wording.reading import MARK, Choice, Named, Piece, Text, read
from infolinia.correspondence.rules.wording.shapes import Kind, Value, Variable

_FIRST = 0xE001
_SIGN = re.compile("[\ue001-\uf8ff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_EMPTY_LINE = re.compile(f"^[ \\t]*{MARK}[ \\t{MARK}]*\n", re.MULTILINE)
_BLANKS = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\n]*)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_BULLET = re.compile(r"[-–•]\s+")
_HEADING = re.compile(r"#\s+")
_SAFE_TARGET = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_LINK_STYLE = "color: #0b3d62"
_HEADING_STYLE = "font-size: 24px; line-height: 32px"


class NoValue(Exception):
    """A value that the wording needs was not given; `code` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Scene:
    """What a message is filled with: variables by word, values by code, the language, and the day it is written.

    In a short message a list stands in one line.
    """

    known: Mapping[str, Variable]
    values: Mapping[str, Value]
    language: str
    today: date
    is_short: bool = False

    def value(self, word: str) -> Value:
        """Return the value behind a word; raises `NoValue` where one must be there and is not."""
        variable = self.known[word]
        found = self.values.get(variable.code)
        if found is None and not variable.is_optional and variable.kind != Kind.FLAG:
            raise NoValue(variable.code)
        return found


@dataclass(frozen=True)
class _Said:
    """A value as it will stand in the text."""

    text: str
    kind: Kind


@dataclass(frozen=True)
class Filled:
    """A wording whose values are still signs; `text` and `page` put them in."""

    layout: str
    said: tuple[_Said, ...]

    def text(self) -> str:
        """Return the plain text, without marks of the wording."""
        plain = _BOLD.sub(r"\1", _LINK.sub(r"\1: \2", self.layout))
        lines = [_HEADING.sub("", line) if _HEADING.match(line) else line for line in plain.split("\n")]
        return _SIGN.sub(lambda met: self._of(met.group()).text, "\n".join(lines))

    def page(self) -> str:
        """Return the same as HTML: headings, paragraphs, lists, bold and links, every value escaped."""
        return "\n".join(self._blocks())

    def _of(self, sign: str) -> _Said:
        return self.said[ord(sign) - _FIRST]

    def _blocks(self) -> Iterator[str]:
        for block in re.split(r"\n[ \t]*\n", self.layout):
            lines: list[str] = []
            items: list[str] = []
            for line in block.split("\n"):
                found = self._items(line)
                if found and lines:
                    yield from _paragraph(lines)
                if not found and items:
                    yield _list(items)
                    items = []
                if found:
                    lines = []
                    items += found
                elif special := self._alone(line):
                    yield from _paragraph(lines)
                    lines = []
                    yield special
                else:
                    lines.append(self._inline(line))
            yield from _paragraph(lines)
            if items:
                yield _list(items)

    def _items(self, line: str) -> list[str]:
        if _BULLET.match(line):
            return [self._inline(_BULLET.sub("", line, count=1))]
        said = self._only(line)
        if said is None or said.kind != Kind.LIST:
            return []
        return [html.escape(item.removeprefix("- ")) for item in said.text.split("\n")]

    def _alone(self, line: str) -> str:
        """Return the block of a line that is a heading or nothing but somebody's own words; else nothing."""
        if _HEADING.match(line):
            return f'<h1 style="{_HEADING_STYLE}">{self._inline(_HEADING.sub("", line, count=1))}</h1>'
        said = self._only(line)
        if said is None or said.kind != Kind.BODY:
            return ""
        parts = [html.escape(part).replace("\n", "<br>") for part in re.split(r"\n\s*\n", said.text.strip())]
        return "\n".join(f"<p>{part}</p>" for part in parts)

    def _only(self, line: str) -> _Said | None:
        stripped = line.strip()
        return self._of(stripped) if len(stripped) == 1 and _SIGN.match(stripped) else None

    def _inline(self, line: str) -> str:
        escaped = html.escape(line)
        linked = _LINK.sub(self._link, escaped)
        return _SIGN.sub(self._shown, _BOLD.sub(r"<strong>\1</strong>", linked))

    def _link(self, met: "re.Match[str]") -> str:
        target = _SIGN.sub(lambda sign: html.escape(self._of(sign.group()).text), met.group(2).strip())
        if not _SAFE_TARGET.match(target):
            return met.group(1)
        return f'<a href="{target}" style="{_LINK_STYLE}">{met.group(1)}</a>'

    def _shown(self, met: "re.Match[str]") -> str:
        said = self._of(met.group())
        escaped = html.escape(said.text).replace("\n", "<br>")
        if said.kind == Kind.LINK and _SAFE_TARGET.match(said.text):
            return f'<a href="{escaped}" style="{_LINK_STYLE}">{escaped}</a>'
        return escaped


def fill(wording: str, scene: Scene) -> Filled:
    """Return the wording with its conditions decided and its values in place; raises `NoValue`.

    The wording must be without faults (`checking.faults`).
    """
    said: list[_Said] = []

    def sign(value: _Said) -> str:
        said.append(value)
        return chr(_FIRST + len(said) - 1)

    laid = "".join(_laid(read(wording.replace("\r\n", "\n")).pieces, scene, sign))
    laid = _EMPTY_LINE.sub("", laid + "\n").replace(MARK, "")
    return Filled(_BLANKS.sub("\n\n", laid).strip(), tuple(said))


def _laid(pieces: tuple[Piece, ...], scene: Scene, sign: Callable[[_Said], str]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield piece.text
        elif isinstance(piece, Choice):
            is_there = bool(scene.values.get(scene.known[piece.word].code))
            yield from _laid(piece.then if is_there is not piece.is_negated else piece.otherwise, scene, sign)
        else:
            text = _say(piece, scene)
            yield sign(_Said(text, scene.known[piece.word].kind)) if text else MARK


def _say(piece: Named, scene: Scene) -> str:
    value = scene.value(piece.word)
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return saying.moment(value, piece.form, scene.language, scene.today)
    if isinstance(value, date):
        return saying.day(value, piece.form, scene.language, scene.today)
    if isinstance(value, int):
        return saying.counted(value, piece.plural, scene.language) if piece.plural else str(value)
    clean = _PRIVATE.sub("", value if isinstance(value, str) else _listed(value, is_short=scene.is_short))
    kind = scene.known[piece.word].kind
    return clean.strip() if kind in (Kind.BODY, Kind.LIST) else " ".join(clean.split())


def _listed(items: Sequence[str], *, is_short: bool) -> str:
    return ", ".join(items) if is_short else "\n".join(f"- {item}" for item in items)


def _paragraph(lines: list[str]) -> Iterator[str]:
    told = [line for line in lines if line.strip()]
    if told:
        yield f"<p>{'<br>'.join(told)}</p>"


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
