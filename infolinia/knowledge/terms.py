"""The clock catalogue as cards see it. The catalogue lives above, in matters: settings name the function to ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from infolinia.knowledge.rules.terms import term_text


@dataclass(frozen=True)
class ClockWords:
    """An entry of the catalogue in a language: how long a matter takes, at the longest, and by what right."""

    code: str
    name: str
    words: str
    longest: str
    basis: str
    is_confirmed: bool


class Catalogue(Protocol):
    """Answers for the clocks with these codes (for all where none are given), as they stood at a moment."""

    def __call__(
        self, codes: Collection[str] | None = None, *, language: str = "pl", moment: datetime | None = None
    ) -> dict[str, ClockWords]: ...


def clocks(
    codes: Collection[str] | None = None, *, language: str = "pl", moment: datetime | None = None
) -> dict[str, ClockWords]:
    """Return the clocks by code: those asked for that exist, or all; as they are now, or as they were at a moment."""
    if codes is not None and not codes:
        return {}
    return cast(Catalogue, import_string(settings.CLOCK_CATALOGUE))(codes, language=language, moment=moment)


def unknown_clocks(codes: Iterable[str]) -> set[str]:
    """Return the codes that the catalogue does not have."""
    wanted = {code for code in codes if code}
    return wanted - set(clocks(wanted))


def clock_text(code: str, own: str, *, language: str = "pl", moment: datetime | None = None) -> str:
    """Return the time to settle in words: the catalogue's, within the editor's own."""
    return clock_texts([(code, own)], language=language, moment=moment)[0]


def clock_texts(terms: Iterable[tuple[str, str]], *, language: str = "pl", moment: datetime | None = None) -> list[str]:
    """Return the times to settle for pairs of a clock's code and the editor's own words, in one statement."""
    pairs = list(terms)
    known = clocks({code for code, _own in pairs if code}, language=language, moment=moment)
    return [_said(known.get(code), own, language) for code, own in pairs]


def _said(clock: ClockWords | None, own: str, language: str) -> str:
    if clock is None:
        return term_text(own, words="")
    return term_text(own, words=clock.words, longest=clock.longest, is_confirmed=clock.is_confirmed, language=language)
