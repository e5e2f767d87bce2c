"""Which matter a letter is about, how sure we are, and what the letter may be in law."""

from uuid import UUID

import pytest

from infolinia.correspondence.rules.applications import hint
from infolinia.correspondence.rules.languages import language_of
from infolinia.correspondence.rules.matters_told import Found, matter_of, numbers_in

A, B, C = (UUID(int=number) for number in (1, 2, 3))
HALINA, STRANGER = "halina@example.org", "obcy@example.org"

CASES = {
    "it answers our message": (A, {}, HALINA, [], Found(A, "thread")),
    "it answers our message and names the same": (A, {A: {HALINA}}, HALINA, [], Found(A, "thread")),
    "it answers our message and names another": (A, {B: {HALINA}}, HALINA, [], Found(None, "", (A, B))),
    "the resident names the number": (None, {A: {HALINA}}, HALINA, [B], Found(A, "number")),
    "a stranger names the number": (None, {A: {HALINA}}, STRANGER, [], Found(None, "", (A,))),
    "the resident names two": (None, {A: {HALINA}, B: {HALINA}}, HALINA, [], Found(None, "", (A, B))),
    "the resident names an own and a stranger's": (None, {A: {HALINA}, B: set()}, HALINA, [], Found(None, "", (A, B))),
    "nothing is named, one matter is open": (None, {}, HALINA, [C], Found(None, "", (C,))),
    "nothing is known": (None, {}, STRANGER, [], Found()),
    "nobody's address proves nothing": (None, {A: {""}}, "", [], Found(None, "", (A,))),
}


@pytest.mark.parametrize(("thread", "named", "writer", "known", "found"), CASES.values(), ids=CASES)
def test_which_matter(
    thread: UUID | None, named: dict[UUID, set[str]], writer: str, known: list[UUID], found: Found
) -> None:
    assert matter_of(thread=thread, named=named, writer=writer, known=known) == found


NUMBERS = {
    "w sprawie INF-2026-48213 proszę": ("INF-2026-48213",),
    "inf 2026 48213, INF/2026/7": ("INF-2026-48213", "INF-2026-00007"),
    "nr INF–2026–48213 i jeszcze raz INF-2026-48213": ("INF-2026-48213",),
    "faktura 2026-48213": (),
    "SUPERINF-2026-48213": (),
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items())
def test_numbers(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


HINTS = {
    "Wnoszę o wydanie zaświadczenia o zameldowaniu": "application",
    "W załączeniu przesyłam wniosek o dodatek mieszkaniowy": "application",
    "Odwołuję się od decyzji z dnia 3 listopada": "application",
    "Zwracam się z prośbą o rozłożenie na raty podatku": "application",
    "Składam skargę na opieszałość urzędu": "complaint",
    "Wniosek o udostępnienie informacji publicznej": "information",
    "Składam petycję w sprawie ławek": "petition",
    "Kiedy odbiór śmieci na Świętojańskiej?": None,
    "Jak złożyć wniosek o dowód osobisty?": None,
    "Gdzie znajdę wniosek o kartę mieszkańca?": None,
}


@pytest.mark.parametrize(("text", "kind"), HINTS.items())
def test_what_law_may_leave_unexamined(text: str, kind: str | None) -> None:
    found = hint("", text)
    assert (found.kind if found else None) == kind


LANGUAGES = {
    "Dzień dobry, kiedy odbiór śmieci?": "pl",
    "Dzien dobry, nie ma pradu na mojej ulicy": "pl",
    "Hello, when is my waste collected, please?": "en",
    "Доброго дня, коли вивозять сміття?": "uk",
    "???": "pl",
    "": "pl",
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items())
def test_languages(text: str, language: str) -> None:
    assert language_of(text) == language
