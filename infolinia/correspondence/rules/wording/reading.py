"""The small language in which editors write messages, read into pieces: text, variables and conditions.

`{numer}` is a variable, `{do kiedy:do}` one in a form, `{ile druków:druk|druki|druków}` a counted noun,
`{jeśli link}…{inaczej}…{koniec}` a condition, `{jeśli nie link}` its opposite. Everything else is text.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

IF, NOT, ELSE, END = "jeśli", "nie", "inaczej", "koniec"
_TAG = re.compile(r"\{([^{}\n]*)\}|[{}]")


class Wrong(StrEnum):
    """What a text can have wrong; the words for people are in `correspondence.faults`."""

    BRACE = "brace"
    UNKNOWN = "unknown"
    FORM = "form"
    PLURAL = "plural"
    COUNT_FORMS = "count_forms"
    FLAG = "flag"
    NOT_CLOSED = "not_closed"
    NOT_OPENED = "not_opened"
    MISSING = "missing"
    EMPTY = "empty"
    SUBJECT = "subject"
    LINK = "link"
    MARKUP = "markup"
    LONG = "long"
    MUST_ASK = "must_ask"


@dataclass(frozen=True)
class Fault:
    """One thing to mend: what, in which line (from 1; 0 for the whole, -1 for the subject), which words, a hint."""

    wrong: Wrong
    line: int
    words: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Text:
    """Words as the editor wrote them."""

    text: str


@dataclass(frozen=True)
class Named:
    """A variable by its word, with the form that was asked for; `plural` are the forms of a counted noun."""

    word: str
    line: int
    form: str = ""
    plural: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """What is said only if a variable has a value (or only if it has none), and what is said otherwise."""

    word: str
    line: int
    is_negated: bool
    then: tuple["Piece", ...]
    otherwise: tuple["Piece", ...] = ()


Piece = Text | Named | Choice


@dataclass
class _Open:
    word: str
    line: int
    is_negated: bool
    then: list[Piece] = field(default_factory=list)
    otherwise: list[Piece] | None = None

    @property
    def pieces(self) -> list[Piece]:
        return self.then if self.otherwise is None else self.otherwise


@dataclass(frozen=True)
class Wording:
    """A text read; with faults its pieces are what could be made of it."""

    pieces: tuple[Piece, ...]
    faults: tuple[Fault, ...]


def read(text: str) -> Wording:
    """Return the pieces of the text and what is wrong with its marks; words are checked by `checking`."""
    reader = _Reader()
    place = 0
    for met in _TAG.finditer(text):
        reader.add(Text(text[place : met.start()]))
        reader.take(met, 1 + text.count("\n", 0, met.start()))
        place = met.end()
    reader.add(Text(text[place:]))
    return reader.finish()


class _Reader:
    """Puts pieces into the condition that is open."""

    def __init__(self) -> None:
        self.root: list[Piece] = []
        self.open: list[_Open] = []
        self.faults: list[Fault] = []

    def add(self, piece: Piece) -> None:
        if piece != Text(""):
            (self.open[-1].pieces if self.open else self.root).append(piece)

    def take(self, met: "re.Match[str]", line: int) -> None:
        inside = met.group(1)
        if inside is None or not inside.strip():
            self.faults.append(Fault(Wrong.BRACE, line, met.group()))
            return
        words = " ".join(inside.split(":", 1)[0].split())
        if words in (END, ELSE):
            self._close(words, line)
        elif words.startswith(f"{IF} "):
            word = words.removeprefix(f"{IF} ")
            self.open.append(_Open(word.removeprefix(f"{NOT} "), line, word.startswith(f"{NOT} ")))
            # Where a mark stood alone in its line, no empty line stays behind.
            self.add(Text(MARK))
        else:
            self.add(_named(words, inside, line))

    def _close(self, words: str, line: int) -> None:
        if not self.open or (words == ELSE and self.open[-1].otherwise is not None):
            self.faults.append(Fault(Wrong.NOT_OPENED, line, f"{{{words}}}"))
        elif words == ELSE:
            self.open[-1].otherwise = [Text(MARK)]
        else:
            done = self.open.pop()
            self.add(Choice(done.word, done.line, done.is_negated, tuple(done.then), tuple(done.otherwise or ())))
            self.add(Text(MARK))

    def finish(self) -> Wording:
        for one in self.open:
            self.faults.append(Fault(Wrong.NOT_CLOSED, one.line, f"{{{IF} {one.word}}}"))
        return Wording(tuple(self.root), tuple(self.faults))


MARK = "\ue000"
"""Stands for something that leaves nothing behind: from Unicode's private use area, which no message contains."""


def _named(words: str, inside: str, line: int) -> Named:
    form = inside.split(":", 1)[1].strip() if ":" in inside else ""
    if "|" in form:
        return Named(words, line, plural=tuple(part.strip() for part in form.split("|")))
    return Named(words, line, form=form)
