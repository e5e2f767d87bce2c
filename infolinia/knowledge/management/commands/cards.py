"""`infolinia cards`: service cards in and out (docs/cards-format.md)."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infolinia.core.clock import city_day, now
from infolinia.knowledge.operations import CannotImport, import_cards, load_example_cards, rebuild_index
from infolinia.knowledge.queries import export_cards
from infolinia.knowledge.shapes import Imported


class Command(BaseCommand):
    """Takes a file of cards in whole or not at all; gives them out in the same format."""

    help = "Read service cards in, give them out, or build the search index anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        todo = parser.add_subparsers(dest="todo", required=True)
        todo.add_parser("import", help="publish the cards of a file").add_argument("file", type=Path)
        todo.add_parser("export", help="give out all current cards").add_argument("file", type=Path, nargs="?")
        todo.add_parser("examples", help="load the example cards of the starter city")
        todo.add_parser("reindex", help="build the search index anew; searches go on meanwhile")

    def handle(self, *args: object, **given: Any) -> None:
        """Do it."""
        if given["todo"] == "import":
            self._import(given["file"])
        elif given["todo"] == "export":
            self._export(given["file"])
        elif given["todo"] == "examples":
            self._tell(load_example_cards(now()))
        else:
            self.stdout.write(f"W indeksie: {rebuild_index(day=city_day(now()))}")

    def _import(self, path: Path) -> None:
        try:
            self._tell(import_cards(data=path.read_bytes(), by_id=None, at=now()))
        except OSError as error:
            raise CommandError(f"Nie można odczytać {path}: {error.strerror}") from error
        except CannotImport as error:
            faults = [
                f"  wiersz {fault.line}: {f'[{fault.code}] ' if fault.code else ''}{fault.why}" for fault in error.bad
            ]
            raise CommandError("\n".join([str(error), *faults])) from error

    def _export(self, path: Path | None) -> None:
        text = json.dumps({"cards": export_cards()}, ensure_ascii=False, indent=2)
        if path is None:
            self.stdout.write(text)
        else:
            path.write_text(text + "\n", encoding="utf-8")

    def _tell(self, done: Imported) -> None:
        counts = f"nowe: {len(done.added)}, nowe wydania: {len(done.changed)}, bez zmian: {len(done.unchanged)}"
        self.stdout.write(f"Karty – {counts}")
