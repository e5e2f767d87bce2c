"""Cards from a file: everything in it or nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from infolinia.core.errors import Cannot
from infolinia.knowledge.operations.editions import publish_editions, unit_ids, unknown_names
from infolinia.knowledge.rules.drafts import BadDraft, CardDraft, draft
from infolinia.knowledge.rules.reading import BadFile, Record, records
from infolinia.knowledge.shapes import BadRecord, Imported

LARGEST_FILE = 30_000_000


class CannotImport(Cannot):
    """Nothing of the file was taken; `bad` lists what to mend, line by line."""

    def __init__(self, message: str, bad: tuple[BadRecord, ...] = ()) -> None:
        super().__init__(message)
        self.bad = bad


@dataclass(frozen=True)
class Told:
    """A good record: the line where it starts and the card it describes."""

    line: int
    card: CardDraft


@transaction.atomic
def import_cards(*, data: bytes, by_id: int | None, at: datetime) -> Imported:
    """Publish every card of a `{"cards": [...]}` file: new codes as new cards, known ones as new editions.

    A card whose content is already current stays as it is. Raises `CannotImport` with every bad record;
    then nothing of the file is taken.
    """
    return publish_editions(drafts=read_drafts(data, unit_ids()), by_id=by_id, at=at)


def read_drafts(data: bytes, units: dict[str, int] | None = None) -> list[CardDraft]:
    """Return the cards that a file describes; raises `CannotImport` listing every bad record.

    With `units` given, a card owned by none of them is a bad record too.
    """
    return [told.card for told in read_records(data, units)]


def read_records(data: bytes, units: dict[str, int] | None = None) -> list[Told]:
    """Return the cards that a file describes with their lines; refuses as `read_drafts` does."""
    good: list[Told] = []
    bad: list[BadRecord] = []
    for record in _read(data):
        try:
            good.append(Told(record.line, draft(record.value)))
        except BadDraft as error:
            bad.append(BadRecord(line=record.line, code=_code(record), why=_sayable(str(error))))
    bad += _unknown(good, units) + _twice(good)
    if bad:
        raise CannotImport(
            _("Plik ma błędy, więc nic z niego nie wzięto."), tuple(sorted(bad, key=lambda fault: fault.line))
        )
    return good


def read_files(folder: Path) -> list[CardDraft]:
    """Return the cards of every `.json` file of a folder and its subfolders, in the order of the files' paths.

    Files of the folder itself come first: they hold the Polish cards, subfolders their other languages.
    """
    paths = sorted(folder.rglob("*.json"), key=lambda path: (len(path.parts), path))
    return [card for path in paths for card in read_drafts(path.read_bytes())]


def refuse_too_large(size: int) -> None:
    """Raise `CannotImport` for a file that is too large to be read at all."""
    if size > LARGEST_FILE:
        raise CannotImport(_("Plik jest za duży: najwyżej %(size)s MB.") % {"size": LARGEST_FILE // 1_000_000})


def _read(data: bytes) -> list[Record]:
    refuse_too_large(len(data))
    try:
        return records(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = BadRecord(line=line, code="", why=_("plik nie jest zapisany w UTF-8"))
    except BadFile as error:
        fault = BadRecord(line=error.line, code="", why=_sayable(str(error)))
    raise CannotImport(_("Nie można odczytać pliku, więc nic z niego nie wzięto."), (fault,))


def _unknown(good: list[Told], units: dict[str, int] | None) -> list[BadRecord]:
    if units is None:
        return []
    faults = unknown_names([told.card for told in good], units)
    return [BadRecord(told.line, told.card.code, why) for told, whys in zip(good, faults, strict=True) for why in whys]


def _twice(good: list[Told]) -> list[BadRecord]:
    times = Counter((told.card.code, told.card.language) for told in good)
    return [
        BadRecord(told.line, told.card.code, _("ten kod jest w pliku więcej niż raz"))
        for told in good
        if times[told.card.code, told.card.language] > 1
    ]


def _code(record: Record) -> str:
    code = record.value.get("code") if isinstance(record.value, dict) else None
    return _sayable(code[:60]) if isinstance(code, str) else ""


def _sayable(text: str) -> str:
    """Return the text without what no terminal and no page can show (halves of signs from a hostile file)."""
    return text.encode("utf-8", "replace").decode("utf-8")
