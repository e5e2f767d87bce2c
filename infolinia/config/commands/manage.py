"""`infolinia manage …`: Django's own commands with this installation's settings."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Run one of Django's commands."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infolinia.config.settings")
    execute_from_command_line(["infolinia manage", *arguments])
    return 0
