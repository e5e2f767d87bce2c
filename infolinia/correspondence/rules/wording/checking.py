"""What a wording must not contain and must not lack, so that no message leaves with a gap in it."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from infolinia.correspondence.rules.wording.reading import Choice, Fault, Named, Piece, Text, Wrong, read
from infolinia.correspondence.rules.wording.saying import FORMS, PLURAL_FORMS
from infolinia.correspondence.rules.wording.shapes import EMAIL, LETTER, SMS, Kind, Purpose, Variable

LONGEST_SUBJECT = 150
LONGEST_BODY = 8000
LONGEST_SMS = 1200
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\n]*)\)")
_SAFE_TARGET = re.compile(r"(https://|mailto:|tel:)\S+\Z", re.IGNORECASE)
_MARKUP = re.compile(r"\*\*|\[[^\]\n]*\]\([^)\n]*\)|^#\s", re.MULTILINE)
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def faults(purpose: Purpose, *, channel: str, language: str, subject: str, body: str) -> tuple[Fault, ...]:
    """Return everything to mend in the text, in its order; an empty tuple allows the text to be sent for approval."""
    known = purpose.by_word()
    found = [*_whole(purpose, channel, subject, body), *_read(body, known, language)]
    found += [_in_subject(fault) for fault in _read(subject, known, language)]
    found += _targets(body, known) if channel != SMS else []
    used = set(_words(read(f"{subject}\n{body}").pieces))
    missing = [each for each in purpose.variables if each.code in purpose.needs(channel) and each.word not in used]
    found += [Fault(Wrong.MISSING, 0, f"{{{each.word}}}", each.about) for each in missing]
    return tuple(found)


def _whole(purpose: Purpose, channel: str, subject: str, body: str) -> Iterator[Fault]:
    """Yield what is wrong with the text whatever its variables."""
    if not body.strip():
        yield Fault(Wrong.EMPTY, 0)
    if len(body) > (LONGEST_SMS if channel == SMS else LONGEST_BODY):
        yield Fault(Wrong.LONG, 0, hint=str(LONGEST_SMS if channel == SMS else LONGEST_BODY))
    if purpose.has_subject and channel in (EMAIL, LETTER) and not subject.strip():
        yield Fault(Wrong.SUBJECT, -1)
    if len(subject) > LONGEST_SUBJECT:
        yield Fault(Wrong.LONG, -1, hint=str(LONGEST_SUBJECT))
    for text, line in ((subject, -1), (body if channel == SMS else "", 0)):
        if met := _MARKUP.search(text):
            yield Fault(Wrong.MARKUP, line or 1 + text.count("\n", 0, met.start()), met.group())
    if met := _PRIVATE.search(subject + body):
        yield Fault(Wrong.BRACE, 0, f"U+{ord(met.group()):04X}")


def _read(text: str, known: Mapping[str, Variable], language: str) -> list[Fault]:
    wording = read(text)
    return [*wording.faults, *_pieces(wording.pieces, known, language, frozenset())]


def _pieces(
    pieces: tuple[Piece, ...], known: Mapping[str, Variable], language: str, present: frozenset[str]
) -> Iterator[Fault]:
    """Yield the faults of the pieces; `present` are the words whose values are there for certain."""
    for piece in pieces:
        if isinstance(piece, Named):
            yield from _named(piece, known, language, present)
        elif isinstance(piece, Choice):
            if piece.word not in known:
                yield _unknown(piece.word, piece.line, known)
            then, otherwise = (
                (present, present | {piece.word}) if piece.is_negated else (present | {piece.word}, present)
            )
            yield from _pieces(piece.then, known, language, then)
            yield from _pieces(piece.otherwise, known, language, otherwise)


def _named(piece: Named, known: Mapping[str, Variable], language: str, present: frozenset[str]) -> Iterator[Fault]:
    variable = known.get(piece.word)
    words = f"{{{piece.word}}}"
    if variable is None:
        yield _unknown(piece.word, piece.line, known)
        return
    if variable.kind == Kind.FLAG:
        yield Fault(Wrong.FLAG, piece.line, words)
    elif piece.plural and variable.kind != Kind.COUNT:
        yield Fault(Wrong.PLURAL, piece.line, words)
    elif piece.plural and len(piece.plural) != PLURAL_FORMS[language]:
        yield Fault(Wrong.COUNT_FORMS, piece.line, words, str(PLURAL_FORMS[language]))
    elif piece.form and piece.form not in FORMS.get(variable.kind, ()):
        allowed = ", ".join(form for form in FORMS.get(variable.kind, ()) if form)
        yield Fault(Wrong.FORM, piece.line, f"{{{piece.word}:{piece.form}}}", allowed)
    if variable.is_optional and piece.word not in present:
        yield Fault(Wrong.MUST_ASK, piece.line, words)


def _unknown(word: str, line: int, known: Mapping[str, Variable]) -> Fault:
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return Fault(Wrong.UNKNOWN, line, f"{{{word}}}", f"{{{near[0]}}}" if near else "")


def _targets(body: str, known: Mapping[str, Variable]) -> Iterator[Fault]:
    """Yield links that lead nowhere safe."""
    for met in _LINK.finditer(body):
        target = met.group(2).strip()
        variable = known.get(target.strip("{}")) if target.startswith("{") else None
        if not (variable and variable.kind == Kind.LINK) and not _SAFE_TARGET.match(target):
            yield Fault(Wrong.LINK, 1 + body.count("\n", 0, met.start()), target)


def _words(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Yield every word that the text names."""
    for piece in pieces:
        if not isinstance(piece, Text):
            yield piece.word
        if isinstance(piece, Choice):
            yield from _words(piece.then)
            yield from _words(piece.otherwise)


def _in_subject(fault: Fault) -> Fault:
    return Fault(fault.wrong, -1, fault.words, fault.hint)
