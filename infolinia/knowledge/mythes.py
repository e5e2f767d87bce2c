"""The general thesaurus: Debian's package `mythes-pl` unpacked into the state folder, and how its file is read.

Standard library only: set-up uses it before anything else is there.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from infolinia.core import debian

PACKAGE = "mythes-pl"
_INSIDE = "usr/share/mythes/th_pl_PL_v2.dat"
_OPPOSITE, _WIDER, _NARROWER = "antonim", "nadrzędne", "podrzędne"


class CannotRead(Exception):
    """The file is no thesaurus; the text says where it went wrong."""


def file_of(state: Path) -> Path | None:
    """Return the thesaurus that was unpacked for this state folder, None where it could not be had."""
    path = _place(state)
    return path if path.exists() else None


def unpack(state: Path, report: Callable[[str], None]) -> Path:
    """Unpack the thesaurus; done already, it does nothing. Raises `CannotFetch` and leaves nothing behind."""
    target = _place(state)
    if target.exists():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{PACKAGE}-") as draft:
        prefix = Path(draft) / "prefix"
        prefix.mkdir()
        report(f"fetching {PACKAGE} from Debian")
        debian.extract(debian.fetch_alone(Path(draft) / "apt", PACKAGE), prefix)
        if not (prefix / _INSIDE).exists():
            raise debian.CannotFetch(f"the package {PACKAGE} has no {_INSIDE}")
        shutil.move(prefix / _INSIDE, target)
    report(f"unpacked into {target}")
    return target


def synonyms(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each single word with each single word of like meaning; wider, narrower and opposite words are left out.

    The format is MyThes: the encoding, then for each word a line `word|meanings` and so many lines of meanings.
    """
    with path.open("rb") as file:
        encoding = file.readline().decode("ascii", "replace").strip()
        try:
            text = file.read().decode(encoding)
        except (LookupError, ValueError) as error:
            raise CannotRead(f"{path}: {error}") from error
    if not text:
        raise CannotRead(f"{path} is empty")
    lines = iter(text.splitlines())
    for line in lines:
        word, _sign, meanings = line.rpartition("|")
        if not word or not meanings.isdigit():
            raise CannotRead(f"{path}: „{line[:60]}” names no word with its number of meanings")
        for _meaning in range(int(meanings)):
            yield from ((word, other) for other in _alike(next(lines, "")) if " " not in word)


def _place(state: Path) -> Path:
    return debian.home(state) / "thesaurus" / "pl.dat"


def _alike(meaning: str) -> Iterator[str]:
    """Yield the single words of one line, `kind|word|word (label)`, that mean the same."""
    for said in meaning.split("|")[1:]:
        word, _space, label = said.partition(" (")
        if word and " " not in word and not any(other in label for other in (_OPPOSITE, _WIDER, _NARROWER)):
            yield word
