"""`infolinia matters`: the door to the command of the same name."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Take matters of another system from a file; see `infolinia matters --help`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    execute_from_command_line(["infolinia", "matters", *arguments])
    return 0
