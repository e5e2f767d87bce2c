"""Nothing on the screens is left in one language: every message is gathered, whole and keeps its blanks."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.template.base import Lexer, TokenType
from django.utils.translation import ngettext, override

from tools import messages

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "infolinia" / "web" / "templates"
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd%]")
MARKUP = re.compile(r"<!--.*?-->|<script.*?</script>|<[^>]*>", re.DOTALL)
POLISH_LETTER = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
# Shown when the database and the settings may be out of reach, so it speaks the office's language only.
WITHOUT_TRANSLATION = {"500.html"}


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return messages.gather()


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_has_its_whole_translation(language: str, gathered: Catalog) -> None:
    left = messages.missing(language, gathered)
    assert not left, f"{len(left)} without a translation into {language}, for example: {left[:5]}"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_the_catalogue_holds_just_what_the_screens_say(language: str, gathered: Catalog) -> None:
    wanted = {(message.id, message.context) for message in messages.expected(language, gathered)}
    stored = {(message.id, message.context) for message in messages.read(language) if message.id}
    assert stored == wanted, "run: .venv/bin/python tools/messages.py update"


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_translation_keeps_the_blanks_of_its_message(language: str) -> None:
    """A blank that is lost loses a date or a number; one that is invented breaks the page."""
    for message in messages.read(language):
        if not message.id:
            continue
        known = set(BLANK.findall(" ".join(message.id) if message.pluralizable else str(message.id)))
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        always = (
            set(BLANK.findall(message.id[0])) & set(BLANK.findall(message.id[1])) if message.pluralizable else known
        )
        for text in filter(None, texts):
            used = set(BLANK.findall(text))
            assert used <= known, f"{language}: {text!r} has {used - known}, which its message has not"
            assert always <= used, f"{language}: {text!r} lost {always - used}"


def test_polish_counts_people_in_three_forms() -> None:
    with override("pl"):
        said = [ngettext("Czeka %(n)d osoba", "Czeka %(n)d osób", n) % {"n": n} for n in (1, 3, 5, 12, 22, 25)]
    assert said == [
        "Czeka 1 osoba",
        "Czekają 3 osoby",
        "Czeka 5 osób",
        "Czeka 12 osób",
        "Czekają 22 osoby",
        "Czeka 25 osób",
    ]


def test_no_template_speaks_outside_the_catalogues() -> None:
    spoken = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        if path.name in WITHOUT_TRANSLATION:
            continue
        for text in _untranslated_texts(path.read_text()):
            spoken.append(f"{path.relative_to(TEMPLATES)}: {text}")
    assert not spoken, "\n".join(spoken)


def _untranslated_texts(source: str) -> list[str]:
    """Return the template's own Polish words, with everything inside translation blocks left out."""
    kept, inside = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name = token.contents.split()[0]
            inside = name.startswith("blocktrans") or (inside and not name.startswith("endblocktrans"))
        elif token.token_type == TokenType.TEXT and not inside:
            kept.append(token.contents)
    texts = (piece.strip() for piece in MARKUP.sub("\n", "\x00".join(kept)).replace("\x00", "").splitlines())
    return [text for text in texts if POLISH_LETTER.search(text)]
