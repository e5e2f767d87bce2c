"""Catalogues of translations: gather messages from code and templates, keep them in step, compile them.

    python tools/messages.py update    gather into locale/*/LC_MESSAGES/django.po
    python tools/messages.py compile   make the .mo files that the product reads
    python tools/messages.py missing   list what has no translation yet

Messages are the Polish texts. The Polish catalogue holds only those with a number, because Polish has three forms.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "infolinia"
LOCALE = ROOT / "locale"
LANGUAGES = ("pl", "en", "uk")
OWN = "pl"
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """# {language}: translations of the screens. Gathered by tools/messages.py.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"
"""
PLURALS = {
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    "uk": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}


def path_of(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def gather() -> Catalog:
    """Return every message of the code and the templates."""
    found = Catalog(charset="utf-8")
    for path in sorted(_sources()):
        name = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract("python", BytesIO(_as_python(path)), keywords=KEYWORDS):
            found.add(message, locations=[(name, 0)], context=context)
    return found


def read(language: str) -> Catalog:
    """Return the language's catalogue as it is stored; an empty one when there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def expected(language: str, gathered: Catalog) -> list[Message]:
    """Return the messages that the language must translate."""
    return [message for message in gathered if message.id and (language != OWN or message.pluralizable)]


def missing(language: str, gathered: Catalog) -> list[str]:
    """Return the messages without a whole translation: none, a doubtful one, or one with fewer forms than needed."""
    stored, forms = read(language), int(PLURALS[language].split("=")[1].split(";")[0])
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in expected(language, gathered)
        if not _is_whole(stored.get(_key(message), message.context), forms)
    ]


def update() -> None:
    """Bring every catalogue in step: new messages come empty, unused ones go, translations stay."""
    gathered = gather()
    for language in LANGUAGES:
        stored, fresh = read(language), Catalog(locale=language, charset="utf-8")
        for message in expected(language, gathered):
            known = stored.get(_key(message), message.context)
            kept = known.string if known and isinstance(known.string, tuple) == message.pluralizable else ""
            fresh.add(message.id, kept, locations=message.locations, context=message.context, flags=message.flags)
        _write(language, fresh)


def compile_all() -> None:
    """Write the .mo beside each catalogue whose text is newer."""
    for language in LANGUAGES:
        source, target = path_of(language), path_of(language).with_suffix(".mo")
        if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
            made = BytesIO()
            write_mo(made, read(language))
            draft = target.with_suffix(".mo.new")
            draft.write_bytes(made.getvalue())
            draft.replace(target)


def _sources() -> Iterator[Path]:
    for path in SOURCES.rglob("*.py"):
        if "migrations" not in path.parts:
            yield path
    for folder in SOURCES.rglob("templates"):
        yield from (path for path in folder.rglob("*") if path.suffix in (".html", ".txt"))


def _as_python(path: Path) -> bytes:
    """Return the source as the Python extractor reads it; a template becomes calls, without its indentation."""
    text = path.read_text()
    if path.suffix == ".py":
        return text.encode()
    return "\n".join(line.strip() for line in templatize(text).splitlines()).encode()


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _is_whole(message: Message | None, forms: int) -> bool:
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(strings) and (not message.pluralizable or len(strings) == forms)


def _write(language: str, catalog: Catalog) -> None:
    body = BytesIO()
    write_po(body, catalog, width=110, omit_header=True, sort_output=True, include_lineno=False)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(language=language, plural=PLURALS[language])
    path.write_text(f"{header}\n{body.getvalue().decode()}")


def main(words: list[str]) -> int:
    """Do what the first word says."""
    if words == ["update"]:
        update()
    elif words == ["compile"]:
        compile_all()
    elif words == ["missing"]:
        gathered = gather()
        for language in LANGUAGES:
            for text in missing(language, gathered):
                print(f"{language}: {text}")
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
