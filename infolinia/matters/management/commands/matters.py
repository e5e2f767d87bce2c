"""`infolinia matters import FILE`: take matters of another system from a CSV, after a trial by `--dry-run`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from infolinia.core.clock import now
from infolinia.core.text import decoded
from infolinia.matters.operations import import_matters

SHOWN = 50


class Command(BaseCommand):
    """Matters by file. Exit code 1: lines are wrong and nothing was taken; 2: the file can't be read."""

    help = "Sprawy z innego systemu: kolumny pliku opisuje docs/run.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what may be given."""
        parser.add_argument("step", choices=["import"])
        parser.add_argument("file", help="plik CSV")
        parser.add_argument("--dry-run", action="store_true", help="tylko sprawdź; nic się nie zmieni")

    def handle(self, *_args: Any, **given: Any) -> None:
        """Import the file and say what came of it."""
        try:
            text = decoded(Path(given["file"]).read_bytes())
        except OSError as error:
            raise CommandError(str(error), returncode=2) from error
        report = import_matters(text=text, by_id=None, at=now(), is_trial=given["dry_run"])
        for fault in report.faults[:SHOWN]:
            self.stderr.write(f"wiersz {fault.line}, {fault.column or 'cały'}: {fault.text}")
        if report.faults:
            raise CommandError(f"błędów: {len(report.faults)}; nic nie wczytano", returncode=1)
        done = "do wczytania" if given["dry_run"] else "wczytano"
        counts = f"(otwartych {report.open}, załatwionych {report.closed})"
        self.stdout.write(f"{done}: {report.new} {counts}; już były: {report.known}")
