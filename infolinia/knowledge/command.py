"""`infolinia cards`: the door to the command of the same name."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def cards(arguments: Sequence[str]) -> int:
    """Import, export or index cards; see `infolinia cards --help`."""
    return _run("cards", arguments)


def _run(name: str, arguments: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    execute_from_command_line(["infolinia", name, *arguments])
    return 0
