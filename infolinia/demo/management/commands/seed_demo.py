"""`seed_demo` makes the starter city; a second run adds only what is missing."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from infolinia.core.clock import now
from infolinia.demo import seed


class Command(BaseCommand):
    """The command's arguments; the work is in `demo.seed`."""

    help = "Loads the starter city: units, accounts, residents and some weeks of conversations and matters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size of the past: by default some six weeks."""
        parser.add_argument("--size", type=int, default=0, help="how many past conversations to make (for benchmarks)")
        parser.add_argument("--city-only", action="store_true", help="units, streets, hours and accounts, no past")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say in one line what was there or was made."""
        if not settings.DEMO:
            raise CommandError("This is a production profile: it takes no demo data.")
        at = now()
        seed.load_basis(state=Path(settings.STATE), at=at)
        made = None if options["city_only"] else seed.load_past(at=at, size=options["size"])
        self.stdout.write(made.sentence() if made else "The starter city was already there.")
