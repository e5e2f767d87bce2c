"""`infolinia search` and `infolinia cards`: the doors to the commands of the same names."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def search(arguments: Sequence[str]) -> int:
    """Print the cards that answer the words; see `infolinia search --help`."""
    return _run("search", arguments)


def cards(arguments: Sequence[str]) -> int:
    """Import, export or index cards; see `infolinia cards --help`."""
    return _run("cards", arguments)


def _run(name: str, arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    execute_from_command_line(["infolinia", name, *arguments])
    return 0
