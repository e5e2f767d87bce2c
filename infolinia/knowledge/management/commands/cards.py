"""`infolinia cards`: service cards in and out (docs/cards-format.md)."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from infolinia.core.clock import city_day, now
from infolinia.knowledge.operations import CannotImport, import_cards, load_example_cards, rebuild_index
from infolinia.knowledge.operations.import_plan import check_cards
from infolinia.knowledge.operations.importing import refuse_too_large
from infolinia.knowledge.operations.shipped import take_shipped_words
from infolinia.knowledge.queries import export_cards
from infolinia.knowledge.queries.plain import hardest_cards, plainness
from infolinia.knowledge.rules.plain import Hint
from infolinia.knowledge.shapes import Imported
from infolinia.knowledge.shapes_importing import CARD, CHANGED, LANGUAGE, NEW, UNCHANGED, ImportPlan

HINTS = {
    "long_sentence": "długie zdanie",
    "passive": "strona bierna",
    "impersonal": "forma bezosobowa",
    "office_word": "słowo urzędowe",
}
_KINDS = {
    NEW: "nowa karta",
    LANGUAGE: "nowy język",
    CHANGED: "nowe wydanie",
    CARD: "dane karty",
    UNCHANGED: "bez zmian",
}


class Command(BaseCommand):
    """Takes a file of cards in whole or not at all; gives them out in the same format."""

    help = "Read service cards in, give them out, or build the search index anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to do."""
        todo = parser.add_subparsers(dest="todo", required=True)
        taking = todo.add_parser("import", help="publish the cards of a file")
        taking.add_argument("file", type=Path)
        taking.add_argument("--dry-run", action="store_true", help="say what the file would do and change nothing")
        todo.add_parser("export", help="give out all current cards").add_argument("file", type=Path, nargs="?")
        todo.add_parser("examples", help="load the example cards of the starter city")
        plain = todo.add_parser("plain", help="list the cards that are hardest to read, or the hints for one")
        plain.add_argument("code", nargs="?", help="the card whose hints to show")
        plain.add_argument("--limit", type=int, default=20, help="at most so many cards (20)")
        todo.add_parser("reindex", help="build the search index anew; searches go on meanwhile")

    def handle(self, *args: object, **given: Any) -> None:
        """Do it."""
        if given["todo"] == "import":
            self._import(given["file"], dry_run=given["dry_run"])
        elif given["todo"] == "export":
            self._export(given["file"])
        elif given["todo"] == "examples":
            self._tell(load_example_cards(now()))
        elif given["todo"] == "plain":
            self._plain(given["code"], given["limit"])
        else:
            self.stdout.write(f"W indeksie: {rebuild_index(day=city_day(now()))}")

    def _plain(self, code: str | None, limit: int) -> None:
        if code is None:
            self.stdout.write("  FOG  Pisarek  zdań  wskazówek  karta")
            for card in hardest_cards(city_day(now()), limit):
                counts = f"{card.fog:5.1f}  {card.pisarek:7.1f}  {card.sentences:4}  {card.hints:9}"
                self.stdout.write(f"{counts}  {card.code}: {card.title}")
            return
        told = plainness(code)
        if told is None:
            raise CommandError(f"Nie ma opublikowanej karty o kodzie {code!r}.")
        self.stdout.write(f"FOG {told.fog}, Pisarek {told.pisarek}, zdań {len(told.sentences)}, słów {told.words}")
        for hint in told.hints:
            self.stdout.write(f"  zdanie {hint.sentence + 1}, {HINTS[hint.kind]}: {hint.words}{_instead(hint)}")

    def _import(self, path: Path, *, dry_run: bool) -> None:
        try:
            refuse_too_large(path.stat().st_size)
            data = path.read_bytes()
            if dry_run:
                self._foretell(check_cards(data=data))
            else:
                take_shipped_words()
                self._tell(import_cards(data=data, by_id=None, at=now()))
        except OSError as error:
            raise CommandError(f"Nie można odczytać {path}: {error.strerror}") from error
        except CannotImport as error:
            faults = [
                f"  wiersz {fault.line}: {f'[{fault.code}] ' if fault.code else ''}{fault.why}" for fault in error.bad
            ]
            raise CommandError("\n".join([str(error), *faults])) from error

    def _foretell(self, plan: ImportPlan) -> None:
        for line in plan.lines:
            if line.kind != UNCHANGED:
                more = ", ".join((*line.changes, *line.notes))
                self.stdout.write(
                    f"  wiersz {line.line}: {_KINDS[line.kind]} [{line.code} {line.language}] {more}".rstrip()
                )
        counts = ", ".join(f"{said}: {len(plan.of(kind))}" for kind, said in _KINDS.items())
        self.stdout.write(f"Nic nie zmieniono. Plik zrobiłby – {counts}")

    def _export(self, path: Path | None) -> None:
        text = json.dumps({"cards": export_cards()}, ensure_ascii=False, indent=2)
        if path is None:
            self.stdout.write(text)
        else:
            path.write_text(text + "\n", encoding="utf-8")

    def _tell(self, done: Imported) -> None:
        counts = f"nowe: {len(done.added)}, nowe wydania: {len(done.changed)}, bez zmian: {len(done.unchanged)}"
        self.stdout.write(f"Karty – {counts}")


def _instead(hint: Hint) -> str:
    return f" → {hint.instead}" if hint.instead else ""
