"""The keys of recordings: show them, make a new one, take away those that nothing needs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from infolinia.telephony.recordings import keys, queries, storage
from infolinia.telephony.voicemails import storage as voicemails


class Command(BaseCommand):
    """Shows names of keys only, never the keys."""

    help = "Show the keys of recordings, make a `new` one that seals from now on, or `tidy` away those nothing needs."

    def add_arguments(self, parser: CommandParser) -> None:
        """One word: what to do."""
        parser.add_argument("act", nargs="?", choices=["show", "new", "tidy"], default="show")

    def handle(self, *_arguments: Any, act: str, **_options: Any) -> None:
        """Do it, and show what is there then."""
        state = storage.home()
        if act == "new":
            keys.add(state)
        gone = keys.keep_only(state, queries.used_keys() | voicemails.used_keys()) if act == "tidy" else []
        for name in gone:
            self.stdout.write(f"{name}  taken away")
        found = keys.keys(state)
        for key in found:
            self.stdout.write(f"{key.name}{'  seals' if key is found[-1] else ''}")
